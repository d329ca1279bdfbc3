import { isNumberFill, type ExactFill } from '../../geometry/cell-fills.js';
import { writePartitionSvg } from '../../io/partition-svg.js';
import type { PartitionPicture, PictureOptions } from '../../io/picture-layout.js';
import { shownAddress } from '../../io/shown-address.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import { formatCount, formatList } from '../format.js';
import { english, type Language } from '../language.js';
import { networkName } from '../network-names.js';
import { fillOf, type PictureState } from '../picture-store.js';
import type { NumberScale } from '../shared-scale.js';
import { choiceStrings } from '../spline-controls/choice-strings.js';
import { viewOf } from '../spline-share/page-view.js';
import type { CellsOfNetwork } from './exact-cells.js';
import { savedPictureStrings } from './saved-picture-strings.js';

/** Characters of an address in the width of one network. */
const MOST_BELOW = 100;

/** A picture that can be written as SVG, or drawn in pixels. */
export interface SavedPicture {
  readonly pictures: readonly PartitionPicture[];
  readonly options: PictureOptions;
}

export const pictureSvg = ({ pictures, options }: SavedPicture): string => writePartitionSvg(pictures, options);

/**
 * The pictures of the subjects side by side, as they are shown.
 *
 * @param subjects one or more, of one experiment
 * @param shownScale of the pictures on the page, where they have one
 * @param address below the caption; empty: none
 */
export function savedPicture(
  subjects: readonly CellsOfNetwork[],
  picture: PictureState,
  shownScale: NumberScale | null,
  hasCaption: boolean,
  language = english,
  address = '',
): SavedPicture {
  const words = language.of('savedPicture', savedPictureStrings);
  const { locale, lang, dir } = language;
  const { layers, points, theme } = picture;
  const fill = fillOf(picture);
  const pictures = subjects.map(({ model, exact, session }): PartitionPicture => {
    const { data } = session;
    return {
      name: networkName(session, model, language),
      partition: exact.partition,
      lines: layers,
      points: points === 'none' || !data ? null : data.train,
      predictions: data && evaluate(exact.folded, data).predictions,
      testPoints: points === 'all' && data ? data.test : null,
    };
  });
  const { config } = subjects[0]!.session;
  const names = pictures.map(({ name }) => name);
  const title = words.title(dataSummary(config.data, language), formatList(names, language));
  const scale = shownScale?.fill === fill ? shownScale.values : null;
  const caption = hasCaption ? captionOf(subjects, config, fill, language) : null;
  return { pictures, options: { title, theme, fill, scale, caption, address, language: { words, locale, lang, dir } } };
}

/** Of what is saved, as long as there is room for below it. @param page that opens links; empty: there is none */
export function addressOf(page: string, subjects: readonly CellsOfNetwork[], picture: PictureState): Promise<string> {
  // While networks train, their cells may be of different steps.
  const isOneMoment = new Set(subjects.map(({ exact }) => exact.step)).size === 1;
  const snapshot = isOneMoment ? subjects[0]!.session : null;
  return shownAddress(page, snapshot, viewOf(picture), MOST_BELOW * subjects.length);
}

function captionOf(
  subjects: readonly CellsOfNetwork[],
  config: ExperimentConfig,
  fill: ExactFill,
  language: Language,
): string[] {
  const words = language.of('savedPicture', savedPictureStrings);
  const { semicolon, statisticsNames } = language.common;
  const listOf = (counts: readonly number[]): string =>
    formatList(
      counts.map((count) => formatCount(count, language)),
      language,
    );
  const steps = new Set(subjects.map(({ exact }) => exact.step));
  const statistics = subjects.find(({ exact }) => exact.statistics)?.exact.statistics;
  return [
    [dataSummary(config.data, language), networkSummary(config, language)].join(semicolon),
    trainingSummary(config.training, language),
    [
      words.step(listOf([...steps])),
      words.cells(listOf(subjects.map(({ exact }) => exact.partition.cellCount))),
      ...(statistics ? [words.statistics(statisticsNames[statistics])] : []),
      // What a fill by a number stands for is said beside its scale.
      ...(isNumberFill(fill) ? [] : [words.fill(language.of('choices', choiceStrings).fills[fill])]),
    ].join(semicolon),
  ];
}
