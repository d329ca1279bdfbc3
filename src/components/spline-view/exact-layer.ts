import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PartitionPicture, PartitionStyle } from '../../geometry/draw-partition.js';
import type { ExactFill } from '../../geometry/cell-fills.js';
import { networkLimits } from '../../training/network-spec.js';
import type { PictureLayers, ViewWindow } from '../../training/picture.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { isChanging } from '../exact-partitions.js';
import type { ExactPartition, ExactPartitions, ExactState, ExactView } from '../exact-partitions.js';
import type { PictureState } from '../picture-store.js';

type PictureSize = Pick<PartitionStyle, 'widthPx' | 'heightPx' | 'pixelRatio'>;

/** What the layer has to know of the view that it lies in. */
export interface ExactScene {
  readonly session: Session | null;
  readonly model: number;
  readonly state: PictureState;
  readonly window: ViewWindow;
  /** Null while the view is not seen. */
  readonly size: PictureSize | null;
}

const NO_WALLS: readonly boolean[] = Array.from({ length: networkLimits.depth[1] }, () => false);
/** While training, pictures have no more pixels than this, so that several a second can be drawn. */
const QUICK_PIXELS = 500_000;
/** A picture of another window is stretched no further than this. */
const LARGEST_STRETCH = 30;

/**
 * The exact picture of a network over that of an engine: in its place on the CPU engine, whose grid is coarser; as lines
 * alone over the GPU's fill where that is asked for.
 *
 * A picture stays until there is a newer one, stretched to where it belongs when the window moves. It steps back while
 * walls travel after a switch, which only engines draw, and where there is none.
 */
export class ExactLayer implements ReactiveController {
  readonly canvas = document.createElement('canvas');
  readonly #scene: () => ExactScene;
  readonly #onChange: () => void;
  readonly #source: StoreController;
  #partitions: ExactPartitions | null = null;
  #drawn: { readonly picture: PartitionPicture; readonly window: ViewWindow } | null = null;
  #isShown = false;
  #normalization: string | undefined;
  #travelTimer: ReturnType<typeof setTimeout> | null = null;

