import { describe, expect, it } from 'vitest';
import { testBench } from '../../app/bench.fixture.ts';
import { allCells, cellsToFill, fillMatrix } from '../../app/flows/matrix.ts';
import { changeText, forkText } from '../../app/flows/texts.ts';
import { lookOf, resultOf } from './cell-look.ts';
import { cellsOf, planMatrix, shortId } from './plan.ts';
import { countCells, filterSections } from './shown.ts';

const s01 = 'labs/s01-get-pin-put-early-unpin.lab.c';
const swap = 'kernel/mm/swap.c';

function planOf(bench = testBench()) {
  return planMatrix(bench.library, bench.document.get());
}

const shape = (sections: ReturnType<typeof planOf>) =>
  sections.map((section) => [
    section.id,
    section.rows.map((row) => row.label),
    section.columns.map((column) => column.short),
  ]);

describe('the plan of the matrix', () => {
  it('has a section for each comparison, with the labs that are compared so', () => {
    expect(shape(planOf())).toEqual([
      [
        'strategies',
        ['get-only', 'lru-overlay-2018-07', 'lru-overlay-2018-11', 'refcount-bias'],
        ['S01', 'S02'],
      ],
      ['presets', ['v5.10'], ['S01']],
      ['writeback', ['refcount-bias+wb-bounce'], ['S01']],
    ]);
  });

  it('has a changed lab as a column beside the built-in one', () => {
    const bench = testBench();
    changeText(bench, s01, 'PAGE(q);\n');
    const [strategies] = planOf(bench);
    expect(strategies?.columns.map((column) => [column.short, column.yours])).toEqual([
      ['S01', false],
      ['S01*', true],
      ['S02', false],
    ]);
  });

  it('has a forked strategy as a row below the one that it comes from, at once', () => {
    const bench = testBench();
    forkText(bench, 'strategies/lru-overlay-2018-07.strategy.c');
    const [strategies] = planOf(bench);
    expect(strategies?.rows.map((row) => row.label)).toEqual([
      'get-only',
      'lru-overlay-2018-07',
      'lru-overlay-2018-07-fork',
      'lru-overlay-2018-11',
      'refcount-bias',
    ]);
    const own = strategies?.rows[2];
    expect(own?.yours).toBe(true);
    expect(strategies && cellsOf(strategies).filter((cell) => cell.row === own)).toHaveLength(2);
  });

  it('has the design in use with forked kernel files as a row; built-in rows stay without them', () => {
    const bench = testBench();
    forkText(bench, swap);
    const rows = planOf(bench)[0]?.rows ?? [];
    expect(rows.map((row) => [row.label, row.design.kernel.length])).toEqual([
      ['get-only', 0],
      ['lru-overlay-2018-07', 0],
      ['lru-overlay-2018-07', 1],
      ['lru-overlay-2018-11', 0],
      ['refcount-bias', 0],
    ]);
    expect(rows[2]?.about).toContain('mm/swap.c');
  });

  it('has a design that no lab is compared under, with every lab', () => {
    const bench = testBench();
    bench.document.set({ memory: 'relaxed' });
    expect(shape(planOf(bench)).at(-1)).toEqual(['other', ['lru-overlay-2018-07@relaxed'], ['S01', 'S02']]);
  });

  it('has a lab of the person’s own first', () => {
    const bench = testBench();
    bench.document.set({ lab: { path: 'mine.lab.c', text: 'PAGE(p);' } });
    expect(planOf(bench)[0]?.columns.map((column) => column.short)).toEqual(['yours', 'S01', 'S02']);
  });

  it('shortens names of labs', () => {
    expect(['s01-x', 's12b-y', 'pagevec-row'].map(shortId)).toEqual(['S01', 'S12B', 'pageve']);
  });
});

describe('filling the matrix', () => {
  it('fills every cell, and forgets those whose texts change', async () => {
    const bench = testBench();
    forkText(bench, 'strategies/lru-overlay-2018-07.strategy.c');
    await fillMatrix(bench, allCells(bench));
    const counts = () => countCells(allCells(bench), bench.runs.get().matrix);
    expect(counts()).toMatchObject({ all: 12, done: 12 });
    changeText(bench, 'lru-overlay-2018-07-fork.strategy.c', 'STRATEGY("x");\n');
    expect(counts()).toMatchObject({ all: 12, done: 10 });
    expect(cellsToFill(bench, allCells(bench)).map((cell) => cell.row.label)).toEqual([
      'lru-overlay-2018-07-fork',
      'lru-overlay-2018-07-fork',
    ]);
  });

  it('asks first for what is known to be red', async () => {
    const bench = testBench();
    const asked: (readonly [number, number])[] = [];
    const { start } = bench.client;
    const client = {
      ...bench.client,
      start: ((name: never, request: { cells: typeof asked }, onProgress: never) => {
        asked.push(...request.cells);
        return start(name, request as never, onProgress);
      }) as typeof start,
    };
    await fillMatrix({ ...bench, client }, allCells(bench));
    expect(asked).toHaveLength(10);
    expect(asked[0]).toEqual([0, 0]);
    expect(asked[1]).toEqual([1, 1]);
  });

  it('says where a verdict differs from what is documented, and whose fault that is', async () => {
    const bench = testBench();
    await fillMatrix(bench, allCells(bench));
    const { matrix } = bench.runs.get();
    const looks = allCells(bench).map((cell) => lookOf(cell, resultOf(matrix, cell)));
    expect(looks.filter((look) => look.mismatch !== undefined).map((look) => look.documentedText)).toEqual([
      '✗ C',
    ]);
    const differs = filterSections(planOf(bench), matrix, { only: 'differs', group: undefined });
    expect(shape(differs)).toEqual([['strategies', ['refcount-bias'], ['S02']]]);
    const red = filterSections(planOf(bench), matrix, { only: 'red', group: 'Anonymous pages' });
    expect(shape(red)).toEqual([['strategies', ['lru-overlay-2018-07'], ['S02']]]);
  });
});
