import { expect, it } from 'vitest';
import { version } from '../../src/components/version.js';
import { version as published } from '../../package.json';

it('the code names the version that is published', () => {
  expect(version).toBe(published);
});
