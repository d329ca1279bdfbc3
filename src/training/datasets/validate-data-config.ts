import { dataLimits, dataSetNames, pointOrders, testSplits, type DataConfig, type Placement } from '../data-set.js';
import { InvalidSettingError, requireChoice, requireInteger, requireNumber } from '../invalid-setting-error.js';
import { dataSetCatalog } from './catalog.js';

/** @throws InvalidSettingError naming the first field that is out of range; settings that are not read are not checked */
export function validateDataConfig(config: DataConfig): void {
  requireChoice('set', config.set, dataSetNames);
  const { noise, classes } = dataSetCatalog[config.set];
  if (config.set !== 'custom') requireInteger('sampleCount', config.sampleCount, ...dataLimits.sampleCount);
  if (noise) requireNumber('noise', config.noise, noise.min, noise.max);
  requireInteger('seed', config.seed, ...dataLimits.seed);
  requireInteger('classCount', config.classCount, classes?.min ?? 2, classes?.max ?? 2);
  requireChoice('split', config.split, testSplits);
  requireNumber('testFraction', config.testFraction, ...dataLimits.testFraction);
  validatePlacement(config.placement);
  if (config.set === 'custom') validateCustomPoints(config);
}

/** @throws InvalidSettingError naming the first field that is out of range */
export function validatePlacement({ dx, dy, scale, rotation }: Placement): void {
  requireNumber('placement.dx', dx, ...dataLimits.shift);
  requireNumber('placement.dy', dy, ...dataLimits.shift);
  requireNumber('placement.scale', scale, ...dataLimits.scale);
  requireNumber('placement.rotation', rotation, ...dataLimits.rotation);
}

function validateCustomPoints({ customPoints, order, classCount, split, testFraction }: DataConfig): void {
  requireChoice('order', order, pointOrders);
  if (split === 'fresh' && testFraction > 0) {
    throw new InvalidSettingError('split', split, 'holdout, because new points cannot be drawn like your own');
  }
  requireInteger('customPoints.length', customPoints.length, ...dataLimits.customPointCount);
  customPoints.forEach(({ x, y, label }, index) => {
    requireNumber(`customPoints[${index}].x`, x, ...dataLimits.customCoordinate);
    requireNumber(`customPoints[${index}].y`, y, ...dataLimits.customCoordinate);
    requireInteger(`customPoints[${index}].label`, label, 0, classCount - 1);
  });
}
