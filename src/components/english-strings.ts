import { byIdStrings } from './by-id/by-id-strings.js';
import { demonstrationStrings } from './demonstrations/demonstration-strings.js';
import { foldStrings } from './demonstrations/fold-angle/fold-strings.js';
import { raceStrings } from './demonstrations/initialization-race/race-strings.js';
import { jitterStrings } from './demonstrations/jitter/jitter-strings.js';
import { limitsStrings } from './demonstrations/limits/limits-strings.js';
import { oneUnitStrings } from './demonstrations/one-unit/one-unit-strings.js';
import { sameWeightsStrings } from './demonstrations/same-weights/same-weights-strings.js';
import { scaleShiftStrings } from './demonstrations/scale-shift/scale-shift-strings.js';
import { editStrings } from './edit-points/edit-strings.js';
import type { Words } from './language.js';
import { proseStrings } from './prose/prose-strings.js';
import { readingStrings } from './reading/reading-strings.js';
import { chartStrings } from './spline-chart/chart-strings.js';
import { soundStrings } from './spline-chart/sound-strings.js';
import { choiceStrings } from './spline-controls/choice-strings.js';
import { controlStrings } from './spline-controls/control-strings.js';
import { figureStrings } from './spline-figure/figure-strings.js';
import { savedPictureStrings } from './spline-files/saved-picture-strings.js';
import { shareStrings } from './spline-share/share-strings.js';
import { stepsStrings } from './spline-steps/steps-strings.js';
import { legendStrings, padStrings, pictureStrings, scaleStrings } from './spline-view/picture-strings.js';
import { strings } from './strings.js';
import { timeStrings } from './time-travel/time-strings.js';
import { undoStrings } from './undo/undo-strings.js';

const tables = {
  ...strings,
  figure: figureStrings,
  reading: readingStrings,
  edit: editStrings,
  undo: undoStrings,
  time: timeStrings,
  share: shareStrings,
  choices: choiceStrings,
  controls: controlStrings,
  elsewhere: byIdStrings,
  sound: soundStrings,
  steps: stepsStrings,
  prose: proseStrings,
  picture: pictureStrings,
  pad: padStrings,
  scale: scaleStrings,
  legend: legendStrings,
  chart: chartStrings,
  savedPicture: savedPictureStrings,
  demonstration: demonstrationStrings,
  foldAngle: foldStrings,
  jitter: jitterStrings,
  limits: limitsStrings,
  oneUnit: oneUnitStrings,
  race: raceStrings,
  sameWeights: sameWeightsStrings,
  scaleShift: scaleShiftStrings,
};

/**
 * What a figure says, in English: what translators begin with. A translation, or a part of one, is given to the property
 * `strings` of `<spline-figure>`; type `Strings` names what stays English. Functions take values that are already formatted.
 */
export const englishStrings: Words<typeof tables> = tables;
