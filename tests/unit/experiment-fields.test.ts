import { describe, expect, it } from 'vitest';
import { attributeNames } from '../../src/io/parse-experiment.js';
import { experimentAttributes, settingOf, withSetting } from '../../src/training/experiment-attributes.js';
import { presets } from '../../src/training/presets.js';

const { config } = presets.circles;

/** Paths of every leaf of a configuration. */
function leaves(node: unknown, path: readonly string[] = []): string[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [path.join('.')];
  return Object.entries(node).flatMap(([key, below]) => leaves(below, [...path, key]));
}

describe('the table of settings', () => {
  it('has every setting of an experiment once, and no other', () => {
    expect(experimentAttributes.map(({ path }) => path.join('.')).sort()).toEqual(leaves(config).sort());
  });

  it('gives each a name of its own that can be an attribute and a part of a link, and a sentence', () => {
    expect(new Set(attributeNames).size).toBe(attributeNames.length);
    for (const name of attributeNames) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    for (const { help } of experimentAttributes) expect(help).toMatch(/^[A-Z].*\.$/);
  });

  it('reads and replaces one setting, and leaves all others as they are', () => {
    const dx = experimentAttributes.find(({ name }) => name === 'dx')!;
    const moved = withSetting(config, dx, 3);
    expect(settingOf(moved, dx)).toBe(3);
    expect(moved).toEqual({ ...config, data: { ...config.data, placement: { ...config.data.placement, dx: 3 } } });
    expect(withSetting(config, dx, 0)).toBe(config);
  });
});
