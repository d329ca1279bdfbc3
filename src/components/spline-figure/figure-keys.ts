import type { KeyGroup } from '../spline-lab/keys-dialog.js';
import { labKey, modelOf } from '../spline-lab/lab-keys.js';
import type { ControlSet } from './figure-options.js';

/** Keys that do not act in figures with these controls. */
export const keysWithout: Readonly<Record<ControlSet, readonly KeyGroup[]>> = {
  none: ['run', 'undo', 'edit', 'others'],
  minimal: ['edit', 'others'],
  full: ['others'],
};

export interface KeyActions {
  toggle(): void;
  step(): void;
  switchNormalization(model: number): void;
  showKeys(): void;
  /** Takes the focus off the figure. */
  leave(): void;
}

/** Keys that act while the focus is within a figure. */
export function onFigureKey(event: KeyboardEvent, controls: ControlSet, actions: KeyActions): void {
  if (event.key === 'Escape' && !event.defaultPrevented) return actions.leave();
  const key = labKey(event);
  if (!key || (controls === 'none' && key !== 'help')) return;
  switch (key) {
    case 'toggle-run':
      actions.toggle();
      break;
    case 'step':
      actions.step();
      break;
    case 'switch':
      // A key that is held down would switch back and forth.
      if (!event.repeat) actions.switchNormalization(modelOf(event) ?? 0);
      break;
    case 'help':
      actions.showKeys();
      break;
    default:
      key satisfies never;
  }
  event.preventDefault();
}
