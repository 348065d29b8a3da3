// A verdict as the command line prints it with --json: one flat object, members absent where there is nothing to say.

import type { Counterexample, RacingPair, Verdict } from '../core/check/verdict.ts';

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
  /** How it was searched; absent where nothing was. */
  readonly searched?: Verdict['searched'];
  readonly bounds: Verdict['bounds'];
  readonly shortest?: PathJson;
  readonly fewest?: PathJson;
  /** A shortest run to each cost, in the order of `costs`. */
  readonly costRuns?: readonly PathJson[];
  readonly buffers?: Verdict['buffers'];
  /** A shortest counterexample of each further kind; only with --others. */
  readonly otherKinds?: readonly (PathJson & {
    readonly property: string;
    readonly why: string;
    readonly race?: RacingPair;
  })[];
  readonly nearestPassing?: Verdict['nearestPassing'];
  readonly noReturn?: Verdict['noReturn'];
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
    ...(verdict.searched && { searched: verdict.searched }),
    bounds,
    ...(verdict.shortest && { shortest: pathJson(verdict.shortest) }),
    ...(verdict.fewest && { fewest: pathJson(verdict.fewest) }),
    ...(verdict.costRuns && { costRuns: verdict.costRuns.map(pathJson) }),
    ...(verdict.buffers && { buffers: verdict.buffers }),
    ...(verdict.otherKinds && {
      otherKinds: verdict.otherKinds.map(({ counterexample, why, race }) => ({
        property: counterexample.finding.name,
        why,
        ...pathJson(counterexample),
        ...(race && { race }),
      })),
    }),
    ...(verdict.nearestPassing && { nearestPassing: verdict.nearestPassing }),
    ...(verdict.noReturn && { noReturn: verdict.noReturn }),
  };
}

function pathJson({ steps, switches, schedule }: Counterexample): PathJson {
  return { steps, switches, schedule };
}
