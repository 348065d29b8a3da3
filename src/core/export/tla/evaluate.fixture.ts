// Runs a module of the subset that the exporter writes: counts its states and says which invariants fail. In no hurry.

import type { Definition, Module, Node } from './syntax.fixture.ts';

export type Thing = number | string | boolean | readonly Thing[] | ReadonlyMap<Thing, Thing>;
type Scope = ReadonlyMap<string, Thing>;
type State = ReadonlyMap<string, Thing>;

export interface Reached {
  /** Those in which the run is not over, as VIEW tells them apart. */
  readonly states: number;
  readonly violated: readonly string[];
  /** Every `outcome` that some run came to. */
  readonly outcomes: ReadonlySet<string>;
}

export function runModule(module: Module, invariants: readonly string[], most: number): Reached | undefined {
  const { definitions } = module;
  const get = (name: string) => definitions.get(name) as Definition;
  const actions = actionNames(definitions);
  let state: State = new Map();

  const call = (name: string, values: readonly Thing[]): Thing => {
    const { parameters, body } = get(name);
    return evaluate(body, new Map(parameters.map((parameter, at) => [parameter, values[at] as Thing])));
  };
  const evaluate = (node: Node, scope: Scope): Thing => {
    switch (node.kind) {
      case 'number':
      case 'string':
        return node.value;
      case 'name': {
        const bound = node.of.length === 0 ? (scope.get(node.name) ?? state.get(node.name)) : undefined;
        if (bound !== undefined) return bound;
        if (node.name === 'TRUE' || node.name === 'FALSE') return node.name === 'TRUE';
        return call(
          node.name,
          node.of.map((one) => evaluate(one, scope)),
        );
      }
      case 'if':
        return evaluate(evaluate(node.of[0], scope) === true ? node.of[1] : node.of[2], scope);
      case 'let': {
        const inner = new Map(scope);
        for (const { name, body } of node.definitions) inner.set(name, evaluate(body, inner));
        return evaluate(node.body, inner);
      }
      case 'record':
        return new Map(node.fields.map(({ name, value }) => [name, evaluate(value, scope)]));
      case 'function': {
        const set = evaluate(node.set, scope) as readonly Thing[];
        return new Map(set.map((one) => [one, evaluate(node.body, new Map([...scope, [node.name, one]]))]));
      }
      case 'except': {
        const made = copy(evaluate(node.base, scope));
        for (const { key, value } of node.at) {
          const where = evaluate(key, scope);
          const now = made.get(where);
          if (now === undefined) throw new Error(`EXCEPT outside the domain: ${String(where)}`);
          made.set(where, evaluate(value, new Map([...scope, ['@', now]])));
        }
        return made;
      }
      case 'op':
        return operator(node.op, node.of, scope);
      case 'some':
        throw new Error('\\E stands in actions only');
    }
  };
  const operator = (op: string, of: readonly Node[], scope: Scope): Thing => {
    const value = (at: number) => evaluate(of[at] as Node, scope);
    if (op === '/\\') return value(0) === true && value(1) === true;
    if (op === '\\/') return value(0) === true || value(1) === true;
    if (op === '=>') return value(0) !== true || value(1) === true;
    if (op === 'ENABLED') return act(of[0] as Node, scope, new Map()).length > 0;
    const [a, b] = of.map((one) => evaluate(one, scope)) as [Thing, Thing];
    switch (op) {
      case '~':
        return a !== true;
      case '=':
        return keyOf(a) === keyOf(b);
      case '#':
        return keyOf(a) !== keyOf(b);
      case '\\in':
        return (b as readonly Thing[]).includes(a);
      case '\\notin':
        return !(b as readonly Thing[]).includes(a);
      case '\\cup':
        return [...new Set([...(a as readonly Thing[]), ...(b as readonly Thing[])])].sort();
      case 'set':
      case 'tuple':
        return of.map((one) => evaluate(one, scope));
      case 'at': {
        const found = Array.isArray(a)
          ? (a as readonly Thing[])[(b as number) - 1]
          : (a as Map<Thing, Thing>).get(b);
        if (found === undefined) throw new Error(`applied outside the domain: ${String(b)}`);
        return found;
      }
      case 'DOMAIN':
        return [...(a as Map<Thing, Thing>).keys()];
      case ':>':
        return new Map([[a, b]]);
      case '@@':
        return new Map([...(b as Map<Thing, Thing>), ...(a as Map<Thing, Thing>)]);
      case '..':
        return Array.from({ length: (b as number) - (a as number) + 1 }, (_, at) => (a as number) + at);
      case 'minus':
        return -(a as number) + 0;
    }
    return arithmetic(op, a as number, b as number);
  };

  /** What the next state can be, given what is known of it. */
  const act = (node: Node, scope: Scope, next: State): readonly State[] => {
    if (node.kind === 'op' && node.op === '/\\') {
      return act(node.of[0] as Node, scope, next).flatMap((one) => act(node.of[1] as Node, scope, one));
    }
    if (node.kind === 'op' && node.op === '\\/') return node.of.flatMap((one) => act(one, scope, next));
    if (node.kind === 'op' && node.op === 'UNCHANGED') {
      const names = (node.of[0] as Node & { kind: 'op' }).of.map(
        (one) => (one as Node & { kind: 'name' }).name,
      );
      return [new Map([...next, ...names.map((name) => [name, state.get(name) as Thing] as const)])];
    }
    if (node.kind === 'op' && node.op === '=' && node.of[0]?.kind === 'name' && node.of[0].primed) {
      return [new Map([...next, [node.of[0].name, evaluate(node.of[1] as Node, scope)]])];
    }
    if (node.kind === 'some') {
      const set = evaluate(node.set, scope) as readonly Thing[];
      return set.flatMap((one) => act(node.body, new Map([...scope, [node.name, one]]), next));
    }
    if (node.kind === 'if') {
      return act(evaluate(node.of[0], scope) === true ? node.of[1] : node.of[2], scope, next);
    }
    if (node.kind === 'name' && actions.has(node.name)) {
      const { parameters, body } = get(node.name);
      const values = node.of.map((one) => evaluate(one, scope));
      return act(body, new Map(parameters.map((parameter, at) => [parameter, values[at] as Thing])), next);
    }
    return evaluate(node, scope) === true ? [next] : [];
  };

  const initial = new Map<string, Thing>();
  for (const test of conjuncts(get('Init').body)) {
    const [left, right] = (test as Node & { kind: 'op' }).of as [Node & { kind: 'name' }, Node];
    initial.set(left.name, evaluate(right, new Map()));
  }
  const seen = new Set<string>();
  const violated = new Set<string>();
  const outcomes = new Set<string>();
  const open: State[] = [];
  const meet = (one: State) => {
    if (module.variables.some((name) => !one.has(name))) throw new Error('a variable is not said');
    state = one;
    const key = keyOf(call('View', []));
    if (seen.has(key)) return;
    seen.add(key);
    outcomes.add(one.get('outcome') as string);
    const failing = invariants.filter((name) => call(name, []) !== true);
    for (const name of failing) violated.add(name);
    if (failing.length === 0) open.push(one);
  };
  meet(initial);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.size > most) return undefined;
    state = one;
    for (const next of act(get('Next').body, new Map(), new Map())) meet(next);
  }
  const over = [...outcomes].filter((outcome) => outcome !== '').length;
  return { states: over === 0 ? seen.size : countGoing(seen), violated: [...violated].sort(), outcomes };
}

