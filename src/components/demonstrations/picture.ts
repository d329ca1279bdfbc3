import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Plane } from './plane.js';

type PictureContent = SVGTemplateResult | readonly (SVGTemplateResult | typeof nothing)[];

/** A picture of a demonstration, which the paragraph `numbers` beside it describes. @param viewBox as in SVG */
export const pictureTemplate = (viewBox: string, label: string, content: PictureContent): TemplateResult => html`
  <svg class="picture" viewBox=${viewBox} role="img" aria-label=${label} aria-describedby="numbers">${content}</svg>
`;

/** Labelled points behind what is drawn about them, [count, 2], in the colours of their two classes. */
export function faintPoints(
  plane: Plane,
  { positions, labels }: { readonly positions: Float32Array; readonly labels: ArrayLike<number> },
): SVGTemplateResult[] {
  return [0, 1].map((label) => {
    const own = positions.filter((_, i) => labels[i >> 1] === label);
    return svg`<path class="points faint class-${label}" d=${plane.dots(own)} />`;
  });
}
