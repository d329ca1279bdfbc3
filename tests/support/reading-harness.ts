import { onTestFinished } from 'vitest';
import '../../src/components/spline-diagram/define.js';
import { ExactPartitions, type ExactPartition, type ExactState } from '../../src/components/exact-partitions.js';
import { PictureStore } from '../../src/components/picture-store.js';
import type { SplineDiagram } from '../../src/components/spline-diagram/spline-diagram.js';
import type { PartitionOptions } from '../../src/geometry/partition.js';
import { presets } from '../../src/training/presets.js';
import { FakeSession } from './fake-session.js';
import { PartitionWorkers } from './partition-workers.js';
import { find, textOf } from './settle.js';
import { ViewHarness } from './view-harness.js';

/** A picture of the network with BN and its diagram, with the exact cells of a fake session. */
export class ReadingHarness {
  readonly view: ViewHarness;
  readonly diagram: SplineDiagram;
  readonly partitions: ExactPartitions;
  readonly session: FakeSession;
  readonly picture: PictureStore;
  /** What live regions were told. */
  readonly spoken: string[] = [];

  private constructor(view: ViewHarness, diagram: SplineDiagram, partitions: ExactPartitions) {
    this.view = view;
    this.diagram = diagram;
    this.partitions = partitions;
    this.session = view.session;
    this.picture = view.picture;
    for (const element of [view.view, diagram]) {
      element.addEventListener('spline-announce', (event) => this.spoken.push(event.detail));
    }
  }

  /** @param expected what becomes of the exact cells of the network */
  static async make(
    session = new FakeSession(presets.moons.config),
    expected: ExactState['status'] = 'ready',
    options: PartitionOptions = {},
  ): Promise<ReadingHarness> {
    const picture = new PictureStore();
    const partitions = new ExactPartitions(session, picture, new PartitionWorkers(options).pool);
    onTestFinished(() => partitions.dispose());
    const diagram = document.createElement('spline-diagram');
    const view = await ViewHarness.make(1, session, picture);
    Object.assign(diagram, { session, model: 1, picture, partitions, slot: 'diagram' });
    view.view.partitions = partitions;
    view.view.append(diagram);
    const harness = new ReadingHarness(view, diagram, partitions);
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (partitions.of(1).status === expected) resolve();
      };
      partitions.subscribe(check);
      check();
    });
    await harness.settle();
    return harness;
  }

  get exact(): ExactPartition {
    const { exact } = this.partitions.of(1);
    if (!exact) throw new Error('There are no exact cells.');
    return exact;
  }

  async settle(): Promise<void> {
    await this.view.settle();
    await this.diagram.updateComplete;
    await this.view.settle();
  }

  async openDiagram(): Promise<void> {
    find<HTMLElement>(this.diagram, 'summary').click();
    await this.settle();
    await this.settle();
  }

  get units(): SVGCircleElement[] {
    return [...(this.diagram.shadowRoot?.querySelectorAll<SVGCircleElement>('.unit') ?? [])];
  }

  unit(layer: number, unit: number): SVGCircleElement {
    return find<SVGCircleElement>(this.diagram, `[data-layer="${layer}"][data-unit="${unit}"]`);
  }

  /** What the diagram says of the unit that is lit up. */
  get about(): string {
    return textOf(find(this.diagram, '.about'));
  }

  async pressInDiagram(key: string): Promise<void> {
    const target = this.diagram.shadowRoot?.activeElement;
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    await this.settle();
  }
}
