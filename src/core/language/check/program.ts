// The checked program: a typed syntax tree in which every name is resolved, every macro expanded and every
// weak function bound. It is what `check` promises and what `lower` and the reference interpreter read.
//
// Promises: if a Program exists, lowering it cannot fail except by a named bound. All values are 32-bit
// integers in two's complement; evaluation order is left to right; a place is evaluated before the value
// stored in it. Not here: micro-steps, addresses of objects, control-flow graphs.

import type { Brand } from '../../base/brand.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import type { CType, EnumType, RecordType } from '../types/c-type.ts';
import type { CompareItem, PolicyDef, StrategyDef } from './design.ts';

export type { CompareItem, PolicyAxis, PolicyDef, PresetDef, StrategyCost, StrategyDef } from './design.ts';

export type FunctionId = Brand<number, 'FunctionId'>;
export type LocalId = Brand<number, 'LocalId'>;
export type GlobalId = Brand<number, 'GlobalId'>;

export interface Program {
  /** Every text that took part; spans point into this table. */
  readonly files: readonly SourceFile[];
  /** Ones of the library that nothing reaches are left out: they are found by `id`, not by position. */
  readonly functions: readonly FunctionDef[];
  readonly globals: readonly GlobalDef[];
  readonly pages: readonly PageDef[];
  readonly tasks: readonly TaskDef[];
  /** Statements that build the initial World, in order: library `BOOT`, strategy `BOOT`, pages' set-up, lab `BOOT`. Run at once, no steps. */
  readonly boot: readonly Stmt[];
  /** Locals that the boot statements declare. */
  readonly bootLocals: readonly Local[];
  readonly quiesce: TaskBody | undefined;
  readonly properties: readonly PropertyDef[];
  readonly lanes: readonly LaneDef[];
  /** Events declared with `EVENT(name, …)`: places where `AT` properties are evaluated. */
  readonly events: readonly EventDef[];
  readonly strategy: StrategyDef | undefined;
  /** In the order in which they were given. */
  readonly policies: readonly PolicyDef[];
  /** The designs that the lab asks to be compared under; the lab without `COMPARE` asks for every strategy. */
  readonly compare: readonly CompareItem[];
  /** What the lab's `NEEDS(…)` and the policies' `.needs` ask for and the design lacks; not empty means the cell does not apply. */
  readonly missing: readonly string[];
  /** `struct page` as completed by the strategy, and the enum of page flags: what the inspector draws. */
  readonly pageRecord: RecordType | undefined;
  readonly enums: readonly EnumType[];
}

// --- functions and objects -------------------------------------------------------------------------------------

export interface FunctionDef {
  readonly id: FunctionId;
  /** A weak definition that a strong one replaced and still calls is kept under the name `__weak_NAME`. */
  readonly name: string;
  readonly returns: CType;
  readonly params: readonly Local[];
  /** Parameters first, then every local of the body. */
  readonly locals: readonly Local[];
  /** Undefined for a function that has only a prototype: an optional one that the strategy does not define. */
  readonly body: Block | undefined;
  /** `__pure`: no shared write, evaluated at once inside properties, lanes, ghost code and `wait_event`. */
  readonly pure: boolean;
  readonly weak: boolean;
  readonly span: Span;
}

export interface Local {
  readonly id: LocalId;
  readonly name: string;
  readonly type: CType;
  /** Its address is taken, or it is a struct, union or array: it lives in the World and its accesses are steps. */
  readonly inMemory: boolean;
  readonly span: Span;
}

export interface GlobalDef {
  readonly id: GlobalId;
  readonly name: string;
  /** For a per-CPU object: the type of one CPU's copy. */
  readonly type: CType;
  readonly ghost: boolean;
  /** `DEFINE_PER_CPU`: there is one copy for each CPU. */
  readonly perCpu: boolean;
  /** Constant initial values, by byte offset from the object's start; what is not listed is zero. */
  readonly init: readonly { readonly offset: number; readonly size: 1 | 2 | 4 | 8; readonly value: Expr }[];
  readonly span: Span;
}

