// Who may run on a CPU, as touches of words: a step reads what can keep its task from running, and writes what it
// does to others (machine/emit-step.ts, emitHindrance). Places stand for their tasks.

import type { Graph } from '../language/lower/graph.ts';
import type { Layout, TaskLayout } from '../machine/layout.ts';
import { add, changes, reads } from './footprint.ts';
import type { Facts } from './place-facts.ts';

export function addHindrance(graph: Graph, layout: Layout, facts: Facts): void {
  facts.forEach((places, task) => {
    const { graph: self, placeSlot } = layout.tasks[task] as TaskLayout;
    const cpuSlot = layout.cpuSlots[self.cpu] ?? -1;
    const others = layout.tasks.filter((_, other) => other !== task);
    for (const place of places) {
      if (!place) continue;
      const { touches } = place;
      for (const other of others) {
        if (other.graph.kind === 'interrupt' && other.graph.cpu === self.cpu)
          add(touches, reads(other.placeSlot));
        const awaited = other.graph.kind === 'task' || other.graph.kind === 'interrupt';
        if (self.kind === 'quiesce' && place.unbegun && awaited) add(touches, reads(other.placeSlot));
      }
      if (cpuSlot >= 0) {
        add(touches, reads(cpuSlot));
        if (switches(graph, task, place.block)) add(touches, changes(cpuSlot));
      }
      // Beginning and ending are what others wait for.
      if ((self.kind === 'interrupt' && place.unbegun) || place.next.has(0)) add(touches, changes(placeSlot));
    }
  });
}

/** Whether the step at a block can switch preemption or interrupts: its whole region is looked through. */
function switches(graph: Graph, task: number, entry: number): boolean {
  const blocks = graph.tasks[task]?.blocks ?? [];
  const open = [entry];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const block = blocks[at];
    if (!block) continue;
    if (block.code.some(({ kind }) => kind === 'cpu-control')) return true;
    const { exit } = block;
    const to = exit.kind === 'goto' ? [exit.target] : exit.kind === 'branch' ? [exit.then, exit.else] : [];
    for (const next of to) {
      if (seen.has(next) || blocks[next]?.step !== undefined) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}
