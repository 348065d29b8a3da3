// What can be asked of a search of this lab on this machine: reductions with the reason against each, Spin.

import type { Outcome, ReductionChoice, SearchChoices } from '../contract/table.ts';
import { reductionNames } from '../core/check/search-method.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { layOut } from '../core/machine/layout.ts';
import { planReductions } from '../core/reduce/plan-reductions.ts';
import { prepare, type Subject } from './engine.ts';
import { whyNoSpin } from './spin.ts';

export async function searchChoices(asked: Subject): Promise<Outcome<SearchChoices>> {
  const prepared = prepare(asked.texts, { ledger: false, lanes: false });
  if (!prepared.ok) return prepared;
  const noSpin = await whyNoSpin();
  const reductions = reductionsOf(asked, prepared.value.graph);
  return { ok: true, value: { reductions, ...(noSpin !== undefined && { noSpin }) } };
}

function reductionsOf({ memory }: Subject, graph: Graph): readonly ReductionChoice[] {
  const beginning = compileMachine(graph, memory).start();
  if (beginning.ended) return reductionNames.map((reduction) => ({ reduction }));
  const { refused } = planReductions(graph, layOut(graph, false, memory), beginning.state, reductionNames);
  return reductionNames.map((reduction) => {
    const why = refused.find((one) => one.reduction === reduction)?.why;
    return why === undefined ? { reduction } : { reduction, refused: why };
  });
}
