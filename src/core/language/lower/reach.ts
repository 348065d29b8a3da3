// What the program really uses: the code that can run, and the objects that it names. Each function is read once.
//
// Promises: what no task, property, lane, or boot code reaches is not listed, and so costs no word of memory.
// Follows every call once, whatever the constants of a call would leave out.

import type { Expr, FunctionDef, FunctionId, GlobalId, Program, Stmt } from '../check/program.ts';
import { BodyFacts } from './body-facts.ts';

export interface Reached {
  /** Objects that code names, and those that their initial values point at. */
  readonly globals: ReadonlySet<GlobalId>;
  /** What stands behind `ghost`. */
  readonly ghosts: readonly Stmt[];
  /** Tests of `wait_event` and `assume`. */
  readonly conditions: readonly Expr[];
  /** Objects that a function and all that it calls name. */
  readonly globalsOf: (callee: FunctionId) => ReadonlySet<GlobalId>;
  readonly functionOf: (id: FunctionId) => FunctionDef | undefined;
  /** What the function's body is like. */
  readonly factsOf: (id: FunctionId) => BodyFacts;
}

export function reachedBy(program: Program): Reached {
  const byId = new Map<FunctionId, FunctionDef>();
  for (const def of program.functions) byId.set(def.id, def);
  const functions = new Map<FunctionId, BodyFacts>();
  const factsOf = (id: FunctionId): BodyFacts => {
    const known = functions.get(id);
    if (known !== undefined) return known;
    const facts = new BodyFacts();
    functions.set(id, facts);
    const body = byId.get(id)?.body;
    if (body !== undefined) facts.statement(body);
    return facts;
  };
  const own = new BodyFacts();
  readRoots(program, own);
  const all = [own, ...closure(own.calls, factsOf).map(factsOf)];
  const globals = new Set<GlobalId>();
  for (const facts of all) for (const global of facts.globals) globals.add(global);
  addPointedAt(program, globals);
  const named = new Map<FunctionId, ReadonlySet<GlobalId>>();
  return {
    globals,
    ghosts: all.flatMap((facts) => facts.ghosts),
    conditions: all.flatMap((facts) => facts.conditions),
    globalsOf: (callee) => {
      const known = named.get(callee);
      if (known !== undefined) return known;
      const found = new Set(closure([callee], factsOf).flatMap((id) => [...factsOf(id).globals]));
      named.set(callee, found);
      return found;
    },
    functionOf: (id) => byId.get(id),
    factsOf,
  };
}

/** Code that starts by itself: task bodies, boot, properties, lanes. */
function readRoots(program: Program, facts: BodyFacts): void {
  for (const statement of program.boot) facts.statement(statement);
  for (const task of program.tasks) facts.statement(task.body);
  if (program.quiesce !== undefined) facts.statement(program.quiesce.body);
  for (const property of program.properties) {
    if (property.skipped !== undefined) continue;
    facts.expression(property.test);
    if (property.when !== undefined) facts.expression(property.when);
  }
  for (const lane of program.lanes) if (lane.skipped === undefined) facts.expression(lane.value);
}

/** These functions and all that they call, each once. */
function closure(roots: Iterable<FunctionId>, factsOf: (id: FunctionId) => BodyFacts): readonly FunctionId[] {
  const seen = new Set(roots);
  // A set goes on through what is added while it is walked.
  for (const id of seen) for (const callee of factsOf(id).calls) seen.add(callee);
  return [...seen];
}

/** An initial value may point at a further object. */
function addPointedAt(program: Program, reached: Set<GlobalId>): void {
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    const pointed = new BodyFacts();
    for (const global of program.globals) {
      if (!reached.has(global.id)) continue;
      for (const { value } of global.init) pointed.expression(value);
    }
    for (const global of pointed.globals) reached.add(global);
  }
}
