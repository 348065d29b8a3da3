// What waits in the store buffers at a cursor, oldest first. report/pending-text.ts has the words for it.

import type { Run } from './run.ts';

/** By the numbers in `PendingColumns.operation`. */
export const pendingOperations = ['store', 'add', 'or', 'and', 'xor'] as const;

export interface PendingEntry {
  readonly cpu: number;
  /** Of the word. */
  readonly address: number;
  readonly operation: (typeof pendingOperations)[number];
  /** Bits of the word that it changes, and what it stores or combines there, in place. */
  readonly mask: number;
  readonly value: number;
}

/** After `k` steps, by CPU and then by age; empty in runs without store buffers. */
export function pendingAt(run: Run, k: number): readonly PendingEntry[] {
  const { pending } = run;
  const step = Math.min(k, run.steps.length) - 1;
  if (!pending || step < 0) return [];
  const entries: PendingEntry[] = [];
  const end = pending.firstEntry[step + 1] ?? 0;
  for (let row = pending.firstEntry[step] ?? 0; row < end; row += 1) {
    entries.push({
      cpu: pending.cpu[row] ?? 0,
      address: pending.address[row] ?? 0,
      operation: pendingOperations[pending.operation[row] ?? 0] ?? 'store',
      mask: pending.mask[row] ?? 0,
      value: pending.value[row] ?? 0,
    });
  }
  return entries;
}

/** The store that step `step` put into a buffer, if it did. */
export function putByStep(run: Run, step: number): PendingEntry | undefined {
  const { pending, steps, head } = run;
  const actor = head.tasks[steps.task[step] ?? -1];
  if (!pending || !actor || actor.kind === 'buffer') return undefined;
  const row = pending.put[step] ?? 0;
  return row === 0 ? undefined : pendingAt(run, step + 1)[row - 1];
}
