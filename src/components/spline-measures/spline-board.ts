import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { partitionWork, type PartitionClient } from '../../geometry/partition-client.js';
import { pictureWindow } from '../../training/datasets/data-window.js';
import type { ModelState } from '../../training/model-state.js';
import type { PlacedBatch } from '../../training/last-batch.js';
import { isPiecewiseAffine } from '../../training/network-spec.js';
import type { PictureTheme } from '../../training/picture.js';
import { batchRows } from '../../training/reference/training-step.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { workersOf, type Workers } from '../../page-workers.js';
import { StoreController } from '../controllers/store-controller.js';
import { formatCount, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { PrintController } from '../print/print-controller.js';
import { strings } from '../strings.js';
import { controlStyles } from '../style/controls.js';
import { boardStrings as words } from './board-strings.js';
import { hasInitialStatistics } from './initial-statistics.js';
import { drawnTile, paintTile, tileForPaper, type DrawnTile, type TileSubject } from './board-tile.js';
import { splineBoardStyles } from './spline-board.styles.js';

const LARGEST_EDGE_PX = 1200;
/** Pixels of paper per CSS pixel. */
const PAPER_RATIO = 2;
/** Edge in CSS pixels of the pictures at the top of the page, about: lines and points of smaller ones are smaller too. */
const FULL_EDGE = 480;
const SMALLEST_SCALE = 0.6;
const FIRST_BATCH = { epoch: 0, batch: 0 } as const;

interface Tile {
  asked: TileSubject | null;
  drawn: DrawnTile | null;
  failure: string | null;
}

/**
 * Four pictures of one run, drawn from exact cells: both networks before the first step and as they are now. Those of now are
 * renewed at rest, not while training.
 *
 * @element spline-board
 */
export class SplineBoard extends LitElement {
  static override readonly styles = [controlStyles, splineBoardStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** The networks of step 0 of the run; null before they are known. */
  @property({ attribute: false }) accessor untrained: readonly ModelState[] | null = null;
  @property() accessor theme: PictureTheme = 'light';
  /** In which the cells are computed. */
  @property({ attribute: false }) accessor workers: Workers = 'auto';

  /** Whether BN is drawn with running averages, whatever the pictures of the page are drawn with. */
  @state() private accessor asNotebook = false;
  @state() private accessor edgePx = 0;

  readonly #sessions = new StoreController(this);
  readonly #observer = new ResizeObserver(() => this.#measure());
  /** Row by row: untrained, then now. */
  readonly #tiles: Tile[] = [];
  readonly #print = new PrintController(this, () => this.performUpdate());
  readonly #painted = new WeakMap<HTMLCanvasElement, DrawnTile>();
  #client: PartitionClient | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#client?.dispose();
    this.#client = null;
    this.#tiles.length = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
    this.#follow();
  }

  protected override render(): TemplateResult | typeof nothing {
    const snapshot = this.session?.snapshot;
    if (!snapshot) return nothing;
    const models = snapshot.models.map((_, model) => model);
    return html`
      <label class="choice">
        <input type="checkbox" .checked=${this.asNotebook} @change=${this.#onChoice} />
        <span>${words.notebook.label}<small>${words.notebook.help}</small></span>
      </label>
      <div class="tiles">
        ${[0, 1].map((row) => models.map((model) => this.#tileTemplate(snapshot, row * models.length + model, model)))}
      </div>
      ${this.#isAnyIdentity(snapshot) ? html`<p class="rest identity">${words.identity}</p>` : nothing}
      <p class="rest">${words.atRest}</p>
    `;
  }

  protected override updated(): void {
    this.renderRoot.querySelectorAll('canvas').forEach((canvas) => {
      const drawn = this.#tiles[Number(canvas.dataset.tile)]?.drawn;
      const { isPrinting } = this.#print;
      if (!drawn || (this.#painted.get(canvas) === drawn && !isPrinting)) return;
      paintTile(canvas, isPrinting ? tileForPaper(drawn, PAPER_RATIO * canvas.clientWidth) : drawn);
      // What paper had is painted over afterwards.
      if (isPrinting) this.#painted.delete(canvas);
      else this.#painted.set(canvas, drawn);
    });
  }

  #tileTemplate(snapshot: SessionSnapshot, index: number, model: number): TemplateResult {
    const tile = this.#tiles[index];
    const drawn = tile?.drawn ?? null;
    const network = this.#networkOf(index);
    const isCurved = !!network && !isPiecewiseAffine(network.normalization);
    const step = drawn?.subject.model.step ?? network?.step ?? snapshot.step;
    const first = snapshot.areWeightsGiven ? words.opened : words.untrained;
    const when = index < snapshot.models.length ? first : words.trained(formatCount(step));
    // Before the first step, what a network was is what it is: names tell switches since.
    const name = networkName(snapshot, model);
    const caption = isCurved || !drawn ? [] : captionOf(drawn);
    return html`
      <figure>
        <h3>${name} <span>${when}</span></h3>
        <div class="frame">
          <canvas
            data-tile=${index}
            role="img"
            aria-label="${words.label(name, when)}${caption.length > 0 ? `: ${caption.join(', ')}` : ''}"
            ?hidden=${isCurved || !drawn}
          ></canvas>
          ${
            isCurved
              ? html`<p>${words.curved}</p>`
              : tile?.failure
                ? html`<p role="alert">${words.failed(tile.failure)}</p>`
                : drawn
                  ? nothing
                  : html`<p>${words.waiting}</p>`
          }
        </div>
        <figcaption>${caption.map((line) => html`<span>${line}</span>`)}</figcaption>
      </figure>
    `;
  }

  /** Whether BN is drawn with running averages that have never moved. */
  #isAnyIdentity({ areWeightsGiven }: SessionSnapshot): boolean {
    return !areWeightsGiven && this.#tiles.some(({ drawn }) => !!drawn && isIdentity(drawn.subject));
  }

  readonly #onChoice = (event: Event): void => {
    this.asNotebook = (event.currentTarget as HTMLInputElement).checked;
  };

  #networkOf(index: number): ModelState | null {
    const count = this.session?.snapshot.models.length ?? 0;
    return (index < count ? this.untrained?.[index] : this.session?.models?.[index - count]) ?? null;
  }

  /** Asks for the pictures that are missing or no longer those of the networks. */
  #follow(): void {
    const { session } = this;
    const snapshot = session?.snapshot;
    if (!session || !snapshot?.data || this.edgePx === 0 || !this.isConnected) return;
    for (let index = 0; index < 2 * snapshot.models.length; index++) {
      const model = this.#networkOf(index);
      const tile = (this.#tiles[index] ??= { asked: null, drawn: null, failure: null });
      if (!model || !isPiecewiseAffine(model.normalization)) continue;
      const isNow = index >= snapshot.models.length;
      // While training, the last picture stays; the first one does not wait for a pause.
      if (isNow && snapshot.state === 'running' && tile.asked) continue;
      if (isNow && snapshot.state !== 'running' && model.step !== snapshot.step) continue;
      const subject: TileSubject = {
        model,
        data: snapshot.data,
        statistics: this.asNotebook ? 'running' : snapshot.config.statistics,
        window: pictureWindow(snapshot.data),
        theme: this.theme,
        edgePx: this.edgePx,
      };
      if (tile.asked && isSame(tile.asked, subject)) continue;
      tile.asked = subject;
      this.#draw(
        index,
        tile,
        subject,
        isNow ? session.modelsBatch : { cursor: FIRST_BATCH, training: snapshot.config.training },
      );
    }
  }

  #draw(index: number, tile: Tile, subject: TileSubject, { cursor, training }: PlacedBatch): void {
    const { model, data, statistics, window, theme, edgePx } = subject;
    const request = {
      model,
      data,
      statistics,
      batchRows: statistics === 'batch' ? batchRows(data.train.count, training, cursor) : new Uint32Array(),
      window,
      detail: 'cells',
      style: {
        widthPx: edgePx,
        heightPx: edgePx,
        pixelRatio: devicePixelRatio * scaleOf(edgePx / devicePixelRatio),
        theme,
        fill: 'confidence',
        scale: null,
        lines: { walls: [], decisionBoundary: true },
      },
    } as const;
    this.#client ??= workersOf(this.workers).join(partitionWork);
    this.#client.compute(index, request).then(
      (answer) => {
        if (!answer || tile.asked !== subject) return;
        tile.drawn = drawnTile(subject, answer);
        tile.failure = null;
        this.requestUpdate();
      },
      (error: unknown) => {
        if (tile.asked !== subject) return;
        tile.failure = error instanceof Error ? error.message : String(error);
        this.requestUpdate();
      },
    );
  }

  #measure(): void {
    const width = this.renderRoot.querySelector('.frame')?.clientWidth ?? 0;
    const edge = Math.min(LARGEST_EDGE_PX, Math.round(width * devicePixelRatio));
    if (edge > 0) this.edgePx = edge;
  }
}

/** What there is in a picture and what it is drawn with, a line each. */
function captionOf({ answer: { partition }, accuracy, subject: { model, statistics } }: DrawnTile): string[] {
  const count = formatCount(partition.cellCount);
  return [
    partition.isComplete ? words.cells(count) : words.tooMany(count),
    words.accuracy(formatPercent(accuracy)),
    model.normalization === 'batch' ? words.statistics(strings.statisticsNames[statistics]) : words.noStatistics,
  ];
}

/** Whether BN does nothing yet. */
const isIdentity = ({ model, statistics }: TileSubject): boolean =>
  statistics === 'running' && hasInitialStatistics(model);

const scaleOf = (cssEdge: number): number => Math.min(1, Math.max(SMALLEST_SCALE, cssEdge / FULL_EDGE));

const isSame = (a: TileSubject, b: TileSubject): boolean =>
  a.model === b.model &&
  a.data === b.data &&
  a.statistics === b.statistics &&
  a.theme === b.theme &&
  a.edgePx === b.edgePx;
