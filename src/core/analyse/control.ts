// What steps touch besides memory: the places and CPU words that decide who may run. The counterpart is `emitHindrance`
// in machine/emit-step.ts.

import type { Graph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import { Touch } from './analysis.ts';
import type { SiteRecord } from './recorder.ts';

/** `first`: the task stands there before it has done anything. */
export function addControl(
  record: SiteRecord,
  graph: Graph,
  layout: Layout,
  task: number,
  first: boolean,
): void {
  const here = graph.tasks[task];
  if (here === undefined) return;
  const place = (of: number) => layout.placeSlots[of] as number;
  const ends = record.next.has(0);
  const quiesces = graph.tasks.some(({ kind }, other) => kind === 'quiesce' && other !== task);
  graph.tasks.forEach(({ kind, cpu }, other) => {
    if (other === task) return;
    if (kind === 'interrupt' && cpu === here.cpu) record.touch(place(other), Touch.read);
    if (here.kind === 'quiesce' && first && (kind === 'task' || kind === 'interrupt')) {
      record.touch(place(other), Touch.read);
    }
  });
  if (here.kind === 'interrupt' && (first || ends)) record.touch(place(task), Touch.write);
  if (here.kind === 'task' && ends && quiesces) record.touch(place(task), Touch.write);
  const cpu = layout.cpuSlots[here.cpu] ?? -1;
  if (cpu >= 0) record.touch(cpu, Touch.read);
}

/** By site: 1 where a run may come to it more than once: what is left when all that cannot be on a cycle is taken away. */
export function onCycles(next: readonly (readonly number[] | undefined)[]): Uint8Array {
  const before: number[][] = next.map(() => []);
  next.forEach((to, from) => {
    for (const site of to ?? []) if (site !== 0) before[site]?.push(from);
  });
  const left = Uint8Array.from(next, (to) => (to === undefined ? 0 : 1));
  const peel = (into: (site: number) => readonly number[], outOf: (site: number) => readonly number[]) => {
    const count = next.map((_, site) => into(site).filter((other) => left[other] === 1).length);
    const free = [...left.keys()].filter((site) => left[site] === 1 && count[site] === 0);
    for (let site = free.pop(); site !== undefined; site = free.pop()) {
      left[site] = 0;
      for (const other of outOf(site)) {
        if (left[other] !== 1) continue;
        count[other] = (count[other] as number) - 1;
        if (count[other] === 0) free.push(other);
      }
    }
  };
  const after = (site: number) => next[site]?.filter((to) => to !== 0) ?? [];
  const ahead = (site: number) => before[site] ?? [];
  peel(ahead, after);
  peel(after, ahead);
  return left;
}