/** `PAGE(name, .member = value …)`: one `struct page` at vmemmap + sizeof(struct page) · index. Its set-up call is in `Program.boot`. */
export interface PageDef {
  readonly name: string;
  readonly index: number;
  readonly span: Span;
}

export interface TaskBody {
  readonly body: Block;
  readonly locals: readonly Local[];
  readonly span: Span;
}

/** `TASK(name, .cpu = n) { … }`, `DAEMON(name, …)`, `INTERRUPT(name, …)`. */
export interface TaskDef extends TaskBody {
  readonly name: string;
  readonly kind: 'task' | 'daemon' | 'interrupt';
  /** Given, or a CPU of its own: the smallest number that no task names. */
  readonly cpu: number;
}

export interface EventDef {
  readonly name: string;
  readonly params: readonly Local[];
  readonly span: Span;
}

/** `cost` is never violated: a state with its test that can be reached is what a design that holds costs. */
export type PropertyKind = 'always' | 'never' | 'at' | 'finally' | 'can-still' | 'cost';

export interface PropertyDef {
  readonly name: string;
  readonly kind: PropertyKind;
  /** In its positive sense for `always`, `at`, `finally`, `can-still`; for `never` the state that must not be, for `cost` the one that costs. */
  readonly test: Expr;
  /** `WHEN(cond)`: evaluated only in states with cond. */
  readonly when: Expr | undefined;
  /** For `at`: the event's index; its parameters are the locals that `test` may use. */
  readonly event: number | undefined;
  /** Why it is skipped under this strategy ("get-only has no page_dma_pinned"), if it is. */
  readonly skipped: string | undefined;
  readonly span: Span;
}

/** `LANE(name, page, expr, …)`: a pure expression per page and step, drawn as a timeline. */
export interface LaneDef {
  readonly name: string;
  /** Local bound to each PAGE in turn; undefined for a lane that belongs to no page. */
  readonly page: Local | undefined;
  readonly value: Expr;
  /** `.bits = enum tag`: the value is a set of flags named by this enumeration's bit numbers. */
  readonly bits: EnumType | undefined;
  readonly skipped: string | undefined;
  readonly span: Span;
}

// --- statements -------------------------------------------------------------------------------------------------

export interface Block {
  readonly kind: 'block';
  readonly body: readonly Stmt[];
  readonly span: Span;
}

