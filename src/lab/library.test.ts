import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainChange } from './compare-expect.ts';
import { type ExpectedCell, formatExpectFile, parseExpectFile } from './expect-file.ts';
import { idOf } from './file-names.ts';
import { firstSentence, readLibrary } from './library.ts';
import { engineVersion } from './version.ts';

test('the version is the package’s', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: engineVersion });
});

test('a folder without a kernel library is said with a remedy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pinlab-empty-'));
  expect(readLibrary(folder)).toMatchObject({ ok: false, error: { code: 'io' } });
  rmSync(folder, { recursive: true });
});

test.each([
  ['/* One thing. And more. */', 'One thing'],
  [
    '/*\n * Jan Kara’s race of 2 July 2018:\n * a pin is lost.\n *\n * More.\n */',
    'Jan Kara’s race of 2 July 2018: a pin is lost',
  ],
  ['// A line.\n// Another.', 'A line'],
  ['/* Patch v2 5/6 of July: flags over lru. */', 'Patch v2 5/6 of July: flags over lru'],
  ['int x;', ''],
])('the first sentence of %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});

test('ids out of file names', () => {
  expect(['labs/s01-a.lab.c', 'x.strategy.c', 'dir/y.c', '.lab.c'].map(idOf)).toEqual([
    's01-a',
    'x',
    'y',
    '.lab',
  ]);
});

const cell: ExpectedCell = {
  verdict: 'violated',
  property: 'p',
  states: 10,
  shortest: { steps: 3, switches: 1, schedule: 'a/b+1#1' },
};

test('an expect file that pinlab wrote is read back as it was', () => {
  const file = {
    documented: [{ strategy: 's', outcome: 'X', grade: 'A', source: 'mail' }],
    cells: { s: cell },
  };
  expect(parseExpectFile(formatExpectFile(file))).toEqual({ ok: true, value: file });
});

test.each([
  '',
  '[]',
  '{"documented":1}',
  '{"cells":{"s":{}}}',
  '{"cells":{"s":{"verdict":"good","states":1}}}',
])('a broken expect file %j is refused', (text) => {
  expect(parseExpectFile(text).ok).toBe(false);
});

test('each changed number has its sentence', () => {
  expect(explainChange(cell, cell)).toEqual([]);
  expect(explainChange(undefined, cell)).toEqual(['is new: violated, 10 states']);
  expect(explainChange(cell, { verdict: 'holds', states: 12 })).toEqual([
    expect.stringContaining('verdict was violated, is holds'),
    'property was p, is none',
    expect.stringContaining('states were 10, are 12 (+2)'),
    'shortest counterexample is gone; it had 3 steps',
  ]);
  const longer = { ...cell, shortest: { steps: 4, switches: 1, schedule: 'a/b+2#1' } };
  expect(explainChange(cell, longer)[0]).toContain('had 3 steps and 1 switches, has 4 and 1');
  const other = { ...cell, shortest: { steps: 3, switches: 1, schedule: 'a/b+2#1' } };
  expect(explainChange(cell, other)[0]).toContain('another way: a/b+2#1');
});
