import { html, type TemplateResult } from 'lit';
import { exactFills } from '../../geometry/cell-fills.js';
import { pointSets } from '../../training/picture.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { fillOf, withFill, type PictureStore } from '../picture-store.js';
import { choiceStrings } from '../spline-controls/choice-strings.js';
import type { FigureStrings } from './figure-strings.js';

/** What of a picture is drawn. @param depth number of hidden layers */
export function layersTemplate(
  picture: PictureStore,
  depth: number,
  words: FigureStrings,
  language: Language,
): TemplateResult {
  const { fills, points: pointNames } = language.of('choices', choiceStrings);
  const { layers, points } = picture.state;
  const shown = fillOf(picture.state);
  const walls = Array.from({ length: depth }, (_, layer) => layers.walls[layer] ?? true);
  return html`
    <div class="layers" part="layers" role="group" aria-label=${words.picture}>
      <label
        >${words.fill}
        <select
          @change=${(event: Event) => {
            const fill = exactFills[(event.currentTarget as HTMLSelectElement).selectedIndex];
            if (fill) picture.update(withFill(layers, fill));
          }}
        >
          ${exactFills.map((fill) => html`<option .selected=${fill === shown}>${fills[fill]}</option>`)}
        </select>
      </label>
      <label
        >${words.points}
        <select
          @change=${(event: Event) => {
            const set = pointSets[(event.currentTarget as HTMLSelectElement).selectedIndex];
            if (set) picture.update({ points: set });
          }}
        >
          ${pointSets.map((set) => html`<option .selected=${set === points}>${pointNames[set]}</option>`)}
        </select>
      </label>
      ${walls.map((isDrawn, layer) =>
        check(words.walls(formatCount(layer + 1, language)), isDrawn, (checked) =>
          picture.update({ layers: { ...layers, walls: walls.with(layer, checked) } }),
        ),
      )}
      ${check(words.decision, layers.decisionBoundary, (decisionBoundary) =>
        picture.update({ layers: { ...layers, decisionBoundary } }),
      )}
    </div>
  `;
}

const check = (label: string, checked: boolean, change: (checked: boolean) => void): TemplateResult => html`
  <label
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}
    />${label}</label
  >
`;
