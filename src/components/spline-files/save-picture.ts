import { isNumberFill, type ExactFill } from '../../geometry/cell-fills.js';
import { writePartitionSvg } from '../../io/partition-svg.js';
import type { PartitionPicture, PictureOptions } from '../../io/picture-layout.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { evaluate } from '../../training/reference/evaluate.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import { formatCount, formatList } from '../format.js';
import { english, type Language } from '../language.js';
import { networkName } from '../network-names.js';
import { fillOf, type PictureState } from '../picture-store.js';
import type { NumberScale } from '../shared-scale.js';
import { choiceStrings } from '../spline-controls/choice-strings.js';
import type { CellsOfNetwork } from './exact-cells.js';
import { savedPictureStrings } from './saved-picture-strings.js';

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
 */
export function savedPicture(
  subjects: readonly CellsOfNetwork[],
  picture: PictureState,
  shownScale: NumberScale | null,
  hasCaption: boolean,
  language = english,
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
  return { pictures, options: { title, theme, fill, scale, caption, language: { words, locale, lang, dir } } };
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
