import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line drawings on a 24 x 24 grid. Decorative: the control around them carries the name. */
const paths = {
  play: svg`<path d="M7 4.5v15l12-7.5z" fill="currentColor" />`,
  pause: svg`<path d="M8 5v14M16 5v14" stroke-width="3.5" />`,
  step: svg`<path d="M6 5v14l9-7z" fill="currentColor" /><path d="M19 5v14" />`,
  epoch: svg`<path d="M4 6v12l7-6z" fill="currentColor" /><path d="M12 6v12l7-6z" fill="currentColor" /><path d="M21 6v12" />`,
  restart: svg`<path d="M5 4v5h5" /><path d="M5.6 9a8 8 0 1 1-1.4 5" />`,
  dice: svg`<rect x="4" y="4" width="16" height="16" rx="3.5" /><path d="M8.5 8.5h.01M15.5 15.5h.01M15.5 8.5h.01M8.5 15.5h.01M12 12h.01" stroke-width="2.6" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  minus: svg`<path d="M5 12h14" />`,
  fit: svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`,
  above: svg`<rect x="4.5" y="4.5" width="15" height="15" rx="1.5" /><path d="M4.5 12h15M12 4.5v15" />`,
  move: svg`<path d="M12 3v18M3 12h18M12 3l-2.5 2.5M12 3l2.5 2.5M12 21l-2.5-2.5M12 21l2.5-2.5M3 12l2.5-2.5M3 12l2.5 2.5M21 12l-2.5-2.5M21 12l-2.5 2.5" />`,
  turn: svg`<path d="M20 12a8 8 0 1 1-2.3-5.6M20 3v4.5h-4.5" />`,
  'turn-left': svg`<path d="M4 12a8 8 0 1 0 2.3-5.6M4 3v4.5h4.5" />`,
  pan: svg`<path d="M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3" />`,
  edit: svg`<path d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z" /><path d="M13.5 7l3.5 3.5" />`,
  undo: svg`<path d="M8 5 4 9l4 4" /><path d="M4 9h10a5.5 5.5 0 0 1 0 11h-4" />`,
  redo: svg`<path d="M16 5l4 4-4 4" /><path d="M20 9H10a5.5 5.5 0 0 0 0 11h4" />`,
  trash: svg`<path d="M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5" />`,
  sun: svg`<circle cx="12" cy="12" r="4" /><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />`,
  moon: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />`,
  keyboard: svg`<rect x="2.5" y="6" width="19" height="12" rx="2" /><path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M7.5 14.5h9" />`,
  sound: svg`<path d="M4 10v4h3.5l4.5 4V6L7.5 10z" /><path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />`,
  close: svg`<path d="M6 6l12 12M18 6 6 18" />`,
  back: svg`<path d="M16 5l-7 7 7 7" />`,
  up: svg`<path d="M5 16l7-7 7 7" />`,
  down: svg`<path d="M5 8l7 7 7-7" />`,
  chevron: svg`<path d="M8 5l7 7-7 7" />`,
  warning: svg`<path d="M12 4 2.8 20h18.4z" /><path d="M12 10v4.5M12 17.3v.01" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`;
