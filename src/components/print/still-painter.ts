type Painter = typeof import('./paint-still.js');

/** Once for the page; null until then. */
let painter: Painter | null = null;
let isPrepared = false;

/** What paints stills of networks, where it has been loaded: to be asked for once there is something to print. */
export const stillPainter = {
  get loaded(): Painter | null {
    return painter;
  },
  async prepare(): Promise<void> {
    if (isPrepared) return;
    isPrepared = true;
    // Without it the page prints what the browser can print.
    painter = await import('./paint-still.js').catch(() => null);
  },
};
