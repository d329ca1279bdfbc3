import { describe, expect, it } from 'vitest';
import { forbidWorkers } from '../../src/training/workers/page-policy.js';
import type { WorkerScript } from '../../src/training/workers/work-kind.js';
import { WorkerStarter, type StarterPage } from '../../src/training/workers/worker-starter.js';

describe('a policy that a page can read', () => {
  const strict =
    "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

  it.each([
    [[], false],
    [["img-src 'none'"], false],
    [["default-src 'self'"], false],
    [["default-src 'none'; script-src 'self'"], false],
    [["script-src 'self'; worker-src 'none'"], true],
    [["script-src 'self'; WORKER-SRC 'none'"], true],
    [["worker-src 'self'; child-src 'none'"], false],
    [["child-src 'none'; script-src 'self'"], true],
    [["default-src 'none'; script-src 'nonce-abc'"], true],
    [["script-src 'nonce-abc' 'strict-dynamic'"], false],
    [['worker-src https://cdn.example'], false],
    [['worker-src'], true],
    [[strict], true],
    [[`${strict} splinescope`], false],
    [["trusted-types 'none'"], true],
    [["trusted-types * 'allow-duplicates'"], false],
    [["default-src 'self'", "worker-src 'none'"], true],
  ])('%j forbids Workers: %s', (policies, isForbidden) => {
    expect(forbidWorkers(policies)).toBe(isForbidden);
  });
});

describe('where Trusted Types are known', () => {
  class SeenWorker extends EventTarget {
    static readonly urls: unknown[] = [];

    constructor(url: string | URL) {
      super();
      SeenWorker.urls.push(url);
    }
  }
  const script: WorkerScript = {
    name: 'test',
    address: (Worker) => new Worker(new URL('https://site.example/a-worker.js'), { type: 'module' }),
  };

  it('addresses pass through one policy, which lets no other through', () => {
    const policies: { name: string; createScriptURL(url: string): string }[] = [];
    const starter = new WorkerStarter({
      origin: 'https://site.example',
      Worker: SeenWorker as unknown as StarterPage['Worker'],
      trustedTypes: {
        createPolicy: (name, rules) => {
          policies.push({ name, ...rules });
          return { createScriptURL: (url) => ({ trusted: rules.createScriptURL(url) }) };
        },
      },
    });
    starter.start(script);
    starter.start(script);
    expect(policies.map(({ name }) => name)).toEqual(['splinescope']);
    expect(SeenWorker.urls).toEqual(Array(2).fill({ trusted: 'https://site.example/a-worker.js' }));
    for (const url of ['https://site.example/a-worker.js', 'https://evil.example/', 'data:,alert(1)']) {
      expect(() => policies[0]!.createScriptURL(url)).toThrow(TypeError);
    }
  });
});
