export type LabKey = 'toggle-run' | 'step' | 'switch' | 'help';

/** Elements that use letters, Space or dots themselves. */
const takesText = 'input:not([type=range]), textarea, select';
const takesSpace = `button, summary, a, ${takesText}`;

/** What a key pressed within the page means, null for keys that are not the page's or belong to the control in focus. */
export function labKey(event: KeyboardEvent): LabKey | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.composedPath()[0];
  const isIn = (selector: string): boolean => target instanceof Element && target.matches(selector);
  switch (event.key) {
    case ' ':
      return isIn(takesSpace) ? null : 'toggle-run';
    case '.':
      return isIn(takesText) ? null : 'step';
    case 'b':
    case 'B':
      return isIn(takesText) ? null : 'switch';
    case '?':
      return isIn(takesText) ? null : 'help';
    default:
      return null;
  }
}

/** Index of the network whose part of the page holds the event's target. */
export function modelOf(event: Event): number | null {
  for (const node of event.composedPath()) {
    if (node instanceof HTMLElement && node.dataset.model !== undefined) return Number(node.dataset.model);
  }
  return null;
}
