/** Words of the demonstration that trains gamma and beta alone. Functions take values that are already formatted. */
export const scaleShiftStrings = {
  name: 'The same network trained as a whole, and with all but gamma and beta frozen',
  whole: 'All parameters trained',
  scaleShift: 'Only γ and β trained',
  picture: (title: string) => `${title}: walls, decision boundary and points`,
  under: (parameters: string, accuracy: string, cells: string) =>
    `${parameters} parameters trained. Train accuracy ${accuracy}, ${cells} cells (exact)`,
  numbers: (step: string, steps: string, whole: string, scaleShift: string) =>
    `Step ${step} of ${steps}. Training everything classifies ${whole} of the training points right, γ and β alone ${scaleShift}.`,
  counts: (scaleShift: string, all: string, share: string) =>
    `γ and β are ${scaleShift} of ${all} parameters, ${share}; the rest stays as it began.`,
  turned: (whole: string, scaleShift: string) =>
    `The first layer’s walls have turned by ${whole} on average where everything is trained, and by ${scaleShift} where only γ and β are.`,
  degrees: (value: string) => `${value}°`,
  series: 'Where the two networks are',
  columns: ['Network', 'Step', 'Parameters trained', 'Train accuracy', 'Cells', 'First layer turned by, degrees'],
  again: 'Train with other weights',
  firstLayer: 'layer 1',
  secondLayer: 'layer 2',
  boundary: 'decision boundary',
} as const;