export type Stmt =
  | Block
  | { readonly kind: 'expression'; readonly value: Expr; readonly span: Span }
  /** A private local gets `init` (or is indeterminate: zero). One in memory is written member by member by assignments that follow. */
  | {
      readonly kind: 'declare';
      readonly local: LocalId;
      readonly init: Expr | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'if';
      readonly test: Expr;
      readonly then: Stmt;
      readonly else: Stmt | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: Stmt; readonly span: Span }
  | { readonly kind: 'do'; readonly body: Stmt; readonly test: Expr; readonly span: Span }
  | {
      readonly kind: 'for';
      readonly init: readonly Stmt[];
      readonly test: Expr | undefined;
      readonly update: Expr | undefined;
      readonly body: Stmt;
      readonly span: Span;
    }
  /** `body` is flat; `cases` say at which of its statements a value enters. Falls through as C does. */
  | {
      readonly kind: 'switch';
      readonly value: Expr;
      readonly body: readonly Stmt[];
      readonly cases: readonly { readonly value: number | 'default'; readonly at: number }[];
      readonly span: Span;
    }
  | { readonly kind: 'break' | 'continue'; readonly span: Span }
  | { readonly kind: 'goto'; readonly label: string; readonly span: Span }
  | { readonly kind: 'label'; readonly label: string; readonly span: Span }
  | { readonly kind: 'return'; readonly value: Expr | undefined; readonly span: Span }
  /** One step. A `wait` may stand only as its first statement. */
  | { readonly kind: 'atomic'; readonly body: Block; readonly span: Span }
  /** Takes effect with the step before it; may write ghost objects only. */
  | { readonly kind: 'ghost'; readonly body: Stmt; readonly span: Span }
  /** `wait_event(cond)`: blocks until cond, evaluated at once. */
  | { readonly kind: 'wait'; readonly test: Expr; readonly span: Span }
  /** `assume(cond)`: prunes runs in which cond is false. */
  | { readonly kind: 'assume'; readonly test: Expr; readonly span: Span }
  /** `BUG_ON`, `VM_BUG_ON_PAGE`, `BUG()`: a finding that ends the run; `WARN_ON…`: recorded, the run goes on. */
  | {
      readonly kind: 'bug';
      readonly severity: 'bug' | 'warn';
      /** As written: `VM_BUG_ON_PAGE(PageLRU(page), page)`. */
      readonly text: string;
      readonly test: Expr;
      readonly span: Span;
    }
  /** `EVENT` raised (`raise page_freed(page);`): every `at` property on it is evaluated here, at once. */
  | { readonly kind: 'raise'; readonly event: number; readonly args: readonly Expr[]; readonly span: Span }
  /** `ref_taken(page, HOLDER, n)`, `ref_dropped(…)`: the ledger; exists at replay only, never in the search state. */
  | {
      readonly kind: 'ledger';
      readonly page: Expr;
      /** Value of `enum ref_holder`. */
      readonly holder: Expr;
      /** Positive: taken; negative: dropped. */
      readonly delta: Expr;
      readonly span: Span;
    };

// --- expressions ------------------------------------------------------------------------------------------------

/** Where a value lives. `local` is private (a register); `memory` is an address in the World, shared or ghost. */
export type Place =
  | { readonly kind: 'local'; readonly local: LocalId; readonly type: CType; readonly span: Span }
  | {
      readonly kind: 'memory';
      readonly address: Expr;
      readonly ghost: boolean;
      readonly type: CType;
      readonly span: Span;
    };

export type BinaryOp =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>=';

/**
 * Operands are already converted: pointer arithmetic is scaled, `a[i]`, `->` and `.` are address arithmetic,
 * arrays have decayed. `unsigned` says how `/ % >> < <= > >=` read their operands.
 */
