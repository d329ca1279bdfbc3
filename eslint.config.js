import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist', 'lib', 'types', 'e2e-package/fixtures', 'coverage', 'test-results', '**/*.js', '**/*.mjs'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  lit['flat/recommended'],
  wc['flat/recommended'],
  { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Every random draw comes from a seeded stream in src/training/random.',
        },
      ],
    },
  },
);
