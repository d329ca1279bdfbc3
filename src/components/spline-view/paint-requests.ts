import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session, ViewRequest } from '../../training/session.js';
import type { PictureState, PictureStore } from '../picture-store.js';

/** While a network trains under reduced motion its picture is drawn at most this often. */
const CALM_INTERVAL_MS = 500;

/** What changes nothing but the marks over a picture: engines are not asked for a new one then. */
const overlayParts: ReadonlySet<string> = new Set<keyof PictureState>([
  'probe',
  'unit',
  'nearestWallDisc',
  'diagrams',
  'draft',
]);

/** Has the engine of a session draw one picture: whenever it looks different, calmly while training under reduced motion. */
export class PaintRequests implements ReactiveController {
  readonly #picture: () => PictureStore;
  readonly #ask: () => ViewRequest | null;
  #session: Session | null = null;
  #model = 0;
  #isConnected = false;
  #wasRunning = false;
  /** What was asked for last. */
  #painted: PictureState | null = null;
  #mayDraw = true;
  #lastRequestMs = 0;

  /** @param ask what is to be drawn; null while nothing is seen of it */
  constructor(host: ReactiveControllerHost, picture: () => PictureStore, ask: () => ViewRequest | null) {
    this.#picture = picture;
    this.#ask = ask;
    host.addController(this);
  }

  follow(session: Session | null, model: number): void {
    if (session === this.#session && model === this.#model) return;
    this.#session?.setView(this.#model, null);
    this.#session = session;
    this.#model = model;
    if (this.#isConnected) session?.setView(model, this.#answer);
  }

  /** The picture looks different: it is drawn at once. */
  repaint(): void {
    this.#mayDraw = true;
    this.#session?.requestPaint();
  }

  /** To be called when the state of the picture has changed. */
  onPicture(): void {
    const { state } = this.#picture();
    const before = this.#painted;
    this.#painted = state;
    const changed = (Object.keys(state) as (keyof PictureState)[]).filter((part) => before?.[part] !== state[part]);
    if (changed.some((part) => !overlayParts.has(part))) this.repaint();
  }

  /** To be called at every snapshot: of drawings that were left out under reduced motion the last one counts. */
  onSnapshot(): void {
    if (this.#wasRunning && !this.#isRunning) this.repaint();
    this.#wasRunning = this.#isRunning;
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#session?.setView(this.#model, this.#answer);
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#session?.setView(this.#model, null);
  }

  get #isRunning(): boolean {
    return this.#session?.snapshot.state === 'running';
  }

  readonly #answer = (): ViewRequest | null => {
    const request = this.#ask();
    if (!request) return null;
    const now = performance.now();
    const isCalm = this.#picture().state.reducedMotion && this.#isRunning;
    if (isCalm && !this.#mayDraw && now - this.#lastRequestMs < CALM_INTERVAL_MS) return null;
    this.#lastRequestMs = now;
    this.#mayDraw = false;
    return request;
  };
}
