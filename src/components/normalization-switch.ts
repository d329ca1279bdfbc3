import { css, html, nothing, type TemplateResult } from 'lit';
import type { ExperimentConfig } from '../training/experiment-config.js';
import { isPiecewiseAffine } from '../training/network-spec.js';
import type { SessionSnapshot } from '../training/session.js';
import { english } from './language.js';
import { switchedNormalizer, switchName } from './network-names.js';

/**
 * The switch that puts a normaliser into a network, or takes it out, in the network's `--accent`.
 *
 * @param before what there is to run before there is a snapshot; null: the first experiment
 */
export function normalizationSwitch(
  snapshot: SessionSnapshot | null,
  model: number,
  onSwitch: () => void,
  before: ExperimentConfig | null = null,
  language = english,
): TemplateResult {
  const first = before?.normalizations[model] ?? (model === 0 ? 'none' : 'batch');
  const normalization = snapshot?.models[model]?.normalization ?? first;
  const switched =
    normalization === 'none' ? switchedNormalizer(snapshot ?? (before && { config: before })) : normalization;
  const { nthNetwork, normalizers, switchHint, switchLabel } = language.common;
  const name = switchName(switched, language);
  const hint = isPiecewiseAffine(switched) ? null : switchHint(normalizers[switched].short);
  return html`
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked=${normalization === 'none' ? 'false' : 'true'}
      aria-label=${switchLabel(name, nthNetwork(model))}
      aria-describedby=${hint ? `switch-hint-${model}` : nothing}
      ?disabled=${!isSwitchable(snapshot)}
      @click=${onSwitch}
    >
      <span class="switch-words">${name}</span>
      <span class="track" aria-hidden="true"><span class="knob"></span></span>
    </button>
    ${hint ? html`<span id="switch-hint-${model}" hidden>${hint}</span>` : nothing}
  `;
}

/** Whether normalisation can be switched: not once numbers have failed, until the run goes on from elsewhere. */
export const isSwitchable = (snapshot: SessionSnapshot | null): boolean =>
  !!snapshot && !['diverged', 'failed', 'disposed'].includes(snapshot.state);

export const switchStyles = css`
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 12px;
    margin-inline-start: auto;
    min-height: 36px;
    font: 500 0.9375rem/1.2 var(--spline-sans);
    text-align: end;
  }
  .track {
    position: relative;
    flex: none;
    width: 60px;
    height: 34px;
    border-radius: 17px;
    border: 1.5px solid var(--spline-edge);
    background: var(--spline-sunken);
    transition: background-color 180ms, border-color 180ms;
  }
  .knob {
    position: absolute;
    top: 3px;
    inset-inline-start: 3px;
    width: 25px;
    height: 25px;
    border-radius: 50%;
    background: var(--spline-raised);
    box-shadow: 0 0 0 1.5px var(--spline-edge);
    transition: transform 180ms cubic-bezier(0.3, 0.8, 0.4, 1);
  }
  .switch[aria-checked='true'] .track {
    background: var(--accent);
    border-color: var(--accent);
  }
  .switch[aria-checked='true'] .knob {
    transform: translateX(26px);
    box-shadow: none;
  }
  .switch[aria-checked='true']:dir(rtl) .knob {
    transform: translateX(-26px);
  }
  .switch:hover:not(:disabled) .track {
    border-color: var(--spline-ink);
  }
  .switch:disabled {
    opacity: 0.6;
  }
  @media (forced-colors: active) {
    .knob {
      background: ButtonText;
    }
  }
`;
