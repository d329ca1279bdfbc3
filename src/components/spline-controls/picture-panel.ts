import { html, nothing, type TemplateResult } from 'lit';
import type { EngineKind } from '../../training/backend.js';
import { exactFills } from '../../geometry/cell-fills.js';
import { normalizationStatistics, type NormalizationStatistics } from '../../training/model-state.js';
import { palettes } from '../../training/palette.js';
import { pointSets } from '../../training/picture.js';
import { fillOf, withFill, type PictureState, type PictureStore } from '../picture-store.js';
import { rgb } from '../spline-view/markers.js';
import { styled } from '../style/styled.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { choiceStrings } from './choice-strings.js';
import { panelWords } from './panel-words.js';
import { checkbox, radioGroup, type FieldContext } from './field.js';

export function pictureSummary(state: PictureState, language: Language): string {
  const { fills } = language.of('choices', choiceStrings);
  return fills[fillOf(state)];
}

/** @param engine that draws; null before there is one */
export function picturePanel(
  context: FieldContext,
  language: Language,
  picture: PictureStore,
  engine: EngineKind | null,
  depth: number,
  statistics: NormalizationStatistics,
  onStatistics: (statistics: NormalizationStatistics) => void,
): TemplateResult {
  const words = panelWords(language);
  const { layers, exactLines, points, theme, window } = picture.state;
  const walls = Array.from({ length: depth }, (_, layer) => layers.walls[layer] ?? true);
  return html`
    <p class="effect">${words.look}</p>
    <div class="fields">
      ${radioGroup(
        context,
        'fill',
        words.fill,
        exactFills.map((value) => ({ value, name: words.fills[value], help: words.fillsHelp[value] })),
        fillOf(picture.state),
        (fill) => picture.update(withFill(layers, fill)),
      )}
      <fieldset class="field">
        <legend>${words.walls}</legend>
        ${walls.map((isDrawn, layer) =>
          checkbox(
            html`<span class="swatch" ${styled({ background: rgb(palettes[theme].walls[layer] ?? [0, 0, 0]) })}></span>${words.wall(formatCount(layer + 1, language))}`,
            isDrawn,
            (checked) => picture.update({ layers: { ...layers, walls: walls.with(layer, checked) } }),
          ),
        )}
        <p class="help">${words.wallsHelp}</p>
        ${
          engine === 'webgpu'
            ? checkbox(
                words.exactLines.label,
                exactLines,
                (checked) => picture.update({ exactLines: checked }),
                words.exactLines.help,
              )
            : nothing
        }
        ${checkbox(
          words.decision.label,
          layers.decisionBoundary,
          (decisionBoundary) => picture.update({ layers: { ...layers, decisionBoundary } }),
          words.decision.help,
        )}
        ${checkbox(
          words.disc.label,
          picture.state.nearestWallDisc,
          (nearestWallDisc) => picture.update({ nearestWallDisc }),
          words.disc.help,
        )}
      </fieldset>
      ${radioGroup(
        context,
        'points',
        words.pointsTitle,
        pointSets.map((value) => ({ value, name: words.points[value], help: words.pointsHelp[value] })),
        points,
        (value) => picture.update({ points: value }),
      )}
      ${radioGroup(
        context,
        'statistics',
        words.statisticsTitle,
        normalizationStatistics.map((value) => ({
          value,
          name: words.statistics[value],
          help: words.statisticsHelp[value],
        })),
        statistics,
        onStatistics,
      )}
    </div>
    <button type="button" class="button" ?disabled=${window === null} @click=${() => picture.update({ window: null })}>
      ${words.view.label}
    </button>
  `;
}
