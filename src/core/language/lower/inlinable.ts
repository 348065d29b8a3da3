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
    const { returns, ...facts } = readBody(body);
    const made: Inlinable = { def, body, locals, facts, straight: straightBody(body, returns) };
    ready.set(id, made);
    return made;
  };
}

export function factsOf(body: Stmt): BodyFacts {
  const { assigned, jumps } = readBody(body);
  return { assigned, jumps };
}

function readBody(body: Stmt): BodyFacts & { readonly returns: number } {
  const assigned = new Set<LocalId>();
  let jumps = false;
  let returns = 0;
  walkStatement(body, {
    statement: (statement) => {
      if (statement.kind === 'label' || statement.kind === 'switch') jumps = true;
      else if (statement.kind === 'return') returns += 1;
    },
    expression: (expression) => {
      if (expression.kind !== 'assign' && expression.kind !== 'update') return;
      if (expression.place.kind === 'local') assigned.add(expression.place.local);
    },
  });
  return { assigned, jumps, returns };
}

/** Each copy of a function asks the same of its statements. */
const labelled = new WeakMap<Stmt, boolean>();

/** Whether a jump from outside can enter the statement. */
export function hasLabel(statement: Stmt): boolean {
  const known = labelled.get(statement);
  if (known !== undefined) return known;
  let found = false;
  walkStatement(statement, {
    statement: (inner) => {
      if (inner.kind === 'label') found = true;
    },
  });
  labelled.set(statement, found);
  return found;
}

function straightBody(
  body: Extract<Stmt, { readonly kind: 'block' }>,
  returns: number,
): Inlinable['straight'] {
  const last = body.body.at(-1);
  if (returns !== 1 || last?.kind !== 'return' || last.value === undefined) return undefined;
  return { body: body.body.slice(0, -1), last: last.span, tail: last.value };
}
