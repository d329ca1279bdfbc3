import type { Link } from '../../io/link.js';
import type { Normalization } from '../../training/network-spec.js';
import { shareStrings } from './share-strings.js';

const words = shareStrings.opened;

/** A link as a page of two networks can open it, and what had to be changed about it. */
export interface TwinLink {
  readonly link: Link;
  readonly note: string | null;
}

export function twinLink(link: Link): TwinLink {
  const { normalizations } = link.config;
  const count = normalizations.length;
  if (count === 2) return { link, note: null };
  if (count > 2)
    return { link: ofNetworks(link, normalizations.slice(-2), 2 - count), note: words.lastTwo(String(count)) };
  const own = normalizations[0] ?? 'batch';
  // Without normalization on the left, as everywhere on the page.
  const twins: readonly Normalization[] = own === 'none' ? ['none', 'batch'] : ['none', own];
  if (!('models' in link.moment)) return { link: ofNetworks(link, twins, own === 'none' ? 0 : 1), note: words.twin };
  const start: Link = { ...link, moment: { step: 0, edits: [] } };
  return { link: ofNetworks(start, twins, 0), note: words.twinOfWeights };
}

/** @param shift of the index of every network; those that fall out of the list are left out */
function ofNetworks(link: Link, normalizations: readonly Normalization[], shift: number): Link {
  const { moment } = link;
  const config = { ...link.config, normalizations };
  const isShown = (model: number): boolean => model + shift >= 0 && model + shift < normalizations.length;
  if ('models' in moment)
    return { ...link, config, moment: { ...moment, models: moment.models.filter((_, model) => isShown(model)) } };
  const edits = moment.edits
    .filter((edit) => edit.kind !== 'switch' || isShown(edit.model))
    .map((edit) => (edit.kind === 'switch' ? { ...edit, model: edit.model + shift } : edit));
  return { ...link, config, moment: { ...moment, edits } };
}
