import { describe, expect, it } from 'vitest';
import { formatLoss, formatName, formatSmallShare } from '../../src/components/format.js';

describe('numbers are written as their language writes them', () => {
  it.each([
    ['en', '1.2e−5'],
    ['de', '1,2e−5'],
    ['fa', '۱٫۲×۱۰^\u200e−۵'],
  ])('powers of ten in %s', (locale, written) => {
    expect(formatLoss(1.2e-5, { locale })).toBe(written);
  });

  it.each([
    ['en', '1.23%', '1.20e−5%'],
    ['de', '1,23\u00a0%', '1,20e−5\u00a0%'],
    ['fa', '۱٫۲۳٪', '۱٫۲۰×۱۰^\u200e−۵٪'],
  ])('small shares in %s', (locale, written, tiny) => {
    expect(formatSmallShare(0.0123, { locale })).toBe(written);
    expect(formatSmallShare(1.2e-7, { locale })).toBe(tiny);
  });

  it.each([
    ['en', '20000'],
    ['fa', '۲۰۰۰۰'],
  ])('seeds, which count nothing, in %s', (locale, written) => {
    expect(formatName(20_000, { locale })).toBe(written);
  });
});
