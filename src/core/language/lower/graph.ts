// The micro-step graph: what a program is once every call is inlined and every shared access stands alone.
// `lower` makes it, `machine` compiles it to a step function.
//
// Promises: plain data (structured-cloneable); in a task, at most one shared access between two blocks that
// begin a step, except inside `atomic` and for accesses that ride along ('pure', 'ghost'); a guard comes before any
// store of its step (registers may be set before it: a step that blocks leaves nothing behind). A prune can come
// anywhere: the step that meets it counts as never taken.

import type { PropertyKind } from '../check/program.ts';
import type { Span } from '../source/source-file.ts';

export interface Graph {
  readonly memory: MemoryMap;
  /** A lock word holds a task's position here plus one (-1: taken by boot). In the order of the text; the quiesce task, if any, is the last. Ties everywhere are broken by this order. */
  readonly tasks: readonly TaskGraph[];
  /** Run once, at once, on the zeroed World with `memory.init` stored. */
  readonly boot: Routine;
  readonly properties: readonly PropertyGraph[];
  readonly lanes: readonly LaneGraph[];
  /** Everything a `bug` check can report, by index. */
  readonly bugs: readonly { readonly severity: 'bug' | 'warn'; readonly text: string; readonly span: Span }[];
  readonly cpus: number;
}

// --- memory -----------------------------------------------------------------------------------------------------

/** Model addresses are bytes, below 2^20; nothing lies below 0x1000, so poison and small integers are never valid. */
export interface MemoryMap {
  /** One entry per 32-bit word that some scalar begins in, ascending by address. Ghost words come after shared ones. */
  readonly words: readonly Word[];
  readonly init: readonly { readonly address: number; readonly value: number }[];
  /** Objects for the inspector and for naming addresses, ascending by address. */
  readonly objects: readonly MemoryObject[];
}

export interface Word {
  readonly address: number;
  readonly ghost: boolean;
  /** A ghost word that no property (transitively) reads is not observed: it stays out of the state's identity. */
  readonly observed: boolean;
}

export interface MemoryObject {
  /** `p` for a page, `lru_lock`, `lru_add_pvec (cpu 1)`, `kswapd: page_list`. */
  readonly name: string;
  readonly kind: 'page' | 'global' | 'percpu' | 'local' | 'ghost';
  readonly address: number;
  readonly size: number;
  readonly fields: readonly Field[];
  /** A ghost that no property (transitively) reads: a diagram leaves its changes out. */
  readonly unobserved?: true;
}

/** One scalar of an object. Fields that overlap are arms of a union. */
export interface Field {
  /** Below the object: `lru.next`, `_refcount`, `entries[3]`; empty for an object that is itself a scalar. */
  readonly path: string;
  readonly address: number;
  readonly size: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** As C spells it: `struct list_head *`, `atomic_t`, `unsigned long`. */
  readonly type: string;
  readonly display: 'number' | 'hex' | 'pointer' | 'bool' | 'enum' | 'bits' | 'lock';
  /** Names for `enum` (by value) and `bits` (by bit number). */
  readonly names: readonly { readonly value: number; readonly name: string }[];
  /** Which arm of which union this is: `{unionAt: 8, arm: "lru"}`, outermost last; empty outside unions. Offsets are in bytes from the object. */
  readonly arms: readonly { readonly unionAt: number; readonly arm: string }[];
  readonly extension: boolean;
}

// --- control flow -----------------------------------------------------------------------------------------------

export interface TaskGraph {
  readonly name: string;
  readonly kind: 'task' | 'daemon' | 'interrupt' | 'quiesce';
  readonly cpu: number;
  /** Number of virtual registers; 32-bit integers, all zero at the start. */
  readonly registers: number;
  /** Block 0 is the entry; it begins no step: the private code before the first step runs on the initial World. */
  readonly blocks: readonly CodeBlock[];
  readonly span: Span;
}

/** Straight-line code that is run at once: boot, a property, a lane. Its blocks begin no steps. */
export interface Routine {
  readonly registers: number;
  readonly blocks: readonly CodeBlock[];
}

export interface CodeBlock {
  /** Present where a micro-step begins: another task may run before this block. */
  readonly step: StepSite | undefined;
  readonly code: readonly Instruction[];
  readonly exit: Exit;
}

/** A place where a task can stand. Its identity survives edits elsewhere: see core/schedule. */
export interface StepSite {
  /** Function whose text the step is in; the task's own name for the task's body. */
  readonly function: string;
  /** Line of the step, counted from the line of the function's name (0 = same line). */
  readonly lineInFunction: number;
  /** 1 for the first step on that line of that function, 2 for the second … */
  readonly ordinal: number;
  readonly span: Span;
  /** Outermost first: the chain of calls from the task's body to `function`, with the place of each call. */
  readonly calls: readonly { readonly function: string; readonly span: Span }[];
  readonly operation:
    | 'read'
    | 'write'
    | 'rmw'
    | 'lock'
    | 'trylock'
    | 'unlock'
    | 'wait'
    | 'fence'
    | 'choose'
    | 'atomic'
    | 'cpu-control';
  /** The operation as text, at most 60 characters: `atomic_dec_and_test(&page->dma_pinned_count)`. */
  readonly text: string;
}

