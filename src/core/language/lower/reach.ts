// What the program really uses: statements and expressions that start something, and the objects they reach.
//
// Promises: what no task, property, lane, or boot code reaches is not listed, and so costs no word of memory.
// Follows every call once, whatever the constants of a call would leave out.

import type { Expr, FunctionId, GlobalId, Program, Stmt } from '../check/program.ts';
import { functionsCalled, type TreeVisitor, walkExpression, walkStatement } from './walk.ts';

/** Code that starts by itself: task bodies, boot, properties, lanes. */
export interface Roots {
  readonly statements: readonly Stmt[];
  readonly expressions: readonly Expr[];
}

export function rootsOf(program: Program): Roots {
  const statements: Stmt[] = [...program.boot, ...program.tasks.map((task) => task.body)];
  if (program.quiesce !== undefined) statements.push(program.quiesce.body);
  const expressions: Expr[] = [];
  for (const property of program.properties) {
    if (property.skipped !== undefined) continue;
    expressions.push(property.test);
    if (property.when !== undefined) expressions.push(property.when);
  }
  for (const lane of program.lanes) if (lane.skipped === undefined) expressions.push(lane.value);
  return { statements, expressions };
}

/** Visits all code that can run: the roots and every function they call. */
export function walkReached(program: Program, visitor: TreeVisitor): void {
  const roots = rootsOf(program);
  const called = new Set<FunctionId>();
  const following: TreeVisitor = {
    ...visitor,
    expression: (expression) => {
      visitor.expression?.(expression);
      if (expression.kind === 'call') called.add(expression.callee);
    },
  };
  for (const statement of roots.statements) walkStatement(statement, following);
  for (const expression of roots.expressions) walkExpression(expression, following);
  const reached = functionsCalled(program, [...called]);
  for (const def of program.functions) {
    if (def.body !== undefined && reached.has(def.id)) walkStatement(def.body, visitor);
  }
}

export function globalsReached(program: Program): ReadonlySet<GlobalId> {
  const reached = new Set<GlobalId>();
  const mention = (expression: Expr): void => {
    if (expression.kind === 'global-address' || expression.kind === 'percpu-address')
      reached.add(expression.global);
  };
  walkReached(program, { expression: mention });
  // An initial value may point at a further object.
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const global of program.globals) {
      if (!reached.has(global.id)) continue;
      for (const { value } of global.init) walkExpression(value, { expression: mention });
    }
  }
  return reached;
}
