import { html, type TemplateResult } from 'lit';
import type { Normalizer } from '../../training/network-spec.js';
import { batchOrders, optimizers, type TrainingSpec } from '../../training/training-spec.js';
import { formatSetting } from '../format.js';
import type { Language } from '../language.js';
import { panelWords } from './panel-words.js';
import { checkbox, choiceField, numberField, radioGroup, type FieldContext } from './field.js';

export type Insertion = 'align' | 'keep-function';

/** The slider runs over powers of ten; the number beside it takes any value. */
const sliderRange = { min: -4, max: 1, step: 0.05 } as const;

/** Two significant digits: a slider's position means no more. */
export const rateOfSlider = (position: number): number => Number((10 ** position).toPrecision(2));

/** @param insertion null: nothing that goes by it, and no field for it */
export function trainingPanel(
  context: FieldContext,
  language: Language,
  training: TrainingSpec,
  inserted: Normalizer,
  insertion: Insertion | null,
  change: (training: Partial<TrainingSpec>) => void,
  onInsertion: (insertion: Insertion) => void,
): TemplateResult {
  const words = panelWords(language);
  const { switchHint, normalizers } = language.common;
  const isSgd = training.optimizer === 'sgd';
  const number = (
    id: 'momentum' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'batchSize' | 'epochs',
    step: number | 'any',
  ): TemplateResult =>
    numberField(context, {
      id,
      ...words[id],
      value: training[id],
      step,
      min: 0,
      change: (value) => change({ [id]: value }),
    });
  return html`
    <p class="effect">${words.live}</p>
    <div class="fields">
      <div>
        ${numberField(context, {
          id: 'learningRate',
          ...words.learningRate,
          value: training.learningRate,
          min: 0,
          change: (learningRate) => change({ learningRate }),
        })}
        <input
          type="range"
          aria-label=${words.learningRateSlider}
          aria-valuetext=${formatSetting(training.learningRate, language)}
          min=${sliderRange.min}
          max=${sliderRange.max}
          step=${sliderRange.step}
          .value=${String(Math.log10(Math.max(training.learningRate, 1e-9)))}
          @input=${(event: Event) => {
            const learningRate = rateOfSlider((event.currentTarget as HTMLInputElement).valueAsNumber);
            context.apply('learningRate', String(learningRate), () => change({ learningRate }));
          }}
        />
      </div>
      ${choiceField(context, {
        id: 'optimizer',
        ...words.optimizer,
        help: words.optimizersHelp[training.optimizer],
        value: training.optimizer,
        choices: optimizers,
        names: words.optimizers,
        change: (optimizer) => change({ optimizer }),
      })}
      ${
        isSgd
          ? html`${number('momentum', 0.05)}
            <div class="field">
              ${checkbox(
                words.nesterov.label,
                training.nesterov,
                (nesterov) => context.apply('nesterov', '', () => change({ nesterov })),
                words.nesterov.help,
              )}
            </div>`
          : html`${number('beta1', 0.05)}${number('beta2', 0.001)}${number('epsilon', 'any')}`
      }
      ${number('weightDecay', 0.001)} ${number('batchSize', 1)}
      ${choiceField(context, {
        id: 'batchOrder',
        ...words.batchOrder,
        help: words.batchOrdersHelp[training.batchOrder],
        value: training.batchOrder,
        choices: batchOrders,
        names: words.batchOrders,
        change: (batchOrder) => change({ batchOrder }),
      })}
      ${numberField(context, {
        id: 'batchSeed',
        ...words.batchSeed,
        value: training.seed,
        step: 1,
        min: 0,
        change: (seed) => change({ seed }),
      })}
      ${number('epochs', 1)}
      ${
        insertion !== null && inserted === 'batch'
          ? radioGroup(
              context,
              'insertion',
              words.insert.title,
              (['align', 'keep-function'] as const).map((value) => ({ value, ...words.inserts[value] })),
              insertion,
              onInsertion,
            )
          : html`<div class="field"><p class="help">${switchHint(normalizers[inserted].short)}</p></div>`
      }
    </div>
  `;
}
