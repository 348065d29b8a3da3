// Every lab under every strategy: a few cells at once, the result in the order of the labs, then the strategies.
//
// Promises: each cell is reported as soon as it is known; a cell that fails names itself and does not stop the others;
// cancelled, it gives the cells that are known. Does not: know how a cell is computed.

import type { Job, LabInput, MatrixRequest, Outcome } from '../contract/table.ts';
import type { Verdict } from '../core/check/verdict.ts';

export type VerdictOf = (input: LabInput, bounds: MatrixRequest['bounds']) => Job<Verdict>;

export function runMatrix(
  { labs, strategies, kernel, bounds }: MatrixRequest,
  verdictOf: VerdictOf,
  progress: (verdict: Verdict) => Promise<void>,
  atOnce: number,
): Job<readonly Verdict[]> {
  const inputs: readonly LabInput[] = labs.flatMap((lab) =>
    strategies.map((strategy) => ({ lab, strategy, kernel })),
  );
  const outcomes: (Outcome<Verdict> | undefined)[] = inputs.map(() => undefined);
  const running = new Set<Job<Verdict>>();
  let next = 0;
  let cancelled = false;

  const work = async (): Promise<void> => {
    while (next < inputs.length && !cancelled) {
      const index = next;
      next += 1;
      const input = inputs[index];
      if (input === undefined) return;
      const job = verdictOf(input, bounds);
      running.add(job);
      const outcome = await job.done;
      running.delete(job);
      outcomes[index] = outcome;
      if (outcome.ok) await progress(outcome.value);
    }
  };

  const done = Promise.all(Array.from({ length: atOnce }, work)).then((): Outcome<readonly Verdict[]> => {
    const verdicts: Verdict[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome?.ok) verdicts.push(outcome.value);
      else if (outcome !== undefined && !cancelled) {
        const { lab, strategy } = inputs[index] as LabInput;
        const message = `${lab.path} under ${strategy.path}: ${outcome.error.message}`;
        return { ok: false, error: { ...outcome.error, message } };
      }
    }
    return { ok: true, value: verdicts };
  });
  return {
    done,
    cancel: () => {
      cancelled = true;
      for (const job of running) job.cancel();
    },
  };
}
