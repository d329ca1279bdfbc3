import { formatCount, formatLoss, formatMeasure, formatPercent } from '../format.js';

export const valueFormats = ['measure', 'count', 'percent', 'loss', 'degrees'] as const;
/** measure: three significant digits; count: whole; percent: of a share; loss: three decimals; degrees: of an angle's size. */
export type ValueFormat = (typeof valueFormats)[number];

export function formatValue(value: number, format: ValueFormat): string {
  switch (format) {
    case 'measure':
      return formatMeasure(value);
    case 'count':
      return formatCount(value);
    case 'percent':
      return formatPercent(value);
    case 'loss':
      return formatLoss(value);
    case 'degrees':
      return `${formatMeasure(Math.abs(value))}°`;
    default:
      return format satisfies never;
  }
}
