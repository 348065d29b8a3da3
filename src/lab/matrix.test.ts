import { expect, test } from 'vitest';
import type { CellOutcome, MatrixProgress, NamedDesign, Outcome, TextInput } from '../contract/table.ts';
import { defaultBounds, type Verdict } from '../core/check/verdict.ts';
import { runMatrix, type VerdictOf } from './matrix.ts';

const text = (path: string): TextInput => ({ path, text: '' });
const design = (id: string): NamedDesign => ({
  id,
  strategy: text(id),
  policies: [],
  kernel: [],
  memory: 'SC',
});
const labs = ['a', 'b', 'c'].map(text);
const designs = ['x', 'y'].map(design);
const request = {
  labs,
  designs,
  cells: labs.flatMap((_, lab) => designs.map((_design, column) => [lab, column] as const)),
  bounds: defaultBounds,
};
const verdict = (lab: TextInput, { id }: NamedDesign): Verdict => ({
  lab: lab.path,
  design: id,
  strategy: id,
  policies: [],
  memory: 'SC',
  verdict: 'holds',
  alsoFound: [],
  costs: [],
  states: 1,
  transitions: 1,
  ms: 1,
  tasks: 1,
  pages: 1,
  bounds: defaultBounds,
  properties: [],
});
const nameOf = (outcome: CellOutcome) =>
  outcome.kind === 'done' ? `${outcome.verdict.lab}${outcome.verdict.design}` : outcome.failure.code;
const names = (outcome: Outcome<readonly CellOutcome[]>) =>
  outcome.ok ? outcome.value.map(nameOf) : outcome.error.message;
const good = (lab: TextInput, column: NamedDesign): Outcome<Verdict> => ({
  ok: true,
  value: verdict(lab, column),
});
/** Cells that end at once, but for those that are named: they wait until they are stopped. */
const waiting =
  (...slow: string[]): VerdictOf =>
  (lab, column) => {
    if (!slow.includes(`${lab.path}${column.id}`)) {
      return { done: Promise.resolve(good(lab, column)), cancel: () => undefined };
    }
    let stop: () => void = () => undefined;
    const done = new Promise<Outcome<Verdict>>((resolve) => {
      stop = () => resolve({ ok: false, error: { code: 'cancelled', message: 'm', remedy: 'r' } });
    });
    return { done, cancel: () => stop() };
  };
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('never more cells at once than allowed, the result in order whatever ends first', async () => {
  let running = 0;
  let most = 0;
  const seen: MatrixProgress[] = [];
  const { done } = runMatrix(
    request,
    (lab, column) => {
      running += 1;
      most = Math.max(most, running);
      const finish = new Promise<Outcome<Verdict>>((resolve) => {
        setTimeout(
          () => {
            running -= 1;
            resolve(good(lab, column));
          },
          lab.path === 'a' ? 20 : 1,
        );
      });
      return { done: finish, cancel: () => undefined };
    },
    async (progress) => {
      seen.push(progress);
    },
    2,
  );
  expect(names(await done)).toEqual(['ax', 'ay', 'bx', 'by', 'cx', 'cy']);
  expect(most).toBe(2);
  const cellsOf = (kind: string) => seen.filter((one) => one.kind === kind).map(({ cell }) => cell);
  expect(cellsOf('started')).toEqual([0, 1, 2, 3, 4, 5]);
  expect(cellsOf('done').sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('only the cells that are asked for, in the order of the request', async () => {
  const seen: number[] = [];
  const cells = [
    [2, 1],
    [0, 0],
  ] as const;
  const { done } = runMatrix({ ...request, cells }, waiting(), async ({ cell }) => void seen.push(cell), 1);
  expect(names(await done)).toEqual(['cy', 'ax']);
  expect(seen).toEqual([0, 0, 1, 1]);
});

test('a cell that fails names itself and does not stop the others', async () => {
  const { done } = runMatrix(
    request,
    (lab, column) => ({
      done: Promise.resolve(
        lab.path === 'b' && column.id === 'x'
          ? { ok: false, error: { code: 'diagnostics', message: 'no such name', remedy: 'r' } }
          : good(lab, column),
      ),
      cancel: () => undefined,
    }),
    async () => undefined,
    3,
  );
  const outcome = await done;
  expect(names(outcome)).toEqual(['ax', 'ay', 'diagnostics', 'by', 'cx', 'cy']);
  expect(outcome.ok && outcome.value[2]).toMatchObject({ failure: { message: 'b under x: no such name' } });
});

test('stopped, it gives what is known, starts no more, and says so of the rest', async () => {
  const job = runMatrix(request, waiting('ay', 'bx', 'by'), async () => undefined, 1);
  await pause();
  job.cancel();
  expect(names(await job.done)).toEqual(['ax', ...Array(5).fill('cancelled')]);
});

test('one cell is stopped, running or waiting, and the others go on', async () => {
  const seen: MatrixProgress[] = [];
  const job = runMatrix(
    request,
    waiting('ay'),
    async (progress) => {
      seen.push(progress);
    },
    1,
  );
  await pause();
  job.cancel(4);
  job.cancel(1);
  // What is known already, and what is not there, is left alone.
  job.cancel(0);
  job.cancel(99);
  expect(names(await job.done)).toEqual(['ax', 'cancelled', 'bx', 'by', 'cancelled', 'cy']);
  expect(seen.filter(({ cell }) => cell === 4)).toMatchObject([{ kind: 'failed' }]);
});
