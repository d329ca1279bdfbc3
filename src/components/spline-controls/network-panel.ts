import { html, nothing, type TemplateResult } from 'lit';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import {
  activations,
  biasInitializers,
  initializers,
  networkLimits,
  normalizations,
  type Normalization,
} from '../../training/network-spec.js';
import { requireInteger } from '../../training/invalid-setting-error.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { panelWords } from './panel-words.js';
import { choiceField, numberField, type FieldContext } from './field.js';

type NetworkConfig = ExperimentConfig['network'];
type NetworkSettings = Pick<ExperimentConfig, 'network' | 'normalizations'>;

/** The widths cut or repeated to a depth. @throws InvalidSettingError for a depth out of range */
export function withDepth(widths: readonly number[], depth: number): number[] {
  requireInteger('hidden layers', depth, ...networkLimits.depth);
  return Array.from({ length: depth }, (_, layer) => widths[layer] ?? widths.at(-1) ?? 16);
}

export function networkPanel(
  context: FieldContext,
  language: Language,
  { network, normalizations: kinds }: NetworkSettings,
  change: (network: Partial<NetworkConfig>) => void,
  changeNormalizations: (normalizations: readonly Normalization[]) => void,
): TemplateResult {
  const words = panelWords(language);
  const { hiddenWidths } = network;
  const second = kinds[1] ?? 'none';
  return html`
    <p class="effect">${words.restarts}</p>
    <div class="fields">
      ${numberField(context, {
        id: 'depth',
        ...words.depth,
        value: hiddenWidths.length,
        step: 1,
        min: networkLimits.depth[0],
        max: networkLimits.depth[1],
        change: (depth) => change({ hiddenWidths: withDepth(hiddenWidths, depth) }),
      })}
      ${hiddenWidths.map((width, layer) =>
        numberField(context, {
          id: `width${layer + 1}`,
          label: words.width(formatCount(layer + 1, language)),
          help: layer === 0 ? words.widthHelp.first : words.widthHelp.later,
          value: width,
          step: 1,
          min: networkLimits.width[0],
          max: networkLimits.width[1],
          change: (changed) => change({ hiddenWidths: hiddenWidths.with(layer, changed) }),
        }),
      )}
      ${choiceField(context, {
        id: 'activation',
        ...words.activation,
        help: words.activationsHelp[network.activation],
        value: network.activation,
        choices: activations,
        names: words.activations,
        change: (activation) => change({ activation }),
      })}
      ${
        network.activation === 'leaky-relu'
          ? numberField(context, {
              id: 'negativeSlope',
              ...words.slope,
              value: network.negativeSlope,
              step: 0.05,
              min: 0,
              max: 1,
              change: (negativeSlope) => change({ negativeSlope }),
            })
          : nothing
      }
      ${choiceField(context, {
        id: 'normalizer',
        ...words.normalizer,
        help: words.normalizersHelp[second],
        value: second,
        choices: normalizations,
        names: words.normalizers,
        change: (normalization) => changeNormalizations(kinds.with(1, normalization)),
      })}
      ${
        second === 'group'
          ? numberField(context, {
              id: 'groups',
              ...words.groups,
              value: network.groups,
              step: 1,
              min: networkLimits.groups[0],
              max: networkLimits.groups[1],
              change: (groups) => change({ groups }),
            })
          : nothing
      }
      ${choiceField(context, {
        id: 'initializer',
        ...words.initializer,
        help: words.initializersHelp[network.initializer],
        value: network.initializer,
        choices: initializers,
        names: words.initializers,
        change: (initializer) => change({ initializer }),
      })}
      ${
        network.initializer === 'torch-default'
          ? nothing
          : choiceField(context, {
              id: 'biasInitializer',
              ...words.bias,
              help: words.biasInitializersHelp[network.biasInitializer],
              value: network.biasInitializer,
              choices: biasInitializers,
              names: words.biasInitializers,
              change: (biasInitializer) => change({ biasInitializer }),
            })
      }
      ${numberField(context, {
        id: 'networkSeed',
        ...words.networkSeed,
        value: network.seed,
        step: 1,
        min: 0,
        change: (seed) => change({ seed }),
      })}
    </div>
  `;
}
