// What a search says of a lab under a strategy. A verdict never travels without its bounds.

import type { MemoryModel } from '../language/check/design.ts';
import type { Span } from '../language/source/source-file.ts';
import type { Searched } from './search-method.ts';

export type VerdictKind = 'holds' | 'violated' | 'incomplete' | 'does-not-apply';

/** How memory behaves between the CPUs, see machine/memory-model.ts; the verdict always names it. */
export { type MemoryModel, memoryModels } from '../language/check/design.ts';

/** Where a run went wrong. `property` names what the lab states; the others are found without being asked for. */
export type FindingKind =
  | 'property'
  | 'bug'
  | 'warn'
  | 'wild-access'
  | 'null-access'
  | 'misaligned-access'
  | 'deadlock'
  | 'blocked-at-end'
  | 'division-by-zero'
  | 'fuel';

export interface Finding {
  readonly kind: FindingKind;
  /** Name of the property, text of the BUG, or a sentence: "reads 0x100, where nothing lives". */
  readonly name: string;
  /** One plain sentence for a person. */
  readonly message: string;
  readonly span: Span | undefined;
}

export interface Bounds {
  /** Distinct states; a search that needs more is incomplete. */
  readonly maxStates: number;
  /** Bytes for visited set and frontier. */
  readonly maxMemory: number;
  readonly maxMilliseconds: number;
  /** Length of one run in steps. */
  readonly maxDepth: number;
}

export const defaultBounds: Bounds = {
  maxStates: 20_000_000,
  maxMemory: 2 * 1024 ** 3,
  maxMilliseconds: 60_000,
  maxDepth: 100_000,
};

export interface StoreBuffers {
  /** For each CPU. */
  readonly entries: number;
  /** What needs more entries at once was not looked at. */
  readonly full: boolean;
}

/** A run that ends in a finding, named so that it can be replayed. */
export interface Counterexample {
  readonly finding: Finding;
  readonly steps: number;
  readonly switches: number;
  /** Text form, see core/schedule. */
  readonly schedule: string;
}

/** A step, named for a person. */
export interface StepMark {
  readonly task: string;
  /** Its number in the run that it is said of, from 0; undefined where that run ends before it. */
  readonly step: number | undefined;
  /** The operation, as the lab's text has it. */
  readonly text: string;
  readonly function: string;
  readonly lineInFunction: number;
  readonly path?: string;
  readonly line?: number;
}

/** Two steps of different tasks whose order decides a run: `before` came first in the violating one. */
export interface RacingPair {
  /** The word that both touch, where they do: `p->_refcount`. */
  readonly field?: string;
  readonly before: StepMark;
  readonly after: StepMark;
}

/** A counterexample that shows something else than the shortest one does. */
export interface OtherKind {
  readonly counterexample: Counterexample;
  /** One sentence: another property, or a run that does not need the racing pair of the earlier ones. */
  readonly why: string;
  /** What decides this one, where the order of two steps does. */
  readonly race?: RacingPair;
}

/** The run most like the shortest counterexample that ends well. */
export interface NearestPassing {
  readonly steps: number;
  readonly switches: number;
  readonly schedule: string;
  /** The first step, from 0, at which it leaves the counterexample. */
  readonly differsAt: number;
  readonly race: RacingPair;
  /** "Had `b` done … before `a` did …, …" */
  readonly sentence: string;
}

/** From here on no continuation of the shortest counterexample ends well. */
export interface NoReturn {
  /** From 0; -1: the initial state is lost already. */
  readonly step: number;
  readonly sentence: string;
  /** Of a lost wish: the counterexample and what then happens, as one run to look at. */
  readonly continuation?: {
    readonly steps: number;
    readonly switches: number;
    readonly schedule: string;
    /** The first step, from 0, of those at its end that come again for ever; absent where nobody can go on. */
    readonly repeatsFrom?: number;
  };
}

export interface Verdict {
  readonly lab: string;
  /** The id under which it was asked: a canonical design id, or a preset's name. */
  readonly design: string;
  /** Ids of the design's parts. */
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
  readonly verdict: VerdictKind;
  /** The violated property, or for does-not-apply why. */
  readonly property?: string;
  /** Findings that no property of the lab names (see claims.ts); they do not change the verdict. */
  readonly alsoFound: readonly Finding[];
  /** Names of the COST properties that some run pays (`~` in the tables); of a search that was not finished, so far. */
  readonly costs: readonly string[];
  /** A shortest run to each of them, in their order; absent where there is none. */
  readonly costRuns?: readonly Counterexample[];
  /** Only with store buffers: how many stores fit in one, and whether some store had to wait for room. */
  readonly buffers?: StoreBuffers;
  readonly states: number;
  readonly transitions: number;
  readonly ms: number;
  /** How it was searched; absent where nothing was, and in files of older versions, which knew exact search only. */
  readonly searched?: Searched;
  readonly tasks: number;
  readonly pages: number;
  readonly bounds: Bounds & {
    /** The bound that ended the search, if one did. */
    readonly hit?: 'states' | 'memory' | 'time' | 'depth' | 'cancelled' | 'preemptions' | 'runs';
  };
  /** Properties that took part and those that were skipped, with the reason. */
  readonly properties: readonly { readonly name: string; readonly skipped?: string }[];
  /** Fewest micro-steps, then task order. */
  readonly shortest?: Counterexample;
  /** Fewest changes of the running task, then fewest steps, then task order. */
  readonly fewest?: Counterexample;
  /** Further counterexamples, a shortest one of each kind; only where they were asked for. */
  readonly otherKinds?: readonly OtherKind[];
  readonly nearestPassing?: NearestPassing;
  readonly noReturn?: NoReturn;
}

export interface SearchProgress {
  /** Of a search that tries runs and not states: runs so far, and then `states` means nothing. */
  readonly runs?: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly frontier: number;
  readonly memory: number;
  readonly ms: number;
}
