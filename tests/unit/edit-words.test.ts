import { describe, expect, it } from 'vitest';
import { editWords } from '../../src/components/undo/edit-words.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import type { SessionEdit } from '../../src/training/session.js';

const { config } = presets.circles;

describe('the name of an edit', () => {
  const after = (change: Partial<ExperimentConfig>): SessionEdit => ({
    kind: 'experiment',
    before: config,
    after: { ...config, ...change },
  });
  const { data, network, training } = config;
  it.each<[SessionEdit, string]>([
    [after({ data: { ...data, noise: 0.2 } }), `noise ${data.noise} to 0.2`],
    [after({ network: { ...network, hiddenWidths: [8, 4] } }), 'hidden units 64 – 64 to 8 – 4'],
    [after({ data: { ...data, placement: { ...data.placement, dx: 1, dy: 2 } } }), 'data moved'],
    [after({ data: { ...data, set: 'moons', noise: 0.3, classCount: 2 } }), 'data set Circles to Moons'],
    [after({ training: { ...training, nesterov: true } }), 'Nesterov off to on'],
    [after({ training: { ...training, beta1: 0.5, beta2: 0.5 } }), 'beta 1, beta 2'],
    [after({ training: { ...training, beta1: 0.5, beta2: 0.5, epochs: 3 } }), '3 settings'],
    [after({ data: { ...data, set: 'custom', customPoints: [{ x: 0, y: 0, label: 0 }] } }), 'points drawn'],
    [after({ data: { ...data, customPoints: [{ x: 0, y: 0, label: 0 }] } }), 'points moved'],
    [
      after({ normalizations: ['none', 'layer'] }),
      'normalization at the start No normalization, Batch normalization to No normalization, Layer normalization',
    ],
    [after({ network: { ...network, activation: 'leaky-relu' } }), 'activation ReLU to Leaky ReLU'],
    [after({ network: { ...network, seed: 123_456 } }), 'seed of the weights 1,337 to 123,456'],
    [{ kind: 'open', before: config, after: presets.moons.config }, `experiment ${presets.moons.label}`],
    [{ kind: 'open', before: presets.moons.config, after: { ...config, statistics: 'batch' } }, 'opening'],
    [{ kind: 'switch', model: 0, from: 'batch', to: 'none' }, 'BN off, first network'],
    [{ kind: 'restart', step: 1200 }, 'restart at step 1,200'],
    [{ kind: 'branch', step: 12 }, 'branch from step 12'],
    [{ kind: 'return' }, 'back to the original'],
    [
      { kind: 'half-rate', before: config, after: { ...config, training: { ...training, learningRate: 0.005 } } },
      'learning rate 0.01 to 0.005 and back about 100 steps',
    ],
  ])('%#', (edit, name) => expect(editWords(edit)).toBe(name));
});
