/** Setting a figure from outside, and putting it back. */
import type { LitElement } from 'lit';
import { isDrawn } from '../spline-figure/figure-reporter.js';
import type { SplineFigure } from '../spline-figure/spline-figure.js';

/** What to set, by the names of attributes. */
export type Settings = readonly (readonly [name: string, value: string])[];

const isFigure = (target: HTMLElement): target is SplineFigure =>
  target.localName === 'spline-figure' && 'setState' in target;

const isLit = (target: HTMLElement): target is LitElement => 'updateComplete' in target;

/** An attribute of the page, of its frameworks, and of any element. */
export const isGlobal = (name: string): boolean =>
  /^(data-.*|aria-.*|id|class|style|role|tabindex|hidden|lang|dir|slot|title|part)$/.test(name);

/** Those of the attributes that the target knows. */
export async function settingsFor(
  target: HTMLElement,
  attributes: readonly Attr[],
): Promise<{ readonly settings: Settings; readonly unknown: readonly string[] }> {
  // Before its script has come, it knows none.
  if (target.localName.includes('-')) await customElements.whenDefined(target.localName);
  const { observedAttributes = [] } = target.constructor as { readonly observedAttributes?: readonly string[] };
  const isKnown = ({ name }: Attr): boolean => observedAttributes.includes(name);
  return {
    settings: attributes.filter(isKnown).map(({ name, value }) => [name, value]),
    unknown: attributes.filter((one) => !isKnown(one)).map(({ name }) => name),
  };
}

/** @returns what puts the figure back as it is now, with the weights that it has */
export async function rememberFigure(target: HTMLElement, settings: Settings): Promise<() => Promise<void>> {
  if (isFigure(target)) return rememberRun(target, settings);
  // A reader changes properties, and attributes stay.
  const values = settings.map(
    ([name]) => [propertyOf(name), Reflect.get(target, propertyOf(name)) as unknown] as const,
  );
  return async () => {
    for (const [name, value] of values) Reflect.set(target, name, value);
    if (isLit(target)) await target.updateComplete;
  };
}

async function rememberRun(figure: SplineFigure, settings: Settings): Promise<() => Promise<void>> {
  const written = settings.map(([name]) => [name, figure.getAttribute(name)] as const);
  // Before its first picture nothing of the reader's can be lost.
  const state = figure.session && isDrawn(figure.session.snapshot) ? await figure.getState() : null;
  return async () => {
    for (const [name, value] of written) {
      if (value === null) figure.removeAttribute(name);
      else figure.setAttribute(name, value);
    }
    await figure.updateComplete;
    if (state === null) figure.reset();
    else await figure.setState(state);
  };
}

/** Writes attributes; a run begins anew with them. */
export async function setFigure(target: HTMLElement, settings: Settings): Promise<void> {
  for (const [name, value] of settings) target.setAttribute(name, value);
  if (isLit(target)) await target.updateComplete;
  if (isFigure(target) && settings.length > 0) target.reset();
}

export const figureActions = ['play', 'pause', 'switch'] as const;
/** play and pause; switch: BN off or on in the first network, wherever the run is. */
export type FigureAction = (typeof figureActions)[number];

/** Once the figure has begun, which it does near the visible part of the page. Rejected where it cannot run. */
export async function actOnFigure(target: HTMLElement, action: FigureAction): Promise<void> {
  if (!isFigure(target)) return;
  target.load();
  if (!target.session) await target.whenReady();
  switch (action) {
    case 'play':
      return target.play();
    case 'pause':
      return target.pause();
    case 'switch':
      return target.switchNormalization(0);
    default:
      return action satisfies never;
  }
}

/**
 * Scrolls to a figure of which nothing can be seen, once a reader has asked for something of it.
 *
 * @returns whether it scrolls
 */
export function bringIntoSight(target: HTMLElement, prefersCalm: boolean): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  if (bottom > 0 && top < innerHeight) return false;
  target.scrollIntoView({ block: 'nearest', behavior: prefersCalm ? 'auto' : 'smooth' });
  return true;
}

const propertyOf = (attribute: string): string =>
  attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
