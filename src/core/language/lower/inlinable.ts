// What lowering must know of a function or a body before it writes any of it into a graph.

import type { FunctionId, LocalId, Stmt } from '../check/program.ts';
import type { Inlinable } from './context.ts';
import type { Reached } from './reach.ts';
import { statementsIn, walkStatement } from './walk.ts';

/** Looks functions up, and into those that are called: most of a library is not. */
export function inlinables({ functionOf, factsOf }: Reached): (id: FunctionId) => Inlinable | undefined {
  const ready = new Map<FunctionId, Inlinable>();
  return (id) => {
    const known = ready.get(id);
    if (known !== undefined) return known;
    const def = functionOf(id);
    if (def?.body === undefined) return undefined;
    const { body } = def;
    const locals = new Map([...def.params, ...def.locals].map((local) => [local.id, local]));
    const facts = factsOf(id);
    const made: Inlinable = { def, body, locals, facts, straight: straightBody(body, facts.returns) };
    ready.set(id, made);
    return made;
  };
}

/** Each copy of a function asks the same of its statements. */
const labelled = new WeakMap<Stmt, boolean>();

/** Whether a jump from outside can enter the statement. */
export function hasLabel(statement: Stmt): boolean {
  if (statement.kind === 'label') return true;
  const inner = statementsIn(statement);
  if (inner.length === 0) return false;
  const known = labelled.get(statement);
  if (known !== undefined) return known;
  const found = inner.some(hasLabel);
  labelled.set(statement, found);
  return found;
}

const settings = new WeakMap<Stmt, ReadonlySet<LocalId>>();

/** Locals that the statement declares or assigns to; calls set none but their own. */
export function setIn(statement: Stmt): ReadonlySet<LocalId> {
  const known = settings.get(statement);
  if (known !== undefined) return known;
  const found = new Set<LocalId>();
  walkStatement(statement, {
    statement: (inner) => {
      if (inner.kind === 'declare') found.add(inner.local);
    },
    expression: (expression) => {
      if (expression.kind !== 'assign' && expression.kind !== 'update') return;
      if (expression.place.kind === 'local') found.add(expression.place.local);
    },
  });
  settings.set(statement, found);
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
