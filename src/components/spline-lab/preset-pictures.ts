import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { ExperimentConfig, PresetName } from '../../training/experiment-config.js';
import { presetNames } from '../../training/experiment-config.js';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { presets } from '../../training/presets.js';
import { rgb } from '../spline-view/markers.js';
import { labStrings } from './lab-strings.js';

/** Points along a curve, as dots of a class's colour. */
const dots = (count: number, at: (share: number) => readonly [number, number], color: string): SVGTemplateResult[] =>
  Array.from({ length: count }, (_, index) => {
    const [x, y] = at(index / count);
    return svg`<circle cx=${x.toFixed(2)} cy=${y.toFixed(2)} r="1.5" fill=${color} />`;
  });

const ring =
  (x: number, y: number, radius: number) =>
  (share: number): readonly [number, number] => [
    x + radius * Math.cos(2 * Math.PI * share),
    y + radius * Math.sin(2 * Math.PI * share),
  ];

const arm =
  (turn: number) =>
  (share: number): readonly [number, number] => {
    const angle = turn + 4.6 * share;
    return [32 + (2 + 17 * share) * Math.cos(angle), 22 + (2 + 17 * share) * Math.sin(angle)];
  };

/** The axes' crossing stands for the origin; lines are where a network without BN has them at first. */
const origin = (x: number, y: number): SVGTemplateResult =>
  svg`<path d="M${x - 60} ${y + 26}L${x + 60} ${y - 26}M${x - 60} ${y - 14}L${x + 60} ${y + 14}M${x - 18} ${y + 60}L${x + 18} ${y - 60}M${x - 40} ${y - 60}L${x + 40} ${y + 60}"
    stroke="currentColor" stroke-opacity="0.32" stroke-width="0.75" fill="none" />`;

const drawings: Record<PresetName, (first: string, second: string) => SVGTemplateResult> = {
  circles: (first, second) =>
    svg`${origin(32, 22)}${dots(26, ring(32, 22, 16), first)}${dots(14, ring(32, 22, 7.5), second)}`,
  'moved-circles': (first, second) =>
    svg`${origin(9, 38)}${dots(17, ring(47, 14, 10), first)}${dots(9, ring(47, 14, 4.6), second)}`,
  moons: (first, second) =>
    svg`${origin(32, 22)}${dots(15, (share) => [26 + 14 * Math.cos(Math.PI * share), 27 - 14 * Math.sin(Math.PI * share)], first)}
      ${dots(15, (share) => [39 - 14 * Math.cos(Math.PI * share), 19 + 14 * Math.sin(Math.PI * share)], second)}`,
  spirals: (first, second) => svg`${dots(20, arm(0.3), first)}${dots(20, arm(0.3 + Math.PI), second)}`,
  notebook: (first, second) => svg`
    <path d="M18 6h28v32h-28zM23 6v32M18 12h-3M18 22h-3M18 32h-3" stroke="currentColor" stroke-opacity="0.5" fill="none" />
    ${dots(14, ring(35, 22, 8), first)}${dots(7, ring(35, 22, 3.6), second)}
  `,
};

/**
 * Whether a preset's experiment is the one that is running; training settings may have been changed since, but for the
 * one that makes the notebook's protocol.
 */
export function isPreset(name: PresetName, config: ExperimentConfig): boolean {
  const whatMatters = ({ data, network, training }: ExperimentConfig): string =>
    JSON.stringify([data, network, training.accuracyInTrainingMode]);
  return whatMatters(presets[name].config) === whatMatters(config);
}

export function presetsTemplate(
  config: ExperimentConfig | null,
  theme: PictureTheme,
  choose: (name: PresetName) => void,
): TemplateResult {
  const [first, second] = palettes[theme].classMarks.map(rgb);
  return html`
    <div class="presets" role="group" aria-label=${labStrings.presetsLabel}>
      ${presetNames.map(
        (name) => html`
          <button
            type="button"
            class="preset"
            aria-pressed=${config && isPreset(name, config) ? 'true' : 'false'}
            @click=${() => choose(name)}
          >
            <svg viewBox="0 0 64 44" aria-hidden="true">${drawings[name](first ?? '', second ?? '')}</svg>
            <span class="preset-words"><b>${presets[name].label}</b> <small>${labStrings.presetsAbout[name]}</small></span>
          </button>
        `,
      )}
    </div>
  `;
}
