// A compiled lab: one state vector, and functions that take it one micro-step further.
//
// A state is one Int32Array: [shared words | observed ghosts | place per task | registers per task | CPU words |
// store buffers | unobserved ghosts]. Who does steps is an actor: the tasks, and behind them the store buffers. Promises: same vector + same choice = same writes, always; the first `identity` entries are
// what makes two states the same; registers that are dead where their task stands are zero there; nothing is
// allocated by `step`. Does not know: schedules, search, columns. Made by `compileMachine` in compile.ts.

import type { Finding, MemoryModel, StoreBuffers } from '../check/verdict.ts';
import type { Access, Graph, StepSite, TaskGraph } from '../language/lower/graph.ts';

/** What a step did. Only `ok` and `warned` lead to a state; the others leave a vector that must be undone or dropped. */
export const StepCode = {
  /** The task stands at its next step, or has ended. */
  ok: 0,
  /** Nothing happened: the task has ended, its CPU is taken, or its guard is 0. The vector is unchanged. */
  blocked: 1,
  /** An `assume` failed: this run is not considered further. */
  pruned: 2,
  /** The run ends here; `lastFinding()` says why. The vector holds the writes up to that point. */
  finding: 3,
  /** As `ok`, and at least one WARN fired: `lastWarnings()`. */
  warned: 4,
} as const;
export type StepCode = (typeof StepCode)[keyof typeof StepCode];

/** What a property says of a state. */
export const Truth = { violated: 0, content: 1, /** It could not be evaluated. */ fault: 2 } as const;
export type Truth = (typeof Truth)[keyof typeof Truth];

/** Where things are in the vector. */
export interface VectorLayout {
  readonly length: number;
  /** Entries that make up a state's identity; those behind are unobserved ghosts. */
  readonly identity: number;
  /** Slot of each entry of `graph.memory.words`. */
  readonly wordSlots: Int32Array;
  /** Slot of the place of each task: 0 when it has ended. */
  readonly placeSlots: Int32Array;
}

/** Who does steps: a task, or the store buffer of a CPU, whose step makes a store visible to the others. */
export interface Actor {
  readonly name: string;
  readonly kind: TaskGraph['kind'] | 'buffer';
  readonly cpu: number;
}

/** A store that waits in a buffer. */
export interface Pending {
  /** Of the word. */
  readonly address: number;
  /** The word's name in schedules. */
  readonly key: string;
  readonly operation: 'store' | 'add' | 'or' | 'and' | 'xor';
  /** Bits of the word that it changes, and what it stores or combines there, in place. */
  readonly mask: number;
  readonly value: number;
}

export interface Start {
  readonly state: Int32Array;
  /** What boot and the tasks' private beginnings reported, in order; WARNs too. */
  readonly findings: readonly Finding[];
  /** One of them ended the run: there is no step to do. */
  readonly ended: boolean;
  /** The `at` property that the finding which ended it is about. */
  readonly property: number | undefined;
}

export interface Machine {
  readonly graph: Graph;
  readonly memory: MemoryModel;
  readonly layout: VectorLayout;
  /** The tasks of the graph, then the store buffers in order of CPUs; none under SC. */
  readonly actors: readonly Actor[];
  /** Undefined under SC. */
  readonly buffers: StoreBuffers | undefined;
  /** A fresh initial state: `memory.init`, boot, then each task's private beginning, in task order. */
  start(): Start;
  /** One micro-step of an actor, in place. `alternative` must be below `alternatives`. */
  step(state: Int32Array, actor: number, alternative: number): StepCode;
  /** Takes the last `step` on this very vector back, whatever it returned. */
  undo(state: Int32Array): void;
  /** What changed in the last step: entry 0 is one more than the last used index, then triples slot, before, after. */
  readonly log: Int32Array;
  /** Of the last `step` that returned `finding`; ask before anything else is asked. */
  lastFinding(): Finding;
  /** Index of the `at` property that the last finding is about. */
  lastProperty(): number | undefined;
  /** Equal for findings of the same kind at the same step; cheap, where `lastFinding` makes words. */
  lastKey(): number;
  /** Indices into `graph.bugs` of the WARNs of the last step that returned `warned`. */
  lastWarned(): readonly number[];
  /** The same, in words. */
  lastWarnings(): readonly Finding[];

  ended(state: Int32Array, task: number): boolean;
  /** Whether an interrupt or the quiesce task has done its first step; always true for other tasks. */
  started(state: Int32Array, task: number): boolean;
  /** Can do a step now: a task that has not ended, whose CPU is free for it and whose guard is not 0; a buffer that is not empty. */
  enabled(state: Int32Array, actor: number): boolean;
  /** Has not ended and its CPU is free for it; its guard is not asked. */
  mayRun(state: Int32Array, task: number): boolean;
  /** Number of alternatives of the actor's next step: 1 but at a `choose`, and where one of several stores may become visible. */
  alternatives(state: Int32Array, actor: number): number;
  /** Where the task stands; undefined when it has ended. */
  site(state: Int32Array, task: number): StepSite | undefined;
  /** The task that a task at a taken lock waits for; undefined when it does not stand at a taken lock. */
  lockHolder(state: Int32Array, task: number): number | undefined;
  /** The task that keeps this one from its CPU: a running interrupt, or one that has switched preemption off. */
  cpuHolder(state: Int32Array, task: number): number | undefined;
  /** The store buffer that keeps this task from its step: it is full, or the step asks for an empty one. */
  bufferHolder(state: Int32Array, task: number): number | undefined;
  /** What waits in the buffer of an actor behind the tasks, oldest first. */
  pending(state: Int32Array, actor: number): readonly Pending[];
  /** The stores that its alternatives make visible, in their order. */
  drains(state: Int32Array, actor: number): readonly Pending[];
  /** All tasks and the quiesce task have ended, every interrupt has ended or never started, all buffers are empty. Daemons are not asked. */
  finished(state: Int32Array): boolean;

  /** Index of the first `always`/`never` property that does not hold in this state, or -1. */
  checkProperties(state: Int32Array): number;
  /** Evaluates one property's routine, of whatever kind; the caller knows in which states it counts. */
  evaluateProperty(state: Int32Array, property: number): Truth;
  /** The finding to report where `evaluateProperty` is not content. */
  propertyFinding(state: Int32Array, property: number): Finding;
  /** Value of a lane; 0 where it cannot be evaluated. */
  evaluateLane(state: Int32Array, lane: number): number;
  /** The 32-bit word at an address (a multiple of 4), undefined where nothing lives. */
  readWord(state: Int32Array, address: number): number | undefined;
}

/**
 * Told of everything that happens while `start` and `step` run; passed to `compileMachine` for replay only.
 * `enabled`, `lockHolder`, properties and lanes report nothing.
 */
export interface Observer {
  /** A read by the step: `value` as the program sees it (masked and extended). */
  load(address: number, size: number, value: number, access: Access): void;
  /** A write: the whole word before and after, at the word's own address; also when both are equal. */
  store(wordAddress: number, before: number, after: number, access: Access): void;
  /** `page` is the address of the struct page. */
  ledger(page: number, holder: number, delta: number): void;
  /** A WARN, or the finding that ends the run. */
  finding(finding: Finding): void;
}