export type Register = number;

/** Private, side-effect free. Comparisons give 0 or 1; `/` and `%` by zero give 0 after a `check` that reported it. */
export type Value =
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'register'; readonly register: Register }
  | {
      readonly kind: 'unary';
      readonly op: '-' | '~' | '!' | 'sign8' | 'sign16' | 'zero8' | 'zero16' | 'bool';
      readonly operand: Value;
    }
  | {
      readonly kind: 'binary';
      readonly op:
        | '+'
        | '-'
        | '*'
        | '/'
        | '%'
        | '/u'
        | '%u'
        | '&'
        | '|'
        | '^'
        | '<<'
        | '>>'
        | '>>>'
        | '=='
        | '!='
        | '<'
        | '<='
        | '>'
        | '>='
        | '<u'
        | '<=u'
        | '>u'
        | '>=u';
      readonly left: Value;
      readonly right: Value;
    }
  /** 1 where all words of [address, address + size) exist and address is aligned to min(size, 8), else 0. */
  | { readonly kind: 'valid'; readonly address: Value; readonly size: number };

export type Instruction =
  | { readonly kind: 'set'; readonly register: Register; readonly value: Value }
  /** Sizes 1 and 2 are masked out of their word and sign- or zero-extended; 8 reads the low word. */
  | {
      readonly kind: 'load';
      readonly register: Register;
      readonly address: Value;
      readonly size: 1 | 2 | 4 | 8;
      readonly signed: boolean;
      readonly access: Access;
    }
  | {
      readonly kind: 'store';
      readonly address: Value;
      readonly size: 1 | 2 | 4 | 8;
      readonly value: Value;
      readonly access: Access;
    }
  /**
   * One atomic read-modify-write whose old value nobody asks for: memory := memory op value. A model may let it become
   * visible late, if its access is 'rmw'; 'unlock' releases.
   */
  | {
      readonly kind: 'rmw';
      readonly op: 'add' | 'or' | 'and' | 'xor';
      readonly address: Value;
      readonly size: 1 | 2 | 4 | 8;
      readonly value: Value;
      readonly access: 'rmw' | 'unlock';
    }
  /** The step is not possible while cond is 0: the task blocks here. */
  | { readonly kind: 'guard'; readonly test: Value }
  /** This run is not considered further while cond is 0 (`assume`). */
  | { readonly kind: 'prune'; readonly test: Value }
  /** register := the alternative that the scheduler chose, 0 … count - 1. First instruction of its step. */
  | { readonly kind: 'choose'; readonly register: Register; readonly count: number }
  /** A finding unless test is nonzero: `bugs[index]`, or property `index` of kind `at`. */
  | { readonly kind: 'check'; readonly of: 'bug' | 'property'; readonly index: number; readonly test: Value }
  | { readonly kind: 'ledger'; readonly page: Value; readonly holder: Value; readonly delta: Value }
  | { readonly kind: 'fence'; readonly fence: 'mb' | 'rmb' | 'wmb' | 'mb-after-atomic' | 'mb-before-atomic' }
  | {
      readonly kind: 'cpu-control';
      readonly op: 'preempt-disable' | 'preempt-enable' | 'irq-disable' | 'irq-enable';
    };

/**
 * What a memory model must know of an access; sequential consistency ignores it. 'pure': rides along with the step,
 * at once: reads of shared words by ghost code and conditions, and stores that give birth to a local in memory.
 */
export type Access =
  | 'plain'
  | 'once'
  | 'acquire'
  | 'release'
  | 'rmw'
  | 'rmw-ordered'
  | 'lock'
  | 'unlock'
  | 'atomic'
  | 'ghost'
  | 'pure';

export type Exit =
  /** To a block that begins a step: the step ends here, the task stands there. Otherwise control goes on at once. */
  | { readonly kind: 'goto'; readonly target: number }
  | { readonly kind: 'branch'; readonly test: Value; readonly then: number; readonly else: number }
  | { readonly kind: 'end' }
  /** Only in routines. */
  | { readonly kind: 'return'; readonly value: Value };

// --- properties and lanes ---------------------------------------------------------------------------------------

export interface PropertyGraph {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly skipped: string | undefined;
  /** Its expression as written, white space folded; of `never` the state that must not be, of `cost` the one that costs. */
  readonly text: string;
  /** 1 where the property is content (`never` is already negated, `when` folded in; of a `cost`: where it is not incurred). Undefined for `at` and skipped ones. */
  readonly routine: Routine | undefined;
  readonly span: Span;
}

export interface LaneGraph {
  readonly name: string;
  /** Index of the page it belongs to; a lane declared per page appears once for each. */
  readonly page: number | undefined;
  readonly routine: Routine;
  readonly display: 'number' | 'bool' | 'enum' | 'bits' | 'pointer';
  readonly names: readonly { readonly value: number; readonly name: string }[];
}
