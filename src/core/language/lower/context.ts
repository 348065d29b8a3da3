// What lowering carries from node to node: the graph that grows, the task, the copy of the function it is in.
//
// Promises: nothing here decides what C means; expression.ts, statement.ts and call.ts do.

import { assert } from '../../base/assert.ts';
import type {
  Block,
  Expr,
  FunctionDef,
  FunctionId,
  Local,
  LocalId,
  Program,
  Stmt,
} from '../check/program.ts';
import type { Span } from '../source/source-file.ts';
import type { CType } from '../types/c-type.ts';
import type { BlockBuilder } from './blocks.ts';
import type { BodyFacts } from './body-facts.ts';
import type { Access, Register, StepSite, Value } from './graph.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { maxDepth, refuse } from './refuse.ts';
import type { SiteScope, Sites } from './sites.ts';

/**
 * How accesses turn into steps. `steps`: each begins one. `atomic`: all belong to the step that is open. `once`:
 * ghost code, properties, lanes, conditions of `wait_event`: pure, part of the open step. `boot`: no steps, no others.
 */
export type Mode = 'steps' | 'atomic' | 'once' | 'boot';

/** Where a local is. `value`: never assigned, so that its initial value stands for it. */
export type Storage =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'register'; readonly register: Register }
  | { readonly kind: 'memory'; readonly address: number; readonly words: readonly number[] };

/** One inlined copy of a function, or the body of a task or routine. */
export interface Frame {
  readonly locals: ReadonlyMap<LocalId, Local>;
  /** By local, as far as they were met. */
  readonly storage: (Storage | undefined)[];
  readonly facts: JumpFacts;
  readonly scope: SiteScope | undefined;
  /** Most functions have none. */
  labels: Map<string, number> | undefined;
  /** Where `return` goes, and where it leaves its value. */
  readonly returns: { readonly block: number; readonly register: Register | undefined; readonly type: CType };
  /** Innermost last. A switch has no `next`. */
  readonly loops: { readonly end: number; readonly next: number | undefined }[];
  /** The statement being lowered. */
  statement: Span;
}

/** What must be known of a body before any of it is lowered. */
export type JumpFacts = Pick<BodyFacts, 'assigned' | 'jumps' | 'backward'>;

/** A function made ready for being inlined many times. */
export interface Inlinable {
  readonly def: FunctionDef;
  readonly body: Block;
  readonly locals: ReadonlyMap<LocalId, Local>;
  readonly facts: JumpFacts;
  /** The body is these statements and then one `return` with a value, with no other return. */
  readonly straight: { readonly body: readonly Stmt[]; readonly last: Span; readonly tail: Expr } | undefined;
}

/** Everything that is the same for all tasks of a program. */
export interface WholeProgram {
  readonly program: Program;
  /** Undefined for a function that has only a prototype. */
  readonly inlinable: (id: FunctionId) => Inlinable | undefined;
  readonly memory: MemoryPlan;
  readonly sites: Sites;
  readonly bugs: BugTable;
  readonly ledger: boolean;
  /** statement.ts and expression.ts, for call.ts, which they need themselves. */
  readonly value: (lowering: Lowering, expr: Expr) => Value;
  readonly statement: (lowering: Lowering, statement: Stmt) => void;
}

export interface Lowering extends WholeProgram {
  readonly blocks: BlockBuilder;
  /** `boot`, or the task's name: what its memory is called after. */
  readonly owner: string;
  readonly cpu: number;
  /** Position among the tasks; undefined in boot, properties and lanes. */
  readonly task: number | undefined;
  /** Another task has the same CPU. */
  readonly sharesCpu: boolean;
  mode: Mode;
  /** In `atomic`: nothing was accessed yet, so that it may still block. */
  mayBlock: boolean;
  frame: Frame;
  depth: number;
}

/** One level deeper; whoever calls it takes one off `depth` when he is done. */
export function deepen(lowering: Lowering, span: Span): void {
  lowering.depth += 1;
  if (lowering.depth > maxDepth) {
    refuse(
      span,
      'too-deep',
      'calls and nested statements go too deep here to be inlined',
      'call fewer functions through each other, or nest less',
    );
  }
}

export function inMode<T>(lowering: Lowering, mode: Mode, act: () => T): T {
  const before = lowering.mode;
  lowering.mode = mode;
  const result = act();
  lowering.mode = before;
  return result;
}

/** Begins a step where accesses are steps; elsewhere the access belongs to what is open. */
export function beginAccess(lowering: Lowering, operation: StepSite['operation'], span: Span): void {
  if (lowering.mode === 'steps') {
    const { scope, statement } = lowering.frame;
    assert(scope !== undefined, 'code that takes steps has a scope to name them');
    lowering.blocks.beginStep(lowering.sites.site(scope, operation, span, statement));
  } else if (lowering.mode === 'atomic') {
    lowering.mayBlock = false;
  } else if (lowering.mode === 'once' && operation !== 'read') {
    refuse(
      span,
      'not-pure',
      'code that is evaluated at once (ghost, property, lane, wait_event) may only read here',
      'write ghost objects only, and move other effects into ordinary code',
    );
  }
}

export function accessOf(lowering: Lowering, natural: Access): Access {
  if (lowering.mode === 'steps') return natural;
  if (lowering.mode === 'boot') return 'plain';
  return lowering.mode === 'atomic' ? 'atomic' : 'pure';
}

/** Where a local of the current frame is; made when it is first met. */
export function storageOf(lowering: Lowering, id: LocalId): Storage {
  const { storage, locals } = lowering.frame;
  const known = storage[id];
  if (known !== undefined) return known;
  const local = locals.get(id);
  assert(local !== undefined, 'a local belongs to the body that names it');
  const made = newStorage(lowering, local);
  storage[id] = made;
  return made;
}

function newStorage(lowering: Lowering, local: Local): Storage {
  if (!local.inMemory) return { kind: 'register', register: lowering.blocks.newVariable() };
  if (lowering.mode === 'once') {
    refuse(
      local.span,
      'memory-in-pure',
      `\`${local.name}\` lives in memory, but this code is evaluated at once and has none`,
      'use a scalar whose address is not taken',
    );
  }
  return { kind: 'memory', ...lowering.memory.addLocal(lowering.owner, local.name, local.type, local.span) };
}

/** Everything that a check can report; one entry for each place in the text, however often it is inlined. */
export class BugTable {
  readonly entries: { severity: 'bug' | 'warn'; text: string; span: Span }[] = [];
  readonly #indexes = new Map<Stmt | Expr, number>();

  indexOf(node: Stmt | Expr, severity: 'bug' | 'warn', text: string): number {
    const known = this.#indexes.get(node);
    if (known !== undefined) return known;
    const index = this.entries.push({ severity, text, span: node.span }) - 1;
    this.#indexes.set(node, index);
    return index;
  }
}