export type Expr =
  | { readonly kind: 'const'; readonly value: number; readonly type: CType; readonly span: Span }
  /** Reads a place: of a register private, of memory one shared (or ghost) access. */
  | {
      readonly kind: 'read';
      readonly place: Place;
      readonly order: 'plain' | 'once' | 'acquire';
      readonly type: CType;
      readonly span: Span;
    }
  | { readonly kind: 'global-address'; readonly global: GlobalId; readonly type: CType; readonly span: Span }
  /** Address of this CPU's copy (`cpu` undefined) or of the copy of the CPU with that number. */
  | {
      readonly kind: 'percpu-address';
      readonly global: GlobalId;
      readonly cpu: Expr | undefined;
      readonly type: CType;
      readonly span: Span;
    }
  | { readonly kind: 'page-address'; readonly page: number; readonly type: CType; readonly span: Span }
  /** Address of a local that lives in memory. */
  | { readonly kind: 'local-address'; readonly local: LocalId; readonly type: CType; readonly span: Span }
  | {
      readonly kind: 'unary';
      readonly op: '-' | '~' | '!';
      readonly operand: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly unsigned: boolean;
      readonly left: Expr;
      readonly right: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  | {
      readonly kind: 'logical';
      readonly op: '&&' | '||';
      readonly left: Expr;
      readonly right: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly test: Expr;
      readonly then: Expr;
      readonly else: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  | {
      readonly kind: 'comma';
      readonly left: Expr;
      readonly right: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  /** Value of the expression is the value stored, truncated to the place's type. */
  | {
      readonly kind: 'assign';
      readonly place: Place;
      readonly value: Expr;
      readonly order: 'plain' | 'once' | 'release';
      readonly type: CType;
      readonly span: Span;
    }
  /** `place op= value`, `++`, `--`: one read and one write; two steps when the place is shared. `+`/`-` on pointers is already scaled. */
  | {
      readonly kind: 'update';
      readonly place: Place;
      readonly op: BinaryOp;
      readonly unsigned: boolean;
      readonly value: Expr;
      /** Which value the expression has: before (`x++`) or after. */
      readonly result: 'before' | 'after';
      readonly type: CType;
      readonly span: Span;
    }
  /** Truncation and sign to `type` (only sizes 1 and 2, and bool, change the value). */
  | { readonly kind: 'cast'; readonly operand: Expr; readonly type: CType; readonly span: Span }
  | {
      readonly kind: 'call';
      readonly callee: FunctionId;
      readonly args: readonly Expr[];
      readonly type: CType;
      readonly span: Span;
    }
  /** One atomic read-modify-write of memory; one step. */
  | {
      readonly kind: 'rmw';
      readonly place: Place & { readonly kind: 'memory' };
      /** `add sub and or xor xchg`: new = old op value. `cmpxchg`: new = old == expected ? value : old. `add-unless`: new = old == expected ? old : old + value. */
      readonly op: 'add' | 'sub' | 'and' | 'or' | 'xor' | 'xchg' | 'cmpxchg' | 'add-unless';
      readonly value: Expr;
      readonly expected: Expr | undefined;
      /** What the expression is: the value before, the value after. Tests (`…_and_test`, `test_bit`) are built around it. */
      readonly result: 'before' | 'after';
      /**
       * Fully ordered (returns a value), not (`atomic_inc`, `set_bit`), or a release (`clear_bit_unlock`): matters to weaker
       * memory models only. What is not `full` has no value that anybody asks for.
       */
      readonly order: 'full' | 'none' | 'release';
      readonly type: CType;
      readonly span: Span;
    }
  /** Lock operations on a `spinlock_t`; each is one step. `lock` blocks while taken; `trylock` has value 0 or 1. */
  | {
      readonly kind: 'lock';
      readonly op: 'lock' | 'trylock' | 'unlock';
      readonly address: Expr;
      /** `_irq`, `_irqsave`, `_irqrestore`: also switches interrupts of this CPU. */
      readonly irq: boolean;
      readonly type: CType;
      readonly span: Span;
    }
  | {
      readonly kind: 'fence';
      readonly fence: 'mb' | 'rmb' | 'wmb' | 'mb-after-atomic' | 'mb-before-atomic';
      readonly type: CType;
      readonly span: Span;
    }
  /** `preempt_disable/enable`, `local_irq_disable/enable`; one step each when another task shares this CPU, else nothing. */
  | {
      readonly kind: 'cpu-control';
      readonly op: 'preempt-disable' | 'preempt-enable' | 'irq-disable' | 'irq-enable';
      readonly type: CType;
      readonly span: Span;
    }
  /** A free choice among the values; one step of its own. */
  | { readonly kind: 'choose'; readonly options: readonly Expr[]; readonly type: CType; readonly span: Span }
  /** `smp_processor_id()`, `current_task()`: constants of the task. */
  | {
      readonly kind: 'task-constant';
      readonly which: 'cpu' | 'task';
      readonly type: CType;
      readonly span: Span;
    }
  /** `WARN_ON(c)` used as an expression: reports `text` where the test is nonzero, as a `bug` statement of severity warn does; the value is 0 or 1. */
  | {
      readonly kind: 'warn';
      readonly text: string;
      readonly test: Expr;
      readonly type: CType;
      readonly span: Span;
    }
  /** `valid_address(p, size)`: pure; true where a World word of that size lies at p. For oracles that walk lists which may be broken. */
  | {
      readonly kind: 'valid-address';
      readonly address: Expr;
      readonly size: number;
      readonly type: CType;
      readonly span: Span;
    };
