// What a search hands over: plain data, no words yet. `assemble.ts` makes a Verdict of it.

import type { Searched } from './search-method.ts';
import type { Bounds, Finding, StoreBuffers, Verdict } from './verdict.ts';

export type BoundHit = NonNullable<Verdict['bounds']['hit']>;

/** A run from the initial state to a finding. */
export interface FoundRun {
  readonly finding: Finding;
  /** Entry by entry a `Choice` of core/schedule, which this room does not import. */
  readonly choices: readonly { readonly task: number; readonly alternative: number }[];
  /** Changes of the running task. */
  readonly switches: number;
  /** Text form, see core/schedule. */
  readonly schedule: string;
}

/** Why there is no first state: what the start ran into, or who may have dropped every run with an `assume`. */
export type Unbegun =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'dropped'; readonly boot: boolean; readonly tasks: readonly string[] };

export interface SearchResult {
  /** Distinct states met, the initial one and the violating ones included; see explore/README.md. */
  readonly states: number;
  /** Steps tried that led somewhere: to a state, known or new, or to a finding. */
  readonly transitions: number;
  /** Length of the longest shortest run. */
  readonly depth: number;
  readonly ms: number;
  readonly memory: number;
  readonly bounds: Bounds;
  /** How the search went about it; exact where it does not say. */
  readonly searched?: Searched;
  readonly hit: BoundHit | undefined;
  readonly unbegun: Unbegun | undefined;
  /** Indices of properties that a finished search never had to answer: no run came to where they are asked. */
  readonly unasked: readonly number[];
  /** Index of the violated property whose counterexample is the shortest. */
  readonly violated: number | undefined;
  readonly shortest: FoundRun | undefined;
  /** Every violated property that was met, by index, each with the best run to it. */
  readonly violations?: readonly {
    readonly property: number;
    readonly finding: Finding;
    readonly choices: FoundRun['choices'];
  }[];
  readonly fewest: FoundRun | undefined;
  /** Cost properties that some run pays, in the order of the text, each with a shortest run to it. */
  readonly costs: readonly { readonly property: number; readonly run: FoundRun }[];
  readonly buffers: StoreBuffers | undefined;
  /** Findings that no property of the lab claims, each once, in the order they were met. */
  readonly others: readonly Finding[];
}
