/** Words of the demonstration of one unit's line. Functions take values that are already formatted. */
export const oneUnitStrings = {
  name: 'One unit: its line, and what batch normalization makes of it',
  picture: 'Points, the line of a plain unit, and the line that batch normalization makes of it',
  chart: 'The sum of squared distances from the points to the line, as the line moves along its normal',
  plain: 'plain unit',
  normalized: 'with BN',
  points: 'Points and lines',
  cost: 'Sum of squared distances',
  offset: 'offset of the line',
  axis: (most: string) => `Height: 0 to ${most}`,
  offsetLabel: 'Offset of the plain line',
  angleLabel: 'Turn both lines',
  cloudX: 'Cloud, to the right',
  cloudY: 'Cloud, upwards',
  moveLine: 'Plain line: drag, or arrow keys, to move it along its normal',
  turnLine: 'Both lines: drag, or arrow keys, to turn them',
  moveCloud: 'Cloud of points: drag, or arrow keys, to move it',
  choose: 'Let BN choose the offset',
  degrees: (value: string) => `${value}°`,
  numbers: (cost: string, least: string, distance: string, spread: string) =>
    `Sum of squared distances: ${cost} for the plain line, ${least} for BN’s, the least for this direction. ` +
    `The plain line is ${distance} away from the mean of the points; they are ${spread} from BN’s line (root mean square).`,
  atBest: (least: string, spread: string) =>
    `The plain line is where BN puts its own, through the mean of the points. Sum of squared distances: ${least}, ` +
    `the least for this direction; they are ${spread} from it (root mean square).`,
  series: 'Sum of squared distances over the offset',
  columns: ['Offset of the line', 'Sum of squared distances'],
  turning: (least: string, most: string) =>
    `BN chooses the offset alone. Turning would take this least cost from ${least} to ${most}.`,
} as const;
