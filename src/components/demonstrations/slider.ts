import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Slider {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, with its unit. */
  readonly text: string;
  readonly change: (value: number) => void;
}

/** A native slider with its name before it and its value behind. */
export const sliderTemplate = ({ label, value, min, max, step, text, change }: Slider): TemplateResult => html`
  <label class="slider">
    <span>${label}</span>
    <output>${text}</output>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${live(String(value))}
      aria-label=${label}
      aria-valuetext=${text}
      @input=${(event: Event) => change((event.target as HTMLInputElement).valueAsNumber)}
    />
  </label>
`;
