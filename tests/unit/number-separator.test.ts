import { expect, it } from 'vitest';
import { formatLoss } from '../../src/components/format.js';

it.each([
  ['en', '1.2e-5'],
  ['de', '1,2e-5'],
  ['ar-EG', '1.2e-5'],
  ['ff-Adlm', '1.2e-5'],
])('powers of ten in %s are of one kind of digits, with its separator', (locale, written) => {
  expect(formatLoss(1.2e-5, { locale })).toBe(written);
});
