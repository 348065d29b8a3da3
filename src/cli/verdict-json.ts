// A verdict as the command line prints it with --json: one flat object, members absent where there is nothing to say.

import type { Counterexample, Verdict } from '../core/check/verdict.ts';

export interface VerdictJson {
  readonly lab: string;
  readonly design: string;
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: string;
  readonly verdict: string;
  readonly property?: string;
  readonly alsoFound: readonly { readonly kind: string; readonly name: string; readonly message: string }[];
  readonly costs: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly ms: number;
  readonly bounds: Verdict['bounds'];
  readonly shortest?: PathJson;
  readonly fewest?: PathJson;
  /** A shortest run to each cost, in the order of `costs`. */
  readonly costRuns?: readonly PathJson[];
  readonly buffers?: Verdict['buffers'];
}

interface PathJson {
  readonly steps: number;
  readonly switches: number;
  readonly schedule: string;
}

export function verdictJson(verdict: Verdict): VerdictJson {
  const { lab, design, strategy, policies, memory, property, costs, states, transitions, ms, bounds } =
    verdict;
  return {
    lab,
    design,
    strategy,
    policies,
    memory,
    verdict: verdict.verdict,
    ...(property !== undefined && { property }),
    alsoFound: verdict.alsoFound.map(({ kind, name, message }) => ({ kind, name, message })),
    costs,
    states,
    transitions,
    ms: Math.round(ms * 10) / 10,
    bounds,
    ...(verdict.shortest && { shortest: pathJson(verdict.shortest) }),
    ...(verdict.fewest && { fewest: pathJson(verdict.fewest) }),
    ...(verdict.costRuns && { costRuns: verdict.costRuns.map(pathJson) }),
    ...(verdict.buffers && { buffers: verdict.buffers }),
  };
}

function pathJson({ steps, switches, schedule }: Counterexample): PathJson {
  return { steps, switches, schedule };
}
