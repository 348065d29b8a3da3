// From the text of a lab to the two things that are compared: its typed tree and its micro-step graph.

import type { ProgramTexts } from '../../src/core/language/check/check.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { placeDiagnostics } from '../../src/core/language/source/place.ts';
import type { Both } from './agree.ts';
import { kernelTexts } from './small-kernel.ts';

/** Through check and lower, with the small kernel of the random programs. */
export function prepare(lab: string): Both {
  return prepareTexts({
    lab: { path: 'random.lab.c', role: 'lab', text: lab },
    strategy: { path: 'none.strategy.c', role: 'strategy', text: 'STRATEGY("none", .title = "nothing");\n' },
    policies: [],
    kernel: kernelTexts.map((text) => ({ ...text, role: 'kernel' })),
  });
}

/** Throws with the diagnostics when a text is refused. */
export function prepareTexts(texts: ProgramTexts): Both {
  const outcome = checkProgram(texts);
  const problems = placeDiagnostics(outcome.files, outcome.diagnostics)
    .filter(({ severity }) => severity === 'error')
    .map(({ path, line, column, message, remedy }) => `${path}:${line}:${column}: ${message} (${remedy})`);
  if (!outcome.program) throw new Error(`refused:\n${problems.join('\n')}`);
  const graph = lowerProgram(outcome.program, { ledger: false });
  if (!graph.ok) throw new Error(`not lowered: ${graph.error.map(({ message }) => message).join('; ')}`);
  return { program: outcome.program, graph: graph.value };
}
