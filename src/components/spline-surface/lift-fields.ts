import { html, nothing, type TemplateResult } from 'lit';
import { validLift, type Lift } from '../../geometry/lifted-surface.js';
import { surfaceStrings as words } from './surface-strings.js';

export interface LiftedNetwork {
  readonly hiddenWidths: readonly number[];
  readonly classCount: number;
}

/** Beyond so many classes differences to class 0 are offered only. */
const MOST_PAIRS = 4;

/** Chooses what is taken as height: a logit, a difference, or a unit with its layer and number. */
export function liftFields(lift: Lift, network: LiftedNetwork, choose: (lift: Lift) => void): TemplateResult {
  const now = validLift(lift, network);
  const options = liftOptions(network);
  const chosen = keyOf(now);
  return html`
    <label class="field">
      <span>${words.height}</span>
      <select
        @change=${(event: Event) => {
          const option = options.find(({ lift: one }) => keyOf(one) === (event.target as HTMLSelectElement).value);
          if (option) choose(option.lift);
        }}
      >
        ${options.map(
          ({ lift: one, name }) =>
            html`<option value=${keyOf(one)} ?selected=${keyOf(one) === chosen}>${name}</option>`,
        )}
      </select>
    </label>
    ${now.of === 'unit' ? unitFields(now, network, choose) : nothing}
  `;
}

function unitFields(
  { layer, unit }: Extract<Lift, { of: 'unit' }>,
  { hiddenWidths }: LiftedNetwork,
  choose: (lift: Lift) => void,
): TemplateResult {
  const valueOf = (event: Event): number => Number((event.target as HTMLSelectElement).value);
  const numbers = (count: number, selected: number): TemplateResult[] =>
    Array.from(
      { length: count },
      (_, index) => html`<option value=${index} ?selected=${index === selected}>${index + 1}</option>`,
    );
  return html`
    <label class="field short">
      <span>${words.layer}</span>
      <select @change=${(event: Event) => choose({ of: 'unit', layer: valueOf(event), unit })}>
        ${numbers(hiddenWidths.length, layer)}
      </select>
    </label>
    <label class="field short">
      <span>${words.unit}</span>
      <select @change=${(event: Event) => choose({ of: 'unit', layer, unit: valueOf(event) })}>
        ${numbers(hiddenWidths[layer] ?? 0, unit)}
      </select>
    </label>
  `;
}

function liftOptions({ classCount }: LiftedNetwork): { lift: Lift; name: string }[] {
  const classes = Array.from({ length: classCount }, (_, index) => index);
  const others = classCount > MOST_PAIRS ? [0] : classes;
  const { difference, logit, unit } = words.heightOptions;
  return [
    ...others.flatMap((other) =>
      classes
        .filter((index) => index > other)
        .map((index) => ({ lift: { of: 'difference', class: index, other } as const, name: difference(index, other) })),
    ),
    ...classes.map((index) => ({ lift: { of: 'logit', class: index } as const, name: logit(index) })),
    { lift: { of: 'unit', layer: 0, unit: 0 }, name: unit },
  ];
}

/** All units are one choice. */
function keyOf(lift: Lift): string {
  switch (lift.of) {
    case 'logit':
      return `logit ${lift.class}`;
    case 'difference':
      return `difference ${lift.class} ${lift.other}`;
    case 'unit':
      return 'unit';
    default:
      return lift satisfies never;
  }
}
