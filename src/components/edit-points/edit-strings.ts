/** Words of the mode in which points are drawn. Functions take values that are already formatted, and how many there are beside it. */
const points = (count: string, howMany: number): string => `${count} ${howMany === 1 ? 'point' : 'points'}`;

export const editStrings = {
  edit: 'Edit points',
  label: 'Edit points',
  keys:
    'Arrow keys move the crosshair, with Shift by larger steps. Digits choose the class, Enter adds a point there or picks ' +
    'one up to move it, M picks up the nearest, Delete removes the selected or nearest one. Ctrl or Cmd with Z undoes. ' +
    'Escape leaves while nothing is changed.',
  classes: 'Class of new points',
  class: (label: string) => `class ${label}`,
  newClass: (label: string) => `new class ${label}`,
  remove: 'Delete point',
  undo: 'Undo',
  redo: 'Redo',
  done: 'Done',
  cancel: 'Cancel',
  dropped: 'The points that you edited were of the former data, so your changes to them are gone.',
  outcome: {
    nothing:
      'Click or tap to add a point, drag one to move it. The run goes on with the points it has until you are done.',
    move: (count: string, howMany: number) =>
      `${points(count, howMany)}, which only moved: with “Done” the run goes on with them.`,
    restart: (count: string, howMany: number, classes: string) =>
      `${points(count, howMany)} of ${classes} classes: “Done” restarts the run with them.`,
    lostTest: (count: string, howMany: number) =>
      ` The ${count} test ${howMany === 1 ? 'point goes' : 'points go'}; the Data panel can set some of yours apart.`,
  },
  problem: {
    'one-class': 'Two classes need points.',
    'empty-class': (label: string) => `Class ${label} has no point.`,
    renumber: 'Number the classes anew',
    'large-batch': (batchSize: string, count: string, howMany: number) =>
      `Batches are ${batchSize} points, and there ${howMany === 1 ? 'is' : 'are'} only ${count} to train on.`,
    smallerBatch: (count: string) => `Done, with batches of ${count}`,
    full: (count: string) => `There can be at most ${count} points.`,
  },
  announce: {
    begun: (count: string, howMany: number) => `Editing ${points(count, howMany)}.`,
    at: (place: string, on: string | null) => (on ? `${place}, on a point of ${on}` : place),
    class: (name: string) => `New points are of ${name}.`,
    added: (name: string, place: string, count: string, howMany: number) =>
      `Point of ${name} added at ${place}. ${points(count, howMany)}.`,
    selected: (name: string, place: string) => `Point of ${name} at ${place}.`,
    carried: (name: string) =>
      `Point of ${name} picked up. Arrow keys move it, Enter puts it down, Escape puts it back.`,
    putDown: (place: string) => `Put down at ${place}.`,
    putBack: 'Put back.',
    removed: (name: string, count: string, howMany: number) => `Point of ${name} deleted. ${points(count, howMany)}.`,
    undone: (count: string, howMany: number) => `Undone. ${points(count, howMany)}.`,
    redone: (count: string, howMany: number) => `Done again. ${points(count, howMany)}.`,
    renumbered: (classes: string) => `The classes have new numbers. ${classes} classes.`,
    decide: 'There are changes: Done takes them over, Cancel drops them.',
    moved: 'The points have moved; the run goes on.',
    restarted: (count: string, howMany: number) => `The run starts again with ${points(count, howMany)}.`,
    left: 'The points stay as they were.',
  },
} as const;
