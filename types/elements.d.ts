import type { LitElement } from 'lit';
import type {} from '../lib/auto.js';
import type { FigureAttribute } from './figure-attributes.js';

export type { SplineEvent } from '../lib/auto.js';

/** The tags that `splinescope/auto` defines. */
export type SplineTag = Extract<keyof HTMLElementTagNameMap, `spline-${string}`>;

type Equals<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Names of what can be set on an element, beyond what every Lit element has. */
type SettableKey<E> = {
  [K in Exclude<keyof E, keyof LitElement>]: Equals<Pick<E, K>, Readonly<Pick<E, K>>> extends true ? never : K;
}[Exclude<keyof E, keyof LitElement>];

type OwnProps<Tag extends SplineTag> = Partial<
  Pick<HTMLElementTagNameMap[Tag], SettableKey<HTMLElementTagNameMap[Tag]>>
>;

type Written<Own> = {
  [Name in FigureAttribute]?: string | number | boolean | (Name extends keyof Own ? Own[Name] : never);
};

/** What a tag takes: its properties, and of a figure its settings as attributes; all of it may be left out. */
export type SplineProps<Tag extends SplineTag> = Tag extends 'spline-figure'
  ? Omit<OwnProps<Tag>, FigureAttribute> & Written<OwnProps<Tag>>
  : OwnProps<Tag>;
