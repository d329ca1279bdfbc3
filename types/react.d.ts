/** Types of the tags in JSX, for React 19: `import type {} from 'splinescope/react'` anywhere in a project. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { SplineEvent, SplineProps, SplineTag } from './elements.js';

type SplineListeners = {
  [Name in SplineEvent as `on${Name}`]?: (event: GlobalEventHandlersEventMap[Name]) => void;
};

type SplineElements = {
  [Tag in SplineTag]: DetailedHTMLProps<HTMLAttributes<HTMLElementTagNameMap[Tag]>, HTMLElementTagNameMap[Tag]> &
    SplineProps<Tag> &
    SplineListeners;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends SplineElements {}
  }
}
