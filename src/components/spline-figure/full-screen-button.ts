import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import type { FigureStrings } from './figure-strings.js';

/** Nothing where the page, or the frame that it is in, may not fill the screen. */
export const fullScreenButton = (isFull: boolean, words: FigureStrings): TemplateResult | typeof nothing =>
  document.fullscreenEnabled
    ? html`<button
        type="button"
        class="button"
        @click=${(event: Event) => void toggle(event.currentTarget as HTMLElement, words)}
      >
        ${isFull ? words.leaveFullScreen : words.fullScreen}
      </button>`
    : nothing;

/** The details are folded, so that the picture is what is seen. */
async function toggle(button: HTMLElement, words: FigureStrings): Promise<void> {
  const { host } = button.getRootNode() as ShadowRoot;
  const details = button.closest('details');
  try {
    if (host.matches(':fullscreen')) await document.exitFullscreen();
    else await host.requestFullscreen();
    details?.querySelector('summary')?.focus({ preventScroll: true });
    details?.removeAttribute('open');
  } catch {
    emit(button, 'spline-refused', words.notFullScreen);
  }
}
