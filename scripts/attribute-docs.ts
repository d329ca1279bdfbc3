/** The page for authors that lists every setting, made from the table of settings. */
import { figureFields, stepsField } from '../src/io/figure-fields.js';
import { attributesOf, compareField, presetField } from '../src/io/parse-experiment.js';
import { dataSetNames } from '../src/training/data-set.js';
import { experimentAttributes, settingOf, type SettingKind } from '../src/training/experiment-attributes.js';
import { presetNames } from '../src/training/experiment-config.js';
import { normalizations } from '../src/training/network-spec.js';
import { presets } from '../src/training/presets.js';
import { writeValue } from '../src/io/setting-text.js';

/** Of one setting. */
export type SettingRow = readonly [name: string, values: string, start: string, help: string];

const numberText = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('en') : String(value));

const rangeText = ([least, most]: readonly [number, number]): string => `${numberText(least)} to ${numberText(most)}`;

function valuesText(kind: SettingKind): string {
  switch (kind.kind) {
    case 'boolean':
      return 'true, false';
    case 'choice':
      return kind.choices.join(', ');
    case 'integer':
    case 'number': {
      const bySet = dataSetNames.map((set) => [set, kind.range(set)] as const);
      const texts = bySet.flatMap(([set, range]) => (range ? [[set, rangeText(range)] as const] : []));
      const word = kind.kind === 'integer' ? 'whole numbers, ' : 'numbers, ';
      const ranges = [...new Set(texts.map(([, text]) => text))];
      const setsOf = (range: string): string =>
        texts.flatMap(([set, text]) => (text === range ? [set] : [])).join(', ');
      return (
        word + (ranges.length === 1 ? ranges[0]! : ranges.map((range) => `${range} (${setsOf(range)})`).join('; '))
      );
    }
    case 'integers':
      return `${rangeText(kind.length)} whole numbers, ${rangeText(kind.range)}`;
    case 'networks':
      return kind.choices.join(', ');
    case 'points':
      return `${rangeText(kind.length)} points`;
    default:
      return kind satisfies never;
  }
}

const { config } = presets.circles;

const table = (rows: readonly SettingRow[]): string =>
  [
    '| name | what may stand there | at first | what it does |',
    '| --- | --- | --- | --- |',
    ...rows.map(([name, ...cells]) => `| \`${name}\` | ${cells.join(' | ')} |`),
  ].join('\n');

/** Every attribute that is a setting of the experiment; "at first" is the preset circles. */
export function experimentRows(): SettingRow[] {
  const experiment = experimentAttributes.map(({ name, value, help, ...rest }): SettingRow => {
    if (value.kind === 'networks') return [name, valuesText(value), 'batch', help];
    if (value.kind === 'points') return [name, valuesText(value), 'four clouds', help];
    return [name, valuesText(value), writeValue(settingOf(config, { name, value, help, ...rest })), help];
  });
  return [
    [presetField.name, presetNames.join(', '), 'circles', presetField.help],
    ...experiment,
    [compareField.name, `nothing, or words of ${normalizations.join(', ')}`, 'not there', compareField.help],
  ];
}

/** Every attribute that says what is shown of it. */
export const viewRows = (): SettingRow[] =>
  [...figureFields, stepsField].map(({ name, values, help }): SettingRow => [name, values, '', help]);

/** Markdown, formatted as everything else is. */
export async function attributeDocs(): Promise<string> {
  // The pages of the site need the rows alone.
  const { format, resolveConfig } = await import('prettier');
  const example = attributesOf({ ...config, training: { ...config.training, learningRate: 0.1 } });
  const text = `# Settings of a figure

An experiment has one list of settings with three spellings: attributes of \`<spline-figure>\`, parts of a link's fragment, and
the fields of a saved JSON file. The first two have the names below. What is not given is as in the preset; what is out of
range is clamped, what cannot be read is left out, and the figure says both.

\`<spline-figure ${example.map(([name, value]) => (value ? `${name}="${value}"` : name)).join(' ')}></spline-figure>\` is the link
\`#v=1&${example.map(([name, value]) => (value ? `${name}=${value}` : name)).join('&')}\`.

This page is made by \`npm run docs:attributes\` from \`src/training/experiment-fields.ts\` and \`src/io/figure-fields.ts\`.

## The experiment

"At first" is the preset circles.

${table(experimentRows())}

## What is shown

${table(viewRows())}
`;
  return format(text, { ...(await resolveConfig('docs/attributes.md')), parser: 'markdown' });
}
