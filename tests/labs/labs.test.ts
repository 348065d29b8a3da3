// Every shipped lab under every shipped strategy against its expect file, and every mutation, which must turn red.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellOf, parseExpectFile } from '../../src/lab/expect-file.ts';
import { expectPath, mutate, mutationsOf, shipped, verdictOfCell } from './cell.ts';

const { labs, strategies, texts } = shipped();

/** What the record's letters mean here. */
const kinds: Readonly<Record<string, string>> = {
  X: 'violated',
  '.': 'holds',
  '~': 'holds',
  '-': 'does-not-apply',
};

describe.each(labs.map(({ id }) => id))('%s', (lab) => {
  const expected = parseExpectFile(readFileSync(expectPath(lab), 'utf8'));
  if (!expected.ok) throw new Error(`${expectPath(lab)}: ${expected.error}`);
  const { cells, documented } = expected.value;

  it.each(strategies.map(({ id }) => id))('under %s gives what its expect file says', (strategy) => {
    const found = cellOf(verdictOfCell(texts, lab, strategy));
    expect(found).toEqual(cells[strategy]);
  });

  it('agrees with every documented outcome of grade A and B', () => {
    const stated = documented.filter(({ grade }) => grade === 'A' || grade === 'B');
    const found = stated.map(({ strategy }) => [strategy, cells[strategy]?.verdict]);
    expect(found).toEqual(stated.map(({ strategy, outcome }) => [strategy, kinds[outcome]]));
  });

  it('has a documented outcome and a cell for every strategy', () => {
    const all = strategies.map(({ id }) => id).sort();
    expect(documented.map(({ strategy }) => strategy).sort()).toEqual(all);
    expect(Object.keys(cells).sort()).toEqual(all);
  });

  it('disagrees with grade C only where docs/disagreements.md says so', () => {
    const record = readFileSync(new URL('../../docs/disagreements.md', import.meta.url), 'utf8');
    const argued = documented.filter(({ strategy, outcome }) => kinds[outcome] !== cells[strategy]?.verdict);
    for (const { strategy } of argued) {
      expect(record).toContain(`\`${lab}\` × \`${strategy}\``);
    }
  });

  it('has mutations', () => {
    expect(existsSync(expectPath(lab))).toBe(true);
    expect(mutationsOf(lab).length).toBeGreaterThan(0);
  });

  it.each(mutationsOf(lab))('turns $property red when $file is mutated under $strategy', (mutation) => {
    const before = cells[mutation.strategy];
    expect(before?.verdict === 'violated' && before.property === mutation.property).toBe(false);
    const verdict = verdictOfCell(mutate(texts, mutation), lab, mutation.strategy);
    expect([verdict.verdict, verdict.property]).toEqual(['violated', mutation.property]);
  });
});
