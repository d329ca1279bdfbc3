/** Types of the tags in Vue templates: `import type {} from 'splinescope/vue'` anywhere in a project. */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { SplineEvent, SplineProps, SplineTag } from './elements.js';

type SplineEmits = {
  [Name in SplineEvent]: (event: GlobalEventHandlersEventMap[Name]) => void;
};

type SplineComponents = {
  [Tag in SplineTag]: DefineComponent<SplineProps<Tag> & HTMLAttributes, {}, {}, {}, {}, {}, {}, SplineEmits>;
};

declare module 'vue' {
  interface GlobalComponents extends SplineComponents {}
}
