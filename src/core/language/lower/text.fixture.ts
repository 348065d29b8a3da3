// From lab C text to a graph, for tests: one lab, a strategy that says nothing, no kernel library.

import { checkProgram } from '../check/check.ts';
import type { Program } from '../check/program.ts';
import type { Graph, StepSite } from './graph.ts';
import { lowerProgram } from './lower.ts';

export function checked(lab: string): Program {
  const outcome = checkProgram({
    lab: { path: 't.lab.c', role: 'lab', text: lab },
    strategy: { path: 'none.strategy.c', role: 'strategy', text: 'STRATEGY("none", .title = "Nothing");\n' },
    policies: [],
    kernel: [],
  });
  if (outcome.program !== undefined) return outcome.program;
  throw new Error(outcome.diagnostics.map((problem) => `${problem.code}: ${problem.message}`).join('\n'));
}

export function graphOf(lab: string, ledger = false): Graph {
  const result = lowerProgram(checked(lab), { ledger });
  if (result.ok) return result.value;
  throw new Error(result.error.map((problem) => `${problem.code}: ${problem.message}`).join('\n'));
}

/** The code of the refusal. */
export function refusal(lab: string): string {
  const result = lowerProgram(checked(lab), { ledger: false });
  return result.ok ? 'none' : (result.error[0]?.code ?? 'none');
}

export function sitesOf(graph: Graph, task = 0): readonly StepSite[] {
  return (graph.tasks[task]?.blocks ?? []).flatMap((block) => block.step ?? []);
}

const declarations = `
struct inner { struct inner *next; struct inner *prev; };
struct box { int count; u8 small; unsigned long flags; atomic_t refs; atomic_long_t wide; struct inner link; struct box *to; };
int x; int y; int z; unsigned long bits; atomic_t v; atomic_long_t w; spinlock_t l; bool yes;
struct box box; struct box *p = &box; int numbers[4];
DEFINE_PER_CPU(int, counter);
ghost int seen;
`;

/** A lab whose one task does \`statements\`, over the declarations above. */
export function labDoing(statements: string, more = ''): string {
  return `${declarations}\n${more}\nTASK(t) {\n${statements}\n}\nNEVER(quiet, seen > 100);\n`;
}

/** The operations of the task's steps, in the order of the text: \`read write\`. */
export function operations(statements: string, more = ''): string {
  return sitesOf(graphOf(labDoing(statements, more)))
    .map((site) => site.operation)
    .join(' ');
}