  /** @param onChange called when the layer has come or gone; the host is updated whenever more is known */
  constructor(host: ReactiveControllerHost, scene: () => ExactScene, onChange: () => void) {
    this.#scene = scene;
    this.#onChange = onChange;
    this.canvas.className = 'exact';
    this.canvas.ariaHidden = 'true';
    host.addController(this);
    this.#source = new StoreController(host, () => {
      host.requestUpdate();
      this.#paint();
    });
  }

  /** Follows the partitions of a session, of which the view's network is one. */
  follow(partitions: ExactPartitions | null): void {
    this.#partitions = partitions;
    this.#endTravel();
    this.#normalization = undefined;
    this.#source.follow(partitions && { subscribe: (listener) => this.#join(partitions, listener) });
  }

  hostDisconnected(): void {
    this.#endTravel();
  }

  /** To be called when the view has changed: its size, what it shows, whether it is seen. */
  refresh(): void {
    this.#partitions?.refresh();
    this.#paint();
  }

  /** To be called at every snapshot: walls travel from the moment that a switch is shown. */
  onSnapshot(): void {
    const { session, model } = this.#scene();
    const normalization = session?.snapshot.models[model]?.normalization;
    const hasSwitched = this.#normalization !== undefined && normalization !== this.#normalization;
    this.#normalization = normalization;
    if (!hasSwitched || !session) return;
    this.#endTravel();
    this.#travelTimer = setTimeout(() => {
      this.#travelTimer = null;
      this.#paint();
    }, session.transitionMs);
    this.#paint();
  }

  get state(): ExactState {
    return this.#partitions?.of(this.#scene().model) ?? { status: 'no-model', exact: null };
  }

  /** Whether this picture is wanted. */
  get isWanted(): boolean {
    const { exactLines } = this.#scene().state;
    return exactLines || this.#fill !== null;
  }

  /** What the engine is to draw: no lines where exact ones lie above its fill, no other fill in place of one by a number. */
  engineLayers(layers: PictureLayers): PictureLayers {
    if (!this.#isShown) return this.#scene().state.numberFill ? { ...layers, fill: 'plain' } : layers;
    if (this.#drawn?.picture.style.fill !== null) return layers;
    return { ...layers, walls: NO_WALLS, decisionBoundary: false };
  }

  /** The CPU engine's grid is coarse, and no engine fills by a number: then the exact picture has a fill, too. */
  get #fill(): ExactFill | null {
    const { session, state } = this.#scene();
    const isOnCpu = session?.snapshot.engine?.kind === 'cpu';
    return state.numberFill ?? (isOnCpu ? state.layers.fill : null);
  }

  readonly #answer = (): ExactView | null => {
    const { session, size, state } = this.#scene();
    if (!size) return null;
    if (!this.isWanted) return { style: null };
    const { walls, decisionBoundary } = state.layers;
    return {
      style: {
        ...(session && isChanging(session.snapshot) ? quickSize(size) : size),
        theme: state.theme,
        fill: this.#fill,
        lines: { walls, decisionBoundary },
      },
    };
  };

  /** For as long as the view listens, it also says what is to be drawn for it. */
  #join(partitions: ExactPartitions, listener: () => void): () => void {
    const { model } = this.#scene();
    const stop = partitions.subscribe(listener);
    partitions.setView(model, this.#answer);
    this.#paint();
    return () => {
      stop();
      partitions.setView(model, null);
    };
  }

  #endTravel(): void {
    if (this.#travelTimer !== null) clearTimeout(this.#travelTimer);
    this.#travelTimer = null;
  }

  #paint(): void {
    const exact = this.#shownPartition();
    const picture = exact?.picture ?? null;
    const isUsed = !!picture && !!this.#partitions?.isToBeShown(picture);
    if (exact && isUsed && picture !== this.#drawn?.picture) {
      const { widthPx, heightPx } = picture.style;
      if (this.canvas.width !== widthPx) this.canvas.width = widthPx;
      if (this.canvas.height !== heightPx) this.canvas.height = heightPx;
      this.canvas.getContext('2d')?.putImageData(new ImageData(picture.rgba, widthPx, heightPx), 0, 0);
      this.#drawn = { picture, window: exact.window };
    }
    // A picture that has to wait for others leaves the former one where it is.
    const stays = isUsed || (!!picture && this.#isShown);
    const isPlaced = stays && !!this.#drawn && this.#place(this.#drawn.window);
    this.canvas.hidden = !isPlaced;
    if (isPlaced === this.#isShown) return;
    this.#isShown = isPlaced;
    this.#onChange();
  }

  /** The partition whose picture belongs on the screen. */
  #shownPartition(): ExactPartition | null {
    const { model, session } = this.#scene();
    const { status, exact } = this.state;
    if (status !== 'ready' || !exact?.picture || !this.isWanted || this.#travelTimer !== null) return null;
    // After a switch the network before it is no longer what the switch says.
    return exact.model.normalization === session?.snapshot.models[model]?.normalization ? exact : null;
  }

  /** Puts the canvas where its window lies in that of the view; false if that is too far off. */
  #place(own: ViewWindow): boolean {
    const { window } = this.#scene();
    const [width, height] = [window.x1 - window.x0, window.y1 - window.y0];
    const [scaleX, scaleY] = [(own.x1 - own.x0) / width, (own.y1 - own.y0) / height];
    const [left, top] = [(own.x0 - window.x0) / width, (window.y1 - own.y1) / height];
    if (Math.max(scaleX, scaleY) > LARGEST_STRETCH) return false;
    if (left >= 1 || top >= 1 || left + scaleX <= 0 || top + scaleY <= 0) return false;
    const isSame = left === 0 && top === 0 && scaleX === 1 && scaleY === 1;
    this.canvas.style.transform = isSame ? '' : `translate(${100 * left}%, ${100 * top}%) scale(${scaleX}, ${scaleY})`;
    return true;
  }
}

function quickSize({ widthPx, heightPx, pixelRatio }: PictureSize): PictureSize {
  const scale = Math.min(1, Math.sqrt(QUICK_PIXELS / (widthPx * heightPx)));
  return {
    widthPx: Math.max(1, Math.round(scale * widthPx)),
    heightPx: Math.max(1, Math.round(scale * heightPx)),
    pixelRatio: scale * pixelRatio,
  };
}
