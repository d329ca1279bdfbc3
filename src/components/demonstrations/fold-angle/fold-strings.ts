/** Words of the fold-angle protractor. Functions take values that are already formatted. */
export const foldStrings = {
  name: 'How much a wall of the second layer bends where it crosses one of the first',
  picture: 'A wall of the first layer, the data across it, and a wall of the second layer that bends there',
  chart: 'The fold angle over the spread of the data',
  crossing: 'At the crossing',
  curve: 'Fold over spread',
  firstWall: 'wall of layer 1',
  secondWall: 'wall of layer 2',
  straight: 'straight on',
  spreadLabel: 'Spread of the data σ',
  weightLabel: 'Weight from unit to unit',
  directionLabel: 'Direction of the wall',
  degrees: (value: string) => `${value}°`,
  axisX: 'σ, the deviation that BN divides by',
  axisY: (most: string) => `Height: 0° to ${most}°`,
  numbers: (angle: string, jump: string, weight: string, spread: string) =>
    `The wall bends by ${angle}: across the first wall its gradient jumps by w γ / σ = ${weight} · 1 / ${spread} = ${jump}, ` +
    `along the normal of that wall alone.`,
  series: 'Fold angle over spread',
  columns: ['Spread σ', 'Fold angle, degrees'],
  twice: (angle: string) => `With data spread twice as far it would bend by ${angle}.`,
} as const;
