import { describe, expect, it } from 'vitest';
import { InvalidFileError } from '../../src/io/invalid-file-error.js';
import { readPointsCsv, writePointsCsv } from '../../src/io/points-csv.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';

const three = [
  { x: 0.5, y: -1, label: 0 },
  { x: 1e-3, y: 2, label: 1 },
  { x: -3, y: 4.25, label: 0 },
];

describe('points are read', () => {
  it.each([
    ['commas', '0.5,-1,0\n1e-3,2,1\n-3,4.25,0\n'],
    ['commas and spaces, a header, old line ends', 'x, y, class\r0.5, -1, 0\r0.001, 2, 1\r-3, 4.25, 0'],
    ['semicolons and decimal commas', '0,5;-1;0\r\n0,001;2;1\r\n-3;4,25;0\r\n'],
    ['tabs and a byte order mark', '\uFEFF0.5\t-1\t0\n.001\t2\t1\n-3\t4.25\t0'],
    ['spaces', '  0.5   -1  0\n0.001 2 1\n-3 4.25 0  \n'],
    ['comments and empty lines', '# drawn by hand\n\n0.5,-1,0\n# half way\n0.001,2,1\n\n-3,4.25,0\n\n'],
    ['quotation marks', '"0.5","-1","0"\n0.001,2,"1"\n-3,4.25,0'],
    ['named columns in another order', 'id,class,y,x\n7,0,-1,0.5\n8,1,2,0.001\n9,0,4.25,-3'],
    ['three columns with other names', 'x1,x2,y\n0.5,-1,0\n0.001,2,1\n-3,4.25,0'],
  ])('between %s', (_, text) => {
    expect(readPointsCsv('points.csv', text)).toEqual({ points: three, classNames: ['0', '1'] });
  });

  it('numbers classes by their size and words in the order of their lines', () => {
    const numbered = readPointsCsv('a', '0,0,10\n0,1,2\n0,2,-1\n');
    expect(numbered.classNames).toEqual(['-1', '2', '10']);
    const spelled = readPointsCsv('a', '0,0,1\n0,1,1.0\n0,2,01\n0,3,-0\n0,4,0');
    expect(spelled.classNames).toEqual(['0', '1']);
    expect(spelled.points.map(({ label }) => label)).toEqual([1, 1, 1, 0, 0]);
    expect(numbered.points.map(({ label }) => label)).toEqual([2, 1, 0]);
    const named = readPointsCsv('a', '0,0,setosa\n0,1,"Iris, dark"\n0,2,setosa\n');
    expect(named.classNames).toEqual(['setosa', 'Iris, dark']);
    expect(named.points.map(({ label }) => label)).toEqual([0, 1, 0]);
  });
});

describe('points are refused', () => {
  const many = (count: number, label: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => `${index / 10},1,${label(index)}`).join('\n');

  it.each([
    ['no line', '# nothing\n', 'it has no lines'],
    ['a header alone', 'x,y,class\n', 'it has 0 points. Accepted: 2 to 4,000 points'],
    ['one point', '1,2,0', 'it has 1 point.'],
    ['too many', many(4001, (i) => i % 2), 'it has 4,001 points. Accepted: 2 to 4,000 points'],
    [
      'too many by far, before any is parsed',
      `${'1,2,"\n'.repeat(5000)}`,
      'it has more than 4,000 points. Accepted: 2 to',
    ],
    ['a long word for a number', `1,2,0\n1,${'w'.repeat(5000)},1`, `in line 2, y is "${'w'.repeat(79)}…. Accepted: `],
    ['long columns', `${'a,'.repeat(5000)}b`, `line 1 names the columns ${'a, '.repeat(26)}a,…. Accepted: `],
    ['a class', many(3, () => 4), 'all points are of one class. Accepted: 2 to 10 classes'],
    ['eleven classes', many(22, (i) => i % 11), 'it has 11 classes'],
    [
      'a word for a number',
      '1,2,0\n\n# comment\n1,two,1\n',
      'in line 4, y is "two". Accepted: numbers from -10,000 to 10,000',
    ],
    ['an empty number', '1,2,0\n,2,1', 'in line 2, x is ""'],
    ['a number out of range', '1,2,0\n1e5,2,1', 'in line 2, x is "1e5"'],
    ['not a number', '1,2,0\nNaN,2,1', 'in line 2, x is "NaN"'],
    ['two fields', '1,2,0\n1,2', 'line 2 has 2 fields instead of 3'],
    ['four fields', '1,2,0,5\n1,2,1,5', 'line 1 has 4 fields instead of 3'],
    ['no class', '1,2,0\n1,2,\n', 'line 2 has no class'],
    ['an open quotation mark', '1,2,0\n1,2,"a\n', 'line 2 has an open quotation mark'],
    ['unknown columns', 'a,b,c,d\n1,2,3,4', 'line 1 names the columns a, b, c, d'],
  ])('with %s', (_, text, problem) => {
    expect(() => readPointsCsv('points.csv', text)).toThrow(InvalidFileError);
    expect(() => readPointsCsv('points.csv', text)).toThrow(`points.csv: ${problem}`);
  });
});

it('points of a data set are written so that they read back as they are drawn', () => {
  const placement = { dx: 4, dy: -4, scale: 1.5, rotation: 30 };
  const data = makeDataSet({ ...defaultDataConfig('blobs'), placement });
  const text = writePointsCsv(data);
  expect(text.split('\n')).toHaveLength(1 + data.train.count + data.test.count + 1);
  const { points } = readPointsCsv('a', text);
  expect(Float32Array.from(points.flatMap(({ x, y }) => [x, y]))).toEqual(
    Float32Array.of(...data.train.positions, ...data.test.positions),
  );
  expect(points.map(({ label }) => label)).toEqual([...data.train.labels, ...data.test.labels]);
  expect(text).toMatch(/^x,y,class,set\n-?\d+\.\d{1,9},/);
});
