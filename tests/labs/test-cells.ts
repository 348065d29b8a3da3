// Every shipped lab under every design that it is compared under against its expect file, and every mutation, which must
// turn red. Called by cells-*.test.ts, each with its share of the labs, so that the runner can do several at once.

import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { agreementOf } from '../../src/core/report/documented.ts';
import { cellOf, type ExpectedCell, parseExpectFile } from '../../src/lab/expect-file.ts';
import { besideLab, mutate, mutationsOf, shipped, verdictOfCell } from './cell.ts';

const { labs, texts } = shipped();
const record = readFileSync(new URL('../../docs/disagreements.md', import.meta.url), 'utf8');

// One cell takes a fraction of a second, on a busy machine more.
vi.setConfig({ testTimeout: 60_000 });

export function testCells(share: number, shares: number): void {
  const mine = labs.filter((_, index) => index % shares === share);
  describe.each(mine)('$id', ({ id, path, compare, problem }) => {
    const file = besideLab(path, '.expect.json');
    const expected = parseExpectFile(readFileSync(file, 'utf8'));
    if (!expected.ok) throw new Error(`${file}: ${expected.error}`);
    const { cells, documented } = expected.value;
    const outcome = (cell: ExpectedCell) => ({ verdict: cell.verdict, costs: cell.costs ?? [] });

    it('is compared under designs that exist', () => {
      expect(problem).toBeUndefined();
      expect(compare.length).toBeGreaterThan(0);
    });

    it.each(compare)('under %s gives what its expect file says', (design) => {
      expect(cellOf(verdictOfCell(texts, path, design))).toEqual(cells[design]);
    });

    it('has a cell for each of its designs and for no other, and documents no other', () => {
      expect(Object.keys(cells).sort()).toEqual([...compare].sort());
      expect(compare).toEqual(expect.arrayContaining(documented.map(({ strategy }) => strategy)));
    });

    it('agrees with every documented outcome of grade A and B', () => {
      const differing = documented.filter((one) => {
        const cell = cells[one.strategy];
        return one.grade !== 'C' && (cell === undefined || agreementOf(one, outcome(cell)) !== 'agrees');
      });
      expect(differing).toEqual([]);
    });

    it('disagrees with grade C only where docs/disagreements.md says so', () => {
      for (const one of documented) {
        const cell = cells[one.strategy];
        if (cell !== undefined && agreementOf(one, outcome(cell)) !== 'agrees') {
          expect(record).toContain(`\`${id}\` × \`${one.strategy}\``);
        }
      }
    });

    it('has mutations', () => {
      expect(mutationsOf(path).length).toBeGreaterThan(0);
    });

    it.each(mutationsOf(path))('turns $property red when $file is mutated under $strategy', (mutation) => {
      const before = cells[mutation.strategy];
      expect(before?.verdict === 'violated' && before.property === mutation.property).toBe(false);
      const verdict = verdictOfCell(mutate(texts, mutation), path, mutation.strategy);
      expect([verdict.verdict, verdict.property]).toEqual(['violated', mutation.property]);
    });
  });
}
