// What one step did to memory, in names: every field whose value it changed, with both union arms where there are two.

import type { Field, MemoryObject } from '../language/lower/graph.ts';
import { fieldsOfWord, fieldValue } from './names.ts';
import type { Run } from './run.ts';

export interface Change {
  readonly object: MemoryObject;
  readonly field: Field;
  readonly before: number;
  readonly after: number;
}

/** What step `k - 1` changed, in order of its writes; a word written twice counts once. Empty at cursor 0. */
export function changesAt(run: Run, k: number): readonly Change[] {
  return k < 1 ? [] : changesBetween(run, k - 1, k);
}

/** What differs between the states after `a` and after `b` steps, in order of the first write. */
export function changesBetween(run: Run, a: number, b: number): readonly Change[] {
  const from = run.steps.firstWrite[Math.min(a, b)] ?? 0;
  const to = run.steps.firstWrite[Math.max(a, b)] ?? 0;
  const words = new Map<number, { before: number; after: number }>();
  for (let row = from; row < to; row += 1) {
    const address = run.writes.address[row] ?? 0;
    const before = words.get(address)?.before ?? run.writes.before[row] ?? 0;
    words.set(address, { before, after: run.writes.after[row] ?? 0 });
  }
  const changes: Change[] = [];
  for (const [address, word] of words) {
    for (const { object, field } of fieldsOfWord(run.head.objects, address)) {
      const before = fieldValue(field, a <= b ? word.before : word.after);
      const after = fieldValue(field, a <= b ? word.after : word.before);
      if (before !== after) changes.push({ object, field, before, after });
    }
  }
  return changes;
}
