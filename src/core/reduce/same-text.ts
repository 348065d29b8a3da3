// Whether two tasks run the same code, but for the addresses of what is their own and for their number in locks.
//
// Promises: what differs is listed pair by pair; anything else that differs, a task's number in a computation among
// it, makes the two different. Names and places in the text are not looked at. Asked by whoever looks for exchangeable
// objects, it is only a first look: their addresses may then differ wherever they stand.

import type { CodeBlock, Exit, Graph, Instruction, TaskGraph, Value } from '../language/lower/graph.ts';

/** Addresses that stand for each other. */
export type Pairs = Map<number, number>;

/**
 * Undefined: not the same. `roams`: addresses that may differ as values too; where they do not, they are listed all
 * the same, as standing for themselves.
 */
export function sameText(
  graph: Graph,
  one: number,
  other: number,
  roams: (value: number) => boolean = () => false,
): Pairs | undefined {
  const mine = graph.tasks[one] as TaskGraph;
  const theirs = graph.tasks[other] as TaskGraph;
  if (mine.kind !== theirs.kind || mine.registers !== theirs.registers) return undefined;
  if (mine.blocks.length !== theirs.blocks.length) return undefined;
  const pairs: Pairs = new Map();
  const same = comparison(graph, one, other, pairs, roams);
  const equal = mine.blocks.every((block, at) => same.blocks(block, theirs.blocks[at] as CodeBlock));
  return equal ? pairs : undefined;
}

function comparison(
  graph: Graph,
  one: number,
  other: number,
  pairs: Pairs,
  roams: (value: number) => boolean,
) {
  /** `address`: where constants may differ. */
  const values = (a: Value, b: Value, address: boolean): boolean => {
    if (a.kind === 'const' && b.kind === 'const') {
      const free = roams(a.value) && roams(b.value);
      if (a.value === b.value && !free) return true;
      const known = pairs.get(a.value);
      pairs.set(a.value, b.value);
      return (address || free) && (known === undefined || known === b.value);
    }
    if (a.kind === 'register' && b.kind === 'register') return a.register === b.register;
    if (a.kind === 'unary' && b.kind === 'unary') return a.op === b.op && values(a.operand, b.operand, false);
    if (a.kind === 'binary' && b.kind === 'binary') {
      return a.op === b.op && values(a.left, b.left, false) && values(a.right, b.right, false);
    }
    return (
      a.kind === 'valid' && b.kind === 'valid' && a.size === b.size && values(a.address, b.address, false)
    );
  };
  /** The number of the task in a lock that it takes. */
  const holder = (a: Value, b: Value): boolean =>
    a.kind === 'const' && b.kind === 'const' && a.value === one + 1 && b.value === other + 1;

  const instructions = (a: Instruction, b: Instruction): boolean => {
    if (a.kind === 'set' && b.kind === 'set')
      return a.register === b.register && values(a.value, b.value, false);
    if (a.kind === 'load' && b.kind === 'load') {
      const like =
        a.register === b.register && a.size === b.size && a.signed === b.signed && a.access === b.access;
      return like && values(a.address, b.address, true);
    }
    if (a.kind === 'store' && b.kind === 'store') {
      const like = a.size === b.size && a.access === b.access && values(a.address, b.address, true);
      return like && ((a.access === 'lock' && holder(a.value, b.value)) || values(a.value, b.value, false));
    }
    if (a.kind === 'rmw' && b.kind === 'rmw') {
      const like = a.op === b.op && a.size === b.size && values(a.address, b.address, true);
      return like && values(a.value, b.value, false);
    }
    if (a.kind === 'guard' && b.kind === 'guard') return values(a.test, b.test, false);
    if (a.kind === 'prune' && b.kind === 'prune') return values(a.test, b.test, false);
    if (a.kind === 'choose' && b.kind === 'choose') return a.register === b.register && a.count === b.count;
    if (a.kind === 'check' && b.kind === 'check') return sameCheck(a, b) && values(a.test, b.test, false);
    if (a.kind === 'cpu-control' && b.kind === 'cpu-control') return a.op === b.op;
    return (a.kind === 'ledger' || a.kind === 'fence') && a.kind === b.kind;
  };
  const sameCheck = (a: Instruction & { readonly kind: 'check' }, b: typeof a): boolean => {
    if (a.of !== b.of) return false;
    if (a.index === b.index) return true;
    const [mine, theirs] = [graph.bugs[a.index], graph.bugs[b.index]];
    return a.of === 'bug' && mine?.severity === theirs?.severity && mine?.text === theirs?.text;
  };
  const exits = (a: Exit, b: Exit): boolean => {
    if (a.kind === 'goto' && b.kind === 'goto') return a.target === b.target;
    if (a.kind === 'branch' && b.kind === 'branch') {
      return a.then === b.then && a.else === b.else && values(a.test, b.test, false);
    }
    return a.kind === 'end' && b.kind === 'end';
  };
  return {
    blocks: (a: CodeBlock, b: CodeBlock): boolean =>
      a.step?.operation === b.step?.operation &&
      a.code.length === b.code.length &&
      a.code.every((instruction, at) => instructions(instruction, b.code[at] as Instruction)) &&
      exits(a.exit, b.exit),
  };
}