/** Keys of views that say that the run is not over. */
function countGoing(seen: ReadonlySet<string>): number {
  return [...seen].filter((key) => key.includes('~""~')).length;
}

/** Operators that say something of the next state. */
function actionNames(definitions: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  const found = new Set<string>();
  const says = (node: Node): boolean => {
    if (node.kind === 'name' && (node.primed || found.has(node.name))) return true;
    if (node.kind === 'op') return node.op !== 'ENABLED' && (node.op === 'UNCHANGED' || node.of.some(says));
    if (node.kind === 'if') return node.of.some(says);
    return node.kind === 'some' && says(node.body);
  };
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { name, body } of definitions.values()) if (says(body)) found.add(name);
  }
  return found;
}

function conjuncts(node: Node): readonly Node[] {
  return node.kind === 'op' && node.op === '/\\' ? node.of.flatMap(conjuncts) : [node];
}

function copy(thing: Thing): Map<Thing, Thing> {
  return new Map(thing as ReadonlyMap<Thing, Thing>);
}

function keyOf(thing: Thing): string {
  if (typeof thing === 'string') return `~"${thing}"~`;
  if (typeof thing !== 'object') return String(thing);
  if (Array.isArray(thing)) return `<${thing.map(keyOf).join()}>`;
  return `[${[...(thing as ReadonlyMap<Thing, Thing>)]
    .map(([key, value]) => `${keyOf(key)}:${keyOf(value)}`)
    .sort()
    .join()}]`;
}

/** As TLC has it: an integer that does not fit 32 bits is an error. */
function arithmetic(op: string, a: number, b: number): Thing {
  switch (op) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '=<':
      return a <= b;
    case '>=':
      return a >= b;
  }
  const floor = Math.floor(a / b);
  const results: Readonly<Record<string, number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '\\div': floor,
    '%': a - b * floor,
    '^': a ** b,
  };
  const result = results[op];
  if (result === undefined || (result | 0) !== result) throw new Error(`${a} ${op} ${b} overflows`);
  return result;
}
