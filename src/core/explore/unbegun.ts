// Why a search has no first state: what boot, or a task's private code before its first step, ran into or dropped.

import type { Unbegun } from '../check/search-result.ts';
import type { CodeBlock, Graph } from '../language/lower/graph.ts';
import type { Start } from '../machine/machine.ts';

export function whyUnbegun(graph: Graph, { ended, findings }: Start): Unbegun | undefined {
  if (!ended) return undefined;
  // A WARN ends nothing, anything else does, and then it is the last.
  const last = findings.at(-1);
  if (last !== undefined && last.kind !== 'warn') return { kind: 'finding', finding: last };
  return {
    kind: 'dropped',
    boot: dropsAtOnce(graph.boot.blocks),
    tasks: graph.tasks.filter(({ blocks }) => dropsAtOnce(blocks)).map(({ name }) => name),
  };
}

/** Whether an `assume` can be met before the first step. */
function dropsAtOnce(blocks: readonly CodeBlock[]): boolean {
  const reached = new Set([0]);
  for (const at of reached) {
    const block = blocks[at];
    if (block === undefined || block.step !== undefined) continue;
    if (block.code.some(({ kind }) => kind === 'prune')) return true;
    const { exit } = block;
    if (exit.kind === 'goto') reached.add(exit.target);
    if (exit.kind === 'branch') reached.add(exit.then).add(exit.else);
  }
  return false;
}
