/** What a page's own Content Security Policies, as far as they can be read, say about Workers. */
import { TRUSTED_TYPES_POLICY } from './worker-starter.js';

/**
 * Whether one of them forbids Workers of this package, so that nothing need be tried and nothing is reported. Policies in
 * headers cannot be read by a page.
 *
 * @param policies as in `<meta http-equiv="Content-Security-Policy" content="...">`
 */
export const forbidWorkers = (policies: readonly string[]): boolean =>
  policies.map(directivesOf).some((policy) => forbidsSources(policy) || forbidsTrust(policy));

/** Lists of values by the names of the directives; the first of a name counts. */
function directivesOf(policy: string): Map<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const text of policy.split(';')) {
    const [name = '', ...values] = text.trim().split(/\s+/);
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

/** Of the fallbacks of worker-src the first that is there: it names nothing that scripts could be loaded from. */
function forbidsSources(directives: ReadonlyMap<string, readonly string[]>): boolean {
  const sources = ['worker-src', 'child-src', 'script-src', 'default-src']
    .map((name) => directives.get(name))
    .find((values) => values !== undefined);
  // Names in quotation marks but these are of inline scripts, of numbers used once and the like.
  return !!sources && !sources.some((source) => /^('self'|'strict-dynamic'|[^'].*)$/i.test(source));
}

/** Policies of Trusted Types are named, and ours is not among them. */
function forbidsTrust(directives: ReadonlyMap<string, readonly string[]>): boolean {
  const names = directives.get('trusted-types');
  return !!names && !names.includes(TRUSTED_TYPES_POLICY) && !names.includes('*');
}
