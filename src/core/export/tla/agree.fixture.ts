// One graph, two engines: our search, and the exported module run by a small evaluator of TLA+.

import { defaultBounds } from '../../check/verdict.ts';
import { explore } from '../../explore/explore.ts';
import { silentHooks } from '../../explore/request.ts';
import type { Graph } from '../../language/lower/graph.ts';
import { compileMachine } from '../../machine/compile.ts';
import { runModule } from './evaluate.fixture.ts';
import { mistakesIn, readModule } from './syntax.fixture.ts';
import { exportTla } from './tla.ts';

export interface Both {
  readonly ours: { readonly states: number; readonly violated: boolean };
  readonly tla: { readonly states: number; readonly violated: boolean } | undefined;
  readonly mistakes: readonly string[];
}

/** What the module does not look for. */
const notSaid = ['deadlock', 'blocked_at_end', 'fuel'];

/** Undefined for a graph that asks for what the module does not say, with more states than `most`, or without a first one. */
export function bothOf(graph: Graph, most: number): Both | undefined {
  if (graph.properties.some(({ name }) => notSaid.includes(name))) return undefined;
  const machine = compileMachine(graph);
  const found = explore(graph, machine, { bounds: { ...defaultBounds, maxStates: most } }, silentHooks);
  if (found.hit !== undefined || found.unbegun !== undefined) return undefined;
  const made = exportTla(graph, { title: 'a test', name: 'test', files: [], memory: 'SC' });
  if (!made.ok) throw new Error(made.error.message);
  const module = readModule(made.value.text);
  const invariants = [...made.value.config.matchAll(/^INVARIANT (\w+)$/gm)].map(([, name]) => name as string);
  const ran = runModule(module, invariants, 20 * most);
  return {
    ours: { states: found.states, violated: found.violated !== undefined },
    tla: ran && { states: ran.states, violated: ran.violated.length > 0 },
    mistakes: mistakesIn(module),
  };
}
