/**
 * Starts Workers wherever the page and their scripts come from.
 *
 * A Worker's script has to be of the page's own origin. One of another origin, a content delivery network for instance, is
 * imported by a script of one line that is made here; so it is in a page of an opaque origin (a sandboxed frame), to which
 * everything is of another origin. Where Trusted Types are in force, addresses pass through the policy `splinescope`.
 */
import { WorkerAddress, type WorkerScript } from './work-kind.js';

/** Name of the Trusted Types policy, for the directive `trusted-types` of pages. */
export const TRUSTED_TYPES_POLICY = 'splinescope';

/** What is used of Trusted Types, where a browser has them. */
export interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** What is used of a page. */
export interface StarterPage {
  /** `null` where it is opaque. */
  readonly origin: string;
  readonly Worker: typeof Worker;
  readonly trustedTypes?: TrustedTypesFactory;
}

export class WorkerStarter {
  readonly #page: StarterPage;
  /** Addresses that the policy lets through. */
  readonly #own = new Set<string>();
  #trust: ((url: string) => unknown) | null = null;

  /** The page itself, unless a test has another. */
  constructor(page: StarterPage = globalThis) {
    this.#page = page;
  }

  /** @throws where the page does not allow Workers, or not the policy */
  readonly start = ({ address }: WorkerScript): Worker => {
    const { url, options } = address(WorkerAddress);
    if (isOf(url, this.#page.origin)) return this.#make(url.href, options);
    const script = `import ${JSON.stringify(url.href)};`;
    // Chromium starts no module from a blob of an opaque origin.
    if (this.#page.origin === 'null') return this.#make(`data:text/javascript,${encodeURIComponent(script)}`, options);
    const bootstrap = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    try {
      const worker = this.#make(bootstrap, options);
      const revoke = (): void => URL.revokeObjectURL(bootstrap);
      // Whatever comes first: the script has been read then, or never will be.
      worker.addEventListener('message', revoke, { once: true });
      worker.addEventListener('error', revoke, { once: true });
      return worker;
    } catch (error) {
      URL.revokeObjectURL(bootstrap);
      throw error;
    }
  };

  #make(url: string, options: WorkerOptions): Worker {
    this.#own.add(url);
    try {
      this.#trust ??= this.#makeTrust();
      // What a policy gives stands for an address wherever Trusted Types are known.
      return new this.#page.Worker(this.#trust(url) as string, options);
    } finally {
      this.#own.delete(url);
    }
  }

  #makeTrust(): (url: string) => unknown {
    const policy = this.#page.trustedTypes?.createPolicy(TRUSTED_TYPES_POLICY, {
      createScriptURL: (url) => {
        if (!this.#own.has(url)) throw new TypeError(`${url} is no Worker of this package.`);
        return url;
      },
    });
    return policy ? (url) => policy.createScriptURL(url) : (url) => url;
  }
}

const isOf = (url: URL, origin: string): boolean =>
  url.protocol === 'data:' || (url.origin === origin && url.origin !== 'null');
