// What the program really uses: the code that can run, and the objects that it names. Each function is read once.
//
// Promises: what no task, property, lane, or boot code reaches is not listed, and so costs no word of memory.
// Follows every call once, whatever the constants of a call would leave out.

import type { Expr, FunctionId, GlobalId, Program, Stmt } from '../check/program.ts';
import { type TreeVisitor, walkExpression, walkStatement } from './walk.ts';

export interface Reached {
  /** Objects that code names, and those that their initial values point at. */
  readonly globals: ReadonlySet<GlobalId>;
  /** What stands behind `ghost`. */
  readonly ghosts: readonly Stmt[];
  /** Tests of `wait_event` and `assume`. */
  readonly conditions: readonly Expr[];
  /** Objects that a function and all that it calls name. */
  readonly globalsOf: (callee: FunctionId) => ReadonlySet<GlobalId>;
}

/** What a piece of code does by itself. */
interface Uses {
  readonly globals: Set<GlobalId>;
  readonly calls: Set<FunctionId>;
  readonly ghosts: Stmt[];
  readonly conditions: Expr[];
}

export function reachedBy(program: Program): Reached {
  const byId = new Map(program.functions.map((def) => [def.id, def]));
  const functions = new Map<FunctionId, Uses>();
  const usesOf = (id: FunctionId): Uses => {
    const known = functions.get(id);
    if (known !== undefined) return known;
    const uses = noUses();
    functions.set(id, uses);
    const body = byId.get(id)?.body;
    if (body !== undefined) walkStatement(body, noting(uses));
    return uses;
  };
  const own = noUses();
  walkRoots(program, noting(own));
  const all = [own, ...closure(own.calls, usesOf).map(usesOf)];
  const globals = new Set(all.flatMap((uses) => [...uses.globals]));
  addPointedAt(program, globals);
  const named = new Map<FunctionId, ReadonlySet<GlobalId>>();
  return {
    globals,
    ghosts: all.flatMap((uses) => uses.ghosts),
    conditions: all.flatMap((uses) => uses.conditions),
    globalsOf: (callee) => {
      const known = named.get(callee);
      if (known !== undefined) return known;
      const found = new Set(closure([callee], usesOf).flatMap((id) => [...usesOf(id).globals]));
      named.set(callee, found);
      return found;
    },
  };
}

function noUses(): Uses {
  return { globals: new Set(), calls: new Set(), ghosts: [], conditions: [] };
}

function noting(uses: Uses): TreeVisitor {
  return {
    statement: (statement) => {
      if (statement.kind === 'ghost') uses.ghosts.push(statement.body);
      else if (statement.kind === 'wait' || statement.kind === 'assume') uses.conditions.push(statement.test);
    },
    expression: (expression) => {
      if (expression.kind === 'call') uses.calls.add(expression.callee);
      else if (expression.kind === 'global-address' || expression.kind === 'percpu-address')
        uses.globals.add(expression.global);
    },
  };
}

/** Code that starts by itself: task bodies, boot, properties, lanes. */
function walkRoots(program: Program, visitor: TreeVisitor): void {
  for (const statement of program.boot) walkStatement(statement, visitor);
  for (const task of program.tasks) walkStatement(task.body, visitor);
  if (program.quiesce !== undefined) walkStatement(program.quiesce.body, visitor);
  for (const property of program.properties) {
    if (property.skipped !== undefined) continue;
    walkExpression(property.test, visitor);
    if (property.when !== undefined) walkExpression(property.when, visitor);
  }
  for (const lane of program.lanes) if (lane.skipped === undefined) walkExpression(lane.value, visitor);
}

/** These functions and all that they call, each once. */
function closure(
  roots: Iterable<FunctionId>,
  usesOf: (id: FunctionId) => Pick<Uses, 'calls'>,
): readonly FunctionId[] {
  const seen = new Set(roots);
  // A set goes on through what is added while it is walked.
  for (const id of seen) for (const callee of usesOf(id).calls) seen.add(callee);
  return [...seen];
}

/** An initial value may point at a further object. */
function addPointedAt(program: Program, reached: Set<GlobalId>): void {
  const visitor = noting({ ...noUses(), globals: reached });
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const global of program.globals) {
      if (!reached.has(global.id)) continue;
      for (const { value } of global.init) walkExpression(value, visitor);
    }
  }
}
