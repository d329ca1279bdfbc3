/** <spline-surface-panel>: the surfaces of networks side by side, and what stands where one cannot exist. */
import '../../src/components/spline-surface/define.js';
import { expect, onTestFinished, test } from 'vitest';
import { ExactPartitions } from '../../src/components/exact-partitions.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { surfaceStrings as words } from '../../src/components/spline-surface/surface-strings.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { emptyModel, FakeSession } from '../support/fake-session.js';
import { mount, nextFrames, textOf } from '../support/settle.js';

/** The open panel of networks with these normalisations. */
async function openPanel(normalizations: readonly Normalization[]): Promise<ShadowRoot> {
  const session = new FakeSession();
  const { config, data } = session.snapshot;
  session.models = networkSpecs({ ...config, normalizations }, data!).map(initialModel);
  session.show({ models: normalizations.map(emptyModel) });
  const picture = new PictureStore();
  const partitions = new ExactPartitions(session, picture);
  onTestFinished(() => partitions.dispose());
  const panel = document.createElement('spline-surface-panel');
  Object.assign(panel, { session, picture, partitions });
  await mount(panel, '900px');
  panel.shadowRoot!.querySelector('details')!.open = true;
  await nextFrames();
  await panel.updateComplete;
  return panel.shadowRoot!;
}

test('a network with curved cells has a sentence in place of a surface, its buttons and its keys', async () => {
  const root = await openPanel(['none', 'layer']);
  const [plain, curved] = [...root.querySelectorAll('section')];
  expect(plain?.querySelector('spline-surface')).not.toBeNull();
  expect(curved?.querySelector('spline-surface')).toBeNull();
  expect(textOf(curved?.querySelector('p'))).toBe(words.curved);
  expect(root.querySelector('.choice select')).not.toBeNull();
});

test('where no network has a surface, there is no height to choose', async () => {
  const root = await openPanel(['rms', 'layer']);
  expect(root.querySelectorAll('section p')).toHaveLength(2);
  expect(root.querySelector('select')).toBeNull();
});
