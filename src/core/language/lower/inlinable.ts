// What lowering must know of a function or a body before it writes any of it into a graph.

import type { FunctionDef, FunctionId, LocalId, Stmt } from '../check/program.ts';
import type { BodyFacts, Inlinable } from './context.ts';
import { walkStatement } from './walk.ts';

/** Looks functions up, and into those that are called: most of a library is not. */
export function inlinables(defs: readonly FunctionDef[]): (id: FunctionId) => Inlinable | undefined {
  const byId = new Map(defs.map((def) => [def.id, def]));
  const ready = new Map<FunctionId, Inlinable>();
  return (id) => {
    const known = ready.get(id);
    if (known !== undefined) return known;
    const def = byId.get(id);
    if (def?.body === undefined) return undefined;
    const { body } = def;
    const locals = new Map([...def.params, ...def.locals].map((local) => [local.id, local]));
    const made: Inlinable = { def, body, locals, facts: factsOf(body), straight: straightBody(body) };
    ready.set(id, made);
    return made;
  };
}

export function factsOf(body: Stmt): BodyFacts {
  const assigned = new Set<LocalId>();
  let jumps = false;
  walkStatement(body, {
    statement: (statement) => {
      if (statement.kind === 'label' || statement.kind === 'switch') jumps = true;
    },
    expression: (expression) => {
      if (expression.kind !== 'assign' && expression.kind !== 'update') return;
      if (expression.place.kind === 'local') assigned.add(expression.place.local);
    },
  });
  return { assigned, jumps };
}

/** Whether a jump from outside can enter the statement. */
export function hasLabel(statement: Stmt): boolean {
  let found = false;
  walkStatement(statement, {
    statement: (inner) => {
      if (inner.kind === 'label') found = true;
    },
  });
  return found;
}

function straightBody(body: Extract<Stmt, { readonly kind: 'block' }>): Inlinable['straight'] {
  const last = body.body.at(-1);
  if (last?.kind !== 'return' || last.value === undefined) return undefined;
  let returns = 0;
  walkStatement(body, {
    statement: (inner) => {
      if (inner.kind === 'return') returns += 1;
    },
  });
  return returns === 1 ? { body: body.body.slice(0, -1), last: last.span, tail: last.value } : undefined;
}
