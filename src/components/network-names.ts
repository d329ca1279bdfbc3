import { insertedNormalization, type ExperimentConfig } from '../training/experiment-config.js';
import type { Normalization, Normalizer } from '../training/network-spec.js';
import type { SessionSnapshot, SwitchMark } from '../training/session.js';
import { formatCount } from './format.js';
import { english } from './language.js';

export function lastSwitch(snapshot: SessionSnapshot, model: number): SwitchMark | null {
  return snapshot.marks.findLast((mark) => mark.model === model) ?? null;
}

/** What the switches of a session, or of one to come, put in; of nothing: that of the first experiment. */
export const switchedNormalizer = (session: { readonly config: ExperimentConfig } | null): Normalizer =>
  session ? insertedNormalization(session.config) : 'batch';

/** What a network is called after its normaliser; without one, after what its switch would put in. */
export function kindName(normalization: Normalization, inserted: Normalizer, language = english): string {
  const { networkKind, normalizers } = language.common;
  return normalization === 'none'
    ? networkKind.without(normalizers[inserted].short)
    : networkKind.with(normalizers[normalization].short);
}

/** Beside a network's name, on a phone too: only BN has room for its long name. */
export const switchName = (normalizer: Normalizer, language = english): string =>
  language.common.normalizers[normalizer][normalizer === 'batch' ? 'long' : 'short'];

/** "Second network, with BN". */
export const networkLabel = (model: number, name: string, language = english): string =>
  language.common.networkLabel(language.common.nthNetwork(model), name);

/** "with BN" or "without BN" after what the network is now; where that names both twins alike, with its switch. */
export function networkName(snapshot: SessionSnapshot, model: number, language = english): string {
  const normalizationOf = (index: number): string => {
    const normalization = snapshot.models[index]?.normalization ?? snapshot.config.normalizations[index] ?? 'none';
    return kindName(normalization, switchedNormalizer(snapshot), language);
  };
  const name = normalizationOf(model);
  const isAmbiguous = snapshot.config.normalizations.some(
    (_, other) => other !== model && normalizationOf(other) === name,
  );
  const mark = isAmbiguous ? lastSwitch(snapshot, model) : null;
  return mark ? language.common.switchedAt(name, formatCount(mark.step, language)) : name;
}
