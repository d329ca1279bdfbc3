import { html, nothing, type TemplateResult } from 'lit';
import { isPiecewiseAffine } from '../../training/network-spec.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { divergenceTemplate, type DivergenceActions } from '../divergence.js';
import type { ExactPartitions, ExactState } from '../exact-partitions.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { kindName, lastSwitch, networkLabel, switchedNormalizer } from '../network-names.js';
import { normalizationSwitch } from '../normalization-switch.js';
import type { PictureStore } from '../picture-store.js';
import { lineSample } from '../spline-chart/line-sample.js';
import { strings } from '../strings.js';
import { cellCountsTemplate } from './cell-counts.js';
import { labStrings } from './lab-strings.js';

export interface TwinActions extends DivergenceActions {
  switchNormalization(model: number): void;
}

/** One network: its name and switch, its picture, its numbers. */
export function twinTemplate(
  session: Session | null,
  model: number,
  picture: PictureStore,
  partitions: ExactPartitions | null,
  actions: TwinActions,
): TemplateResult {
  const snapshot = session?.snapshot ?? null;
  const normalization = snapshot?.models[model]?.normalization ?? (model === 0 ? 'none' : 'batch');
  const inserted = switchedNormalizer(snapshot);
  const switched = normalization === 'none' ? inserted : normalization;
  const mark = snapshot && lastSwitch(snapshot, model);
  const name = kindName(normalization, inserted);
  return html`
    <section
      class="twin ${model === 0 ? 'first' : 'second'}"
      data-model=${model}
      aria-label=${networkLabel(model, name)}
    >
      <header>
        ${lineSample(model, normalization)}
        <h2>${name}</h2>
        <span class="since">${mark ? labStrings.since(formatCount(mark.step)) : nothing}</span>
        ${normalizationSwitch(snapshot, model, () => actions.switchNormalization(model))}
      </header>
      <spline-view .session=${session} .model=${model} .picture=${picture} .partitions=${partitions}>
        ${snapshot?.divergence?.model === model ? divergenceTemplate(snapshot, actions) : nothing}
        ${numbersTemplate(snapshot, model, partitions?.of(model) ?? { status: 'no-model', exact: null })}
        ${isPiecewiseAffine(normalization) ? nothing : html`<p class="curved">${strings.curvedNote(strings.normalizers[switched].short)}</p>`}
        <spline-diagram
          slot="diagram"
          .session=${session}
          .model=${model}
          .picture=${picture}
          .partitions=${partitions}
        ></spline-diagram>
      </spline-view>
    </section>
  `;
}

function numbersTemplate(snapshot: SessionSnapshot | null, model: number, state: ExactState): TemplateResult {
  const { numbers, terms } = labStrings;
  const network = snapshot?.models[model];
  const evaluation = network?.evaluation;
  const number = (value: string, label: TemplateResult | string, kind: string): TemplateResult =>
    html`<p class="number ${kind}"><b>${value}</b> <span>${label}</span></p>`;
  return html`
    <div class="numbers">
      ${cellCountsTemplate(snapshot, model, state)}
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
