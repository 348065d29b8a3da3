import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resources, shippedLibrary } from './built-worker.fixture.ts';
import { explainChange } from './compare-expect.ts';
import { firstSentence } from './describe.ts';
import { type ExpectedCell, formatExpectFile, parseExpectFile } from './expect-file.ts';
import { idOf } from './file-names.ts';
import { groupOf } from './groups.ts';
import { readLibrary } from './library.ts';
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

test('policies, presets and the designs of each lab; what names nothing is listed with its problem', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pinlab-library-'));
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync(join(resources, 'kernel'), join(folder, 'kernel'), { recursive: true });
  put(
    'strategies/refcount-bias.strategy.c',
    'STRATEGY("refcount-bias", .title = "Bias", .page_ext_flags = 1);',
  );
  put('policies/wb-bounce.policy.c', 'POLICY("wb-bounce", .axis = "writeback", .cites = { "a mail" });');
  put('policies/cow-old.policy.c', '/* Old. */ POLICY("cow-old", .axis = "cow");');
  put('policies/vague.policy.c', '/* Says nothing. */');
  const preset = (rest: string) => `.title = "T", .strategy = "refcount-bias"${rest});`;
  put(
    'presets/v6.1.preset.c',
    `PRESET("v6.1", ${preset(', .policies = { "wb-bounce" }, .memory = "x86-TSO"')}`,
  );
  put('presets/v5.10.preset.c', `PRESET("v5.10", ${preset(', .policies = { "wb-bouncy" }')}`);
  put('presets/rfc-2018-06.preset.c', `PRESET("rfc-2018-07", ${preset('')}`);
  put('presets/v4.4.preset.c', 'int x;');
  put('labs/s50-a.lab.c', 'COMPARE(cow, "v6.1", "refcount-bias@relaxed");');
  put('labs/kernel-6.1/k01-b.lab.c', 'COMPARE("v9.9", strategies);');
  put('labs/c.lab.c', 'int x;');
  const read = readLibrary(folder);
  rmSync(folder, { recursive: true });
  if (!read.ok) throw new Error(read.error.message);
  const { labs, strategies, policies, presets } = read.value;
  expect(strategies).toMatchObject([
    { title: 'Bias', cost: 'page_ext with 1 flag', ledger: { pageExtFlags: 1 } },
  ]);
  expect(policies).toMatchObject([
    { id: 'cow-old', axis: 'cow', title: 'Old' },
    { id: 'vague', title: 'Says nothing' },
    { id: 'wb-bounce', axis: 'writeback', cites: ['a mail'] },
  ]);
  expect(presets.map(({ id }) => id)).toEqual(['v4.4', 'rfc-2018-06', 'v5.10', 'v6.1']);
  expect(presets[3]).toMatchObject({ policies: ['wb-bounce'], memory: 'x86-TSO' });
  expect(presets.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('presets/v4.4.preset.c: '),
    'presets/rfc-2018-06.preset.c: it calls itself rfc-2018-07; one of the two is wrong',
    'presets/v5.10.preset.c: wb-bouncy: no such policy; did you mean wb-bounce?',
    undefined,
  ]);
  expect(labs).toMatchObject([
    { id: 's50-a', compare: ['refcount-bias+cow-old', 'v6.1', 'refcount-bias@relaxed'] },
    { id: 'c', group: 'Other labs', compare: ['refcount-bias'] },
    {
      id: 'k01-b',
      compare: ['refcount-bias'],
      problem:
        'COMPARE of labs/kernel-6.1/k01-b.lab.c: v9.9: no such preset; there is v4.4, rfc-2018-06, v5.10, v6.1',
    },
  ]);
});

test('every shipped preset and COMPARE names what exists', () => {
  const { presets, labs, policies } = shippedLibrary();
  for (const { problem } of [...presets, ...labs]) expect(problem).toBeUndefined();
  expect(presets.map(({ id }) => id)).toEqual(
    expect.arrayContaining('v4.4 rfc-2018-06 rfc-2018-07 rfc-2018-11 v5.8 v5.10 v5.17 v6.1 v6.5'.split(' ')),
  );
  expect(new Set(policies.map(({ axis }) => axis)).size).toBe(3);
});

test.each([
  ['labs/s16-x.lab.c', 'Accounting with the overlay designs'],
  ['labs/s17-x.lab.c', 'Accounting with reference-bias and flag designs'],
  ['labs/s27b-x.lab.c', 'File pages, writeback, truncate, reclaim'],
  ['labs/s42-x.lab.c', 'Anonymous pages, fork and COW'],
  ['labs/s63-x.lab.c', 'GUP-fast, compound pages, migration, hardware'],
  ['labs/kernel-6.1/k01-x.lab.c', 'Agreement with a real 6.1 kernel'],
  ['labs/n01-x.lab.c', 'Other labs'],
])('%s belongs to: %s', (path, group) => {
  expect(groupOf(path)).toBe(group);
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
  const paths = ['labs/s01-a.lab.c', 'x.strategy.c', 'wb-y.policy.c', 'v6.1.preset.c', 'dir/y.c', '.lab.c'];
  expect(paths.map(idOf)).toEqual(['s01-a', 'x', 'wb-y', 'v6.1', 'y', '.lab']);
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
  const dear = { verdict: 'holds', states: 10, costs: ['slow', 'large'] } as const;
  expect(explainChange({ verdict: 'holds', states: 10 }, dear)).toEqual(['costs were none, are slow, large']);
  const longer = { ...cell, shortest: { steps: 4, switches: 1, schedule: 'a/b+2#1' } };
  expect(explainChange(cell, longer)[0]).toContain('had 3 steps and 1 switches, has 4 and 1');
  const other = { ...cell, shortest: { steps: 3, switches: 1, schedule: 'a/b+2#1' } };
  expect(explainChange(cell, other)[0]).toContain('another way: a/b+2#1');
});
