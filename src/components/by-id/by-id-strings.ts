/** Words of elements that show or steer a figure elsewhere in the page. */
export const byIdStrings = {
  missing: (id: string) => `There is no figure with the id “${id}” in this page.`,
  notAFigure: (id: string, tag: string) => `“${id}” is the id of <${tag}>, and a <spline-figure> is wanted.`,
  begins: 'This begins once its figure comes into sight.',
  toFigure: 'Go to the figure',
} as const;
