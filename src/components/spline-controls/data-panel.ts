import { html, nothing, type TemplateResult } from 'lit';
import {
  dataLimits,
  dataSetNames,
  isMoved,
  pointOrders,
  testSplits,
  unmoved,
  type CustomPoint,
  type DataConfig,
} from '../../training/data-set.js';
import { dataSetCatalog, defaultDataConfig } from '../../training/datasets/catalog.js';
import { classCountOf } from '../../training/datasets/custom-points.js';
import type { PanelWords } from './panel-words.js';
import { choiceField, numberField, refusalLine, type FieldContext } from './field.js';
import { UnreadLineError } from './refusal-text.js';

export function dataPanel(
  context: FieldContext,
  words: PanelWords,
  data: DataConfig,
  change: (data: Partial<DataConfig>) => void,
): TemplateResult {
  const entry = dataSetCatalog[data.set];
  const { placement } = data;
  const place = (part: Partial<DataConfig['placement']>): void => change({ placement: { ...placement, ...part } });
  const shift = { step: 0.5, min: dataLimits.shift[0], max: dataLimits.shift[1] };
  return html`
    <p class="effect">${words.restarts}</p>
    <div class="fields">
      ${choiceField(context, {
        id: 'set',
        label: words.set,
        help: words.setsHelp[data.set],
        value: data.set,
        choices: dataSetNames,
        names: words.sets,
        change: (set) => change(anotherSet(data, set)),
      })}
      ${
        data.set === 'custom'
          ? customPointsField(context, words, data, change)
          : numberField(context, {
              id: 'sampleCount',
              ...words.samples,
              value: data.sampleCount,
              step: 1,
              min: dataLimits.sampleCount[0],
              max: dataLimits.sampleCount[1],
              change: (sampleCount) => change({ sampleCount }),
            })
      }
      ${
        entry.noise
          ? numberField(context, {
              id: 'noise',
              label: words.noise.labels[data.set],
              help: words.noise.help,
              value: data.noise,
              step: entry.noise.step,
              min: entry.noise.min,
              max: entry.noise.max,
              change: (noise) => change({ noise }),
            })
          : nothing
      }
      ${
        entry.classes
          ? numberField(context, {
              id: 'classCount',
              ...words.classes,
              value: data.classCount,
              step: 1,
              min: entry.classes.min,
              max: entry.classes.max,
              change: (classCount) => change({ classCount }),
            })
          : nothing
      }
      ${
        data.set === 'custom'
          ? choiceField(context, {
              id: 'order',
              ...words.order,
              help: words.ordersHelp[data.order],
              value: data.order,
              choices: pointOrders,
              names: words.orders,
              change: (order) => change({ order }),
            })
          : nothing
      }
      ${numberField(context, {
        id: 'dataSeed',
        ...words.dataSeed,
        value: data.seed,
        step: 1,
        min: 0,
        change: (seed) => change({ seed }),
      })}
      ${choiceField(context, {
        id: 'split',
        ...words.split,
        value: data.split,
        choices: testSplits,
        names: words.splits,
        change: (split) => change({ split }),
      })}
      ${numberField(context, {
        id: 'testFraction',
        ...words.testFraction,
        value: data.testFraction,
        step: 0.1,
        min: 0,
        max: dataLimits.testFraction[1],
        change: (testFraction) => change({ testFraction }),
      })}
    </div>
    <h3>${words.placement.title}</h3>
    <p class="effect">${words.placement.help}</p>
    <div class="fields">
      ${numberField(context, { id: 'dx', ...words.placement.dx, ...shift, value: placement.dx, change: (dx) => place({ dx }) })}
      ${numberField(context, { id: 'dy', ...words.placement.dy, ...shift, value: placement.dy, change: (dy) => place({ dy }) })}
      ${numberField(context, {
        id: 'scale',
        ...words.placement.scale,
        value: placement.scale,
        step: 0.1,
        change: (scale) => place({ scale }),
      })}
      ${numberField(context, {
        id: 'rotation',
        ...words.placement.rotation,
        value: placement.rotation,
        step: 15,
        change: (rotation) => place({ rotation }),
      })}
    </div>
    <button type="button" class="button" ?disabled=${!isMoved(placement)} @click=${() => change({ placement: unmoved })}>
      ${words.placement.reset}
    </button>
  `;
}

/** The default of another set where the cloud is now; the reader's own points are kept for when they are wanted again. */
function anotherSet({ placement, customPoints, order }: DataConfig, set: DataConfig['set']): DataConfig {
  const config = { ...defaultDataConfig(set), placement };
  if (customPoints.length === 0) return config;
  return {
    ...config,
    customPoints,
    order,
    classCount: set === 'custom' ? classCountOf(customPoints) : config.classCount,
  };
}

function customPointsField(
  context: FieldContext,
  words: PanelWords,
  data: DataConfig,
  change: (data: Partial<DataConfig>) => void,
): TemplateResult {
  const id = 'customPoints';
  const refusal = context.refusalOf(id);
  const onChange = (event: Event): void => {
    const { value } = event.currentTarget as HTMLTextAreaElement;
    context.apply(id, value, () => {
      const customPoints = parsePoints(value);
      change({ customPoints, classCount: classCountOf(customPoints) });
    });
  };
  return html`
    <div class="field tall">
      <label for=${id}>${words.customPoints.label}</label>
      <textarea
        id=${id}
        rows="8"
        spellcheck="false"
        autocomplete="off"
        .value=${refusal?.text ?? data.customPoints.map(({ x, y, label }) => `${x}, ${y}, ${label}`).join('\n')}
        dir="ltr"
        aria-invalid=${refusal ? 'true' : nothing}
        aria-describedby="${id}-help ${id}-refusal"
        @change=${onChange}
      ></textarea>
      ${refusalLine(id, refusal)}
      <p class="help" id="${id}-help">${words.customPoints.help}</p>
    </div>
  `;
}

/** @throws UnreadLineError of the first line that is not three numbers */
export function parsePoints(text: string): CustomPoint[] {
  const points: CustomPoint[] = [];
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return;
    const numbers = trimmed.split(/[\s,;]+/).map(Number);
    const [x, y, label] = numbers;
    if (
      numbers.length !== 3 ||
      x === undefined ||
      y === undefined ||
      label === undefined ||
      numbers.some(Number.isNaN)
    ) {
      throw new UnreadLineError(index + 1, trimmed);
    }
    points.push({ x, y, label });
  });
  return points;
}
