import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A value that was refused: what the reader typed stays, with the reason beside it. */
export interface Refusal {
  readonly text: string;
  readonly message: string;
  /** Set where it is English whatever the page is in. */
  readonly lang?: 'en';
}

/** What a panel needs to show and change settings. */
export interface FieldContext {
  refusalOf(id: string): Refusal | null;
  /** Makes a change; a refusal is kept under `id` with what was typed. */
  apply(id: string, text: string, change: () => void): void;
}

/** For choices that are always taken. */
export const unrefused: FieldContext = { refusalOf: () => null, apply: (_id, _text, change) => change() };

interface FieldWords {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
}

export interface NumberField extends FieldWords {
  readonly value: number;
  readonly step?: number | 'any';
  /** For the arrows of the input only: what is out of range is refused in words, not by the browser. */
  readonly min?: number;
  readonly max?: number;
  readonly change: (value: number) => void;
}

export interface ChoiceField<T extends string> extends FieldWords {
  readonly value: T;
  readonly choices: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly change: (value: T) => void;
}

/** What is wrong with a field; always there, so that what comes into it is read out. */
export const refusalLine = (id: string, refusal: Refusal | null): TemplateResult => html`
  <p
    class="refusal"
    id="${id}-refusal"
    role="alert"
    lang=${refusal?.lang ?? nothing}
    dir=${refusal?.lang ? 'ltr' : nothing}
  >${refusal?.message ?? nothing}</p>
`;

function frame(context: FieldContext, { id, label, help }: FieldWords, control: TemplateResult): TemplateResult {
  const refusal = context.refusalOf(id);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control}
      ${refusalLine(id, refusal)}
      ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
    </div>
  `;
}

/** Ids of what describes a control. */
const describedBy = (context: FieldContext, { id, help }: FieldWords): string | typeof nothing =>
  [context.refusalOf(id) ? `${id}-refusal` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ') || nothing;

export function numberField(context: FieldContext, field: NumberField): TemplateResult {
  const refusal = context.refusalOf(field.id);
  const onChange = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    context.apply(field.id, input.value, () => field.change(input.valueAsNumber));
  };
  return frame(
    context,
    field,
    html`<input
      id=${field.id}
      type="number"
      inputmode="decimal"
      autocomplete="off"
      step=${field.step ?? 'any'}
      min=${field.min ?? nothing}
      max=${field.max ?? nothing}
      .value=${refusal?.text ?? String(field.value)}
      aria-invalid=${refusal ? 'true' : nothing}
      aria-describedby=${describedBy(context, field)}
      @change=${onChange}
    />`,
  );
}

export function choiceField<T extends string>(context: FieldContext, field: ChoiceField<T>): TemplateResult {
  const onChange = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const chosen = field.choices.find((choice) => choice === value);
    if (chosen !== undefined) context.apply(field.id, value, () => field.change(chosen));
  };
  return frame(
    context,
    field,
    html`<select id=${field.id} aria-describedby=${describedBy(context, field)} @change=${onChange}>
      ${field.choices.map(
        (choice) =>
          html`<option value=${choice} .selected=${live(choice === field.value)}>${field.names[choice]}</option>`,
      )}
    </select>`,
  );
}

export interface RadioChoice<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly help?: string;
}

export function radioGroup<T extends string>(
  context: FieldContext,
  id: string,
  title: string,
  choices: readonly RadioChoice<T>[],
  value: T,
  change: (value: T) => void,
): TemplateResult {
  return html`
    <fieldset class="field">
      <legend>${title}</legend>
      ${choices.map(
        (choice) => html`
          <label class="choice">
            <input
              type="radio"
              name=${id}
              value=${choice.value}
              .checked=${live(choice.value === value)}
              @change=${() => context.apply(id, choice.value, () => change(choice.value))}
            />
            <span>${choice.name}${choice.help ? html`<small>${choice.help}</small>` : nothing}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

export function checkbox(
  label: string | TemplateResult,
  checked: boolean,
  change: (checked: boolean) => void,
  help?: string,
): TemplateResult {
  return html`
    <label class="choice">
      <input
        type="checkbox"
        .checked=${live(checked)}
        @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}
      />
      <span>${label}${help ? html`<small>${help}</small>` : nothing}</span>
    </label>
  `;
}
