// What both exports begin with: a lab that can be exported, its first state, and what is known of its steps.
//
// Promises: refuses store buffers and labs without a first step. Where the analysis knows next to nothing, a small lab is
// tried out instead.

import { analyse } from '../analyse/analyse.ts';
import type { Analysis } from '../analyse/analysis.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { type Layout, layOut } from '../machine/layout.ts';
import type { Machine, Start } from '../machine/machine.ts';
import { observe } from './observe.ts';

export interface ExportRefusal {
  readonly message: string;
  readonly remedy: string;
}

export interface Opening {
  readonly machine: Machine;
  readonly beginning: Start;
  readonly layout: Layout;
  readonly analysis: Analysis;
  /** The analysis is what was seen of all states, and not what can be said without running. */
  readonly observed: boolean;
}

/** As many states are tried out quickly, and more of them would not make the model readable. */
const mostObserved = 30_000;

/** `model`: what it is called in a refusal. `analysis`: when the caller has made one already. */
export function openExport(
  graph: Graph,
  memory: MemoryModel,
  model: string,
  analysis?: Analysis,
): Result<Opening, ExportRefusal> {
  if (memory !== 'SC') {
    return fail({
      message: `The ${model} knows sequential consistency only, and this design asks for ${memory}.`,
      remedy: 'Export the design without `@…` behind it, or explore it here.',
    });
  }
  const machine = compileMachine(graph);
  const beginning = machine.start();
  if (beginning.ended) {
    return fail({
      message: 'There is nothing to export: no run of this lab has a first step.',
      remedy: 'Explore the lab here; the verdict says what ends every run at its start.',
    });
  }
  const layout = layOut(graph, false, 'SC');
  const learned = analysis ?? analyse(graph, layout, beginning.state);
  const observed = learned.imprecise ? observe(graph, layout, mostObserved) : undefined;
  return ok({
    machine,
    beginning,
    layout,
    analysis: observed ?? learned,
    observed: observed !== undefined,
  });
}
