import { html, nothing, type TemplateResult } from 'lit';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent, NO_VALUE } from '../format.js';
import { lastSwitch } from '../network-names.js';
import type { PictureStore } from '../picture-store.js';
import { lineSample } from '../spline-chart/line-sample.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';

export interface TwinActions {
  switchNormalization(model: number): void;
  /** The two ways on after numbers have failed. */
  goBack(): void;
  startAgain(): void;
}

/** One network: its name and switch, its picture, its numbers. */
export function twinTemplate(
  session: Session | null,
  model: number,
  picture: PictureStore,
  actions: TwinActions,
): TemplateResult {
  const snapshot = session?.snapshot ?? null;
  const normalization = snapshot?.models[model]?.normalization ?? (model === 0 ? 'none' : 'batch');
  const isOn = normalization === 'batch';
  const mark = snapshot && lastSwitch(snapshot, model);
  const name = strings.normalizationNames[normalization];
  return html`
    <section
      class="twin ${model === 0 ? 'first' : 'second'}"
      data-model=${model}
      aria-label=${strings.networkLabel(model, name)}
    >
      <header>
        ${lineSample(model)}
        <h2>${name}</h2>
        <span class="since">${mark ? strings.since(formatCount(mark.step)) : nothing}</span>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked=${isOn ? 'true' : 'false'}
          aria-label=${strings.switchLabel(model)}
          ?disabled=${!isSwitchable(snapshot)}
          @click=${() => actions.switchNormalization(model)}
        >
          <span class="switch-words">${strings.bnSwitch}</span>
          <span class="track" aria-hidden="true"><span class="knob"></span></span>
        </button>
      </header>
      <spline-view .session=${session} .model=${model} .picture=${picture}>
        ${snapshot?.divergence?.model === model ? divergenceTemplate(snapshot, actions) : nothing}
        ${numbersTemplate(snapshot, model)}
      </spline-view>
    </section>
  `;
}

/** Whether BN can be switched: not once numbers have failed, until the run goes on from elsewhere. */
export const isSwitchable = (snapshot: SessionSnapshot | null): boolean =>
  !!snapshot && !['diverged', 'failed', 'disposed'].includes(snapshot.state);

function numbersTemplate(snapshot: SessionSnapshot | null, model: number): TemplateResult {
  const { numbers, terms } = strings;
  const network = snapshot?.models[model];
  const { cells, evaluation } = network ?? { cells: null, evaluation: null };
  const number = (value: string, label: TemplateResult | string, kind: string): TemplateResult =>
    html`<p class="number ${kind}"><b>${value}</b> <span>${label}</span></p>`;
  return html`
    <div class="numbers">
      ${number(
        cells ? `${cells.overflow ? numbers.over : ''}${formatCount(cells.distinct)}` : NO_VALUE,
        html`<spline-term hint=${terms.cells}>${numbers.cells}</spline-term>`,
        'cells',
      )}
      ${number(
        formatLoss(network?.loss ?? NaN),
        html`<spline-term hint=${terms.loss}>${numbers.loss}</spline-term>`,
        'loss',
      )}
      ${number(
        formatPercent(evaluation?.trainAccuracy ?? NaN),
        html`<spline-term hint=${terms.accuracy}>${numbers.train}</spline-term>`,
        'train',
      )}
      ${number(
        formatPercent(evaluation?.testAccuracy ?? NaN),
        html`<spline-term hint=${terms.accuracy}>${numbers.test}</spline-term>`,
        'test',
      )}
      ${number(
        formatCount(snapshot?.step ?? 0),
        html`<spline-term hint=${terms.step}>${numbers.step}</spline-term>,
          <spline-term hint=${terms.epoch}>${numbers.epoch}</spline-term> ${formatCount(snapshot?.epoch ?? 0)}`,
        'step',
      )}
    </div>
  `;
}

function divergenceTemplate(snapshot: SessionSnapshot, actions: TwinActions): TemplateResult {
  const { divergence } = strings;
  return html`
    <div class="divergence" slot="message" role="alert">
      <h3>${icon('warning')}${divergence.title(formatCount(snapshot.divergence?.step ?? 0))}</h3>
      <p>${snapshot.divergence?.message}</p>
      <div class="ways">
        <button type="button" class="button primary" @click=${() => actions.goBack()}>
          ${divergence.back}
        </button>
        <button type="button" class="button" @click=${() => actions.startAgain()}>${divergence.restart}</button>
      </div>
    </div>
  `;
}
