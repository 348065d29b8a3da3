// Labs under designs: a few cells at once, begun in the order of the request and answered in it.
//
// Promises: each cell is reported when it begins and as soon as it is known; a cell that fails does not stop the others;
// a cell that is stopped alone leaves the others running; all stopped, it gives what is known and says of the rest that
// it was stopped. Does not: know how a cell is computed.

import { failure } from '../contract/problems.ts';
import type {
  CellOutcome,
  Job,
  MatrixProgress,
  MatrixRequest,
  NamedDesign,
  Outcome,
  TextInput,
} from '../contract/table.ts';
import type { Verdict } from '../core/check/verdict.ts';

export type VerdictOf = (
  lab: TextInput,
  design: NamedDesign,
  bounds: MatrixRequest['bounds'],
) => Job<Verdict>;

export function runMatrix(
  { labs, designs, cells, bounds }: MatrixRequest,
  verdictOf: VerdictOf,
  progress: (progress: MatrixProgress) => Promise<void>,
  atOnce: number,
): Job<readonly CellOutcome[]> {
  const outcomes = new Map<number, CellOutcome>();
  const running = new Map<number, Job<Verdict>>();
  let next = 0;
  let cancelled = false;

  const settle = async (cell: number, outcome: CellOutcome): Promise<void> => {
    outcomes.set(cell, outcome);
    await progress({ ...outcome, cell });
  };

  const compute = async (cell: number): Promise<void> => {
    const [row, column] = cells[cell] ?? [-1, -1];
    const lab = labs[row];
    const design = designs[column];
    if (lab === undefined || design === undefined) {
      return settle(cell, { kind: 'failed', failure: noCell(cell) });
    }
    // Nobody waits for this: a face that is slow is waited for with the cell's outcome.
    void progress({ kind: 'started', cell });
    const job = verdictOf(lab, design, bounds);
    running.set(cell, job);
    const outcome = await job.done;
    running.delete(cell);
    await settle(cell, outcomeOf(outcome, lab, design));
  };

  const work = async (): Promise<void> => {
    while (next < cells.length && !cancelled) {
      const cell = next;
      next += 1;
      if (!outcomes.has(cell)) await compute(cell);
    }
  };

  const done = Promise.all(Array.from({ length: atOnce }, work)).then(
    (): Outcome<readonly CellOutcome[]> => ({
      ok: true,
      value: cells.map((_, cell) => outcomes.get(cell) ?? stopped),
    }),
  );
  return {
    done,
    cancel: (cell) => {
      if (cell === undefined) {
        cancelled = true;
        for (const job of running.values()) job.cancel();
        return;
      }
      const job = running.get(cell);
      if (job !== undefined) job.cancel();
      else if (cell >= next && cell < cells.length && !outcomes.has(cell)) void settle(cell, stopped);
    },
  };
}

const stopped: CellOutcome = {
  kind: 'failed',
  failure: failure('cancelled', 'Stopped before it began.', 'Start it again when you want it.').error,
};

function noCell(cell: number) {
  return failure('bad-request', `Cell ${cell} is not in the matrix.`, 'Ask for cells that are there.').error;
}

function outcomeOf(outcome: Outcome<Verdict>, lab: TextInput, design: NamedDesign): CellOutcome {
  if (outcome.ok) return { kind: 'done', verdict: outcome.value };
  const { error } = outcome;
  if (error.code === 'cancelled') return { kind: 'failed', failure: error };
  const message = `${lab.path} under ${design.id}: ${error.message}`;
  return { kind: 'failed', failure: { ...error, message } };
}
