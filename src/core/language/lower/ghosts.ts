// Which ghosts can be seen: read by a property, or by ghost code that decides the value of one that is seen.
//
// Promises: an unobserved ghost can be left out of a state's identity without hiding a violation; what is
// doubtful (an index, a divisor, a loop, an event) counts as seen. Works on whole objects, not on single elements.

import type { Expr, FunctionId, GlobalId, Program, Stmt } from '../check/program.ts';
import type { Reached } from './reach.ts';
import { operandsOf, statementsIn, walkStatement } from './walk.ts';

export function observedGhosts(program: Program, reached: Reached): ReadonlySet<GlobalId> {
  const reader = new Mentions(program, reached);
  const observed = new Set<GlobalId>();
  for (const property of program.properties) {
    if (property.skipped !== undefined) continue;
    reader.add(property.test, observed);
    if (property.when !== undefined) reader.add(property.when, observed);
  }
  for (const condition of reached.conditions) reader.add(condition, observed);
  const statements = reached.ghosts;
  for (const statement of statements) addDeciding(statement, reader, observed);
  const changes = statements.flatMap((statement) => changesIn(statement, []));
  const isObserved = ({ written }: Change) => written?.some((ghost) => observed.has(ghost)) !== false;
  // What one change reads may be what another one writes.
  for (let left = changes, before = -1; left.length !== before; ) {
    before = left.length;
    left = left.filter((change) => {
      if (!isObserved(change)) return true;
      const { statement, under } = change;
      walkStatement(statement, { expression: (expression) => reader.addOne(expression, observed) });
      for (const test of under) reader.add(test, observed);
      return false;
    });
  }
  return observed;
}

/** A piece of ghost code, the ghosts it writes, and the conditions that it stands under. */
interface Change {
  readonly statement: Stmt;
  readonly under: readonly Expr[];
  /** Undefined where it writes through a pointer. */
  readonly written: readonly GlobalId[] | undefined;
}

/** Taken apart as far as blocks and `if` go; code with locals, loops or jumps counts as one piece. */
function changesIn(statement: Stmt, under: readonly Expr[]): readonly Change[] {
  if (isPlain(statement)) {
    if (statement.kind === 'block') return statement.body.flatMap((inner) => changesIn(inner, under));
    if (statement.kind === 'if') {
      const tests = [...under, statement.test];
      const otherwise = statement.else === undefined ? [] : changesIn(statement.else, tests);
      return [...changesIn(statement.then, tests), ...otherwise];
    }
  }
  return [{ statement, under, written: writtenBy(statement) }];
}

const plainKinds: ReadonlySet<Stmt['kind']> = new Set([
  'block',
  'if',
  'expression',
  'raise',
  'ledger',
  'bug',
]);

function isPlain(statement: Stmt): boolean {
  return plainKinds.has(statement.kind) && statementsIn(statement).every(isPlain);
}

/** Ghosts that an expression names, directly or in the pure functions it calls. */
class Mentions {
  readonly #ghosts: ReadonlySet<GlobalId>;
  readonly #reached: Reached;
  readonly #byFunction = new Map<FunctionId, readonly GlobalId[]>();

  constructor(program: Program, reached: Reached) {
    this.#reached = reached;
    this.#ghosts = new Set(program.globals.filter((global) => global.ghost).map((global) => global.id));
  }

  add(expression: Expr, into: Set<GlobalId>): void {
    this.addOne(expression, into);
    const operands = operandsOf(expression);
    for (let at = 0; at < operands.length; at++) this.add(operands[at] as Expr, into);
  }

  addOne(expression: Expr, into: Set<GlobalId>): void {
    if (expression.kind === 'global-address' || expression.kind === 'percpu-address') {
      if (this.#ghosts.has(expression.global)) into.add(expression.global);
    } else if (expression.kind === 'call') {
      for (const ghost of this.#inFunction(expression.callee)) into.add(ghost);
    }
  }

  #inFunction(callee: FunctionId): readonly GlobalId[] {
    const known = this.#byFunction.get(callee);
    if (known !== undefined) return known;
    const found = [...this.#reached.globalsOf(callee)].filter((global) => this.#ghosts.has(global));
    this.#byFunction.set(callee, found);
    return found;
  }
}

/** Undefined where a target is not named but pointed at: then it may be any. */
function writtenBy(statement: Stmt): readonly GlobalId[] | undefined {
  const written: GlobalId[] = [];
  let named = true;
  walkStatement(statement, {
    expression: (expression) => {
      if (expression.kind !== 'assign' && expression.kind !== 'update') return;
      if (expression.place.kind !== 'memory') return;
      const targets = targetsIn(expression.place.address);
      if (targets.length === 0) named = false;
      written.push(...targets);
    },
  });
  return named ? written : undefined;
}

function targetsIn(address: Expr): readonly GlobalId[] {
  if (address.kind === 'global-address') return [address.global];
  if (address.kind === 'read' || address.kind === 'call') return [];
  return operandsOf(address).flatMap(targetsIn);
}

/** Ghosts whose value can bring a finding about by itself: read for an index or a divisor, in a loop's test or a check. */
function addDeciding(statement: Stmt, reader: Mentions, observed: Set<GlobalId>): void {
  walkStatement(statement, {
    statement: (inner) => {
      if (inner.kind === 'while' || inner.kind === 'do' || inner.kind === 'bug')
        reader.add(inner.test, observed);
      if (inner.kind === 'for' && inner.test !== undefined) reader.add(inner.test, observed);
      if (inner.kind === 'raise') for (const arg of inner.args) reader.add(arg, observed);
    },
    expression: (inner) => {
      if (inner.kind === 'binary' && (inner.op === '/' || inner.op === '%'))
        reader.add(inner.right, observed);
      if (inner.kind === 'warn') reader.add(inner.test, observed);
      if (inner.kind !== 'read' && inner.kind !== 'assign' && inner.kind !== 'update') return;
      if (inner.place.kind === 'memory') addReadsIn(inner.place.address, reader, observed);
    },
  });
}

function addReadsIn(address: Expr, reader: Mentions, observed: Set<GlobalId>): void {
  if (address.kind === 'read' || address.kind === 'call') reader.add(address, observed);
  else for (const operand of operandsOf(address)) addReadsIn(operand, reader, observed);
}
