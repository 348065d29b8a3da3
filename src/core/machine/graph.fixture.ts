// Small graphs by hand, for tests of machine and search: words from 0x1000 up, tasks as lists of blocks.

import type {
  CodeBlock,
  Exit,
  Graph,
  Instruction,
  PropertyGraph,
  Routine,
  StepSite,
  TaskGraph,
  Value,
} from '../language/lower/graph.ts';

export const span = { file: 0, start: 0, end: 0 };
export const base = 0x1000;

export const num = (value: number): Value => ({ kind: 'const', value });
export const reg = (register: number): Value => ({ kind: 'register', register });
export const bin = (op: (Value & { kind: 'binary' })['op'], left: Value, right: Value): Value => ({
  kind: 'binary',
  op,
  left,
  right,
});
/** Address of word `index`. */
export const word = (index: number): Value => num(base + 4 * index);

export const load = (register: number, address: Value): Instruction => ({
  kind: 'load',
  register,
  address,
  size: 4,
  signed: true,
  access: 'plain',
});
export const store = (address: Value, value: Value): Instruction => ({
  kind: 'store',
  address,
  size: 4,
  value,
  access: 'plain',
});
export const set = (register: number, value: Value): Instruction => ({ kind: 'set', register, value });
export const guard = (test: Value): Instruction => ({ kind: 'guard', test });

export const branch = (test: Value, then: number, otherwise: number): Exit => ({
  kind: 'branch',
  test,
  then,
  else: otherwise,
});

export function site(text: string, operation: StepSite['operation'] = 'read'): StepSite {
  return { function: 'f', lineInFunction: 0, ordinal: 1, span, calls: [], operation, text };
}

export interface BlockText {
  readonly step?: StepSite['operation'];
  readonly code?: readonly Instruction[];
  /** The next block in the list; `end` for the last. */
  readonly exit?: Exit;
}

export function blocks(texts: readonly BlockText[]): CodeBlock[] {
  return texts.map(({ step, code = [], exit }, index) => ({
    step: step ? { ...site(`step ${index}`, step), lineInFunction: index } : undefined,
    code,
    exit: exit ?? (index + 1 < texts.length ? { kind: 'goto', target: index + 1 } : { kind: 'end' }),
  }));
}

/** Steps one after another, behind an empty beginning. */
export function task(name: string, texts: readonly BlockText[], more: Partial<TaskGraph> = {}): TaskGraph {
  return { name, kind: 'task', cpu: 0, registers: 8, blocks: blocks([{}, ...texts]), span, ...more };
}

export function lockSteps(index: number, owner: number): { lock: BlockText; unlock: BlockText } {
  return {
    lock: {
      step: 'lock',
      code: [
        { kind: 'load', register: 7, address: word(index), size: 4, signed: true, access: 'lock' },
        guard(bin('==', reg(7), num(0))),
        { kind: 'store', address: word(index), size: 4, value: num(owner + 1), access: 'lock' },
      ],
    },
    unlock: {
      step: 'unlock',
      code: [{ kind: 'store', address: word(index), size: 4, value: num(0), access: 'unlock' }],
    },
  };
}

/** Reads words 0 … count-1 into registers of the same number, and gives `value`. */
export function over(count: number, value: Value): Routine {
  const code = Array.from({ length: count }, (_, index) => load(index, word(index)));
  return { registers: count + 1, blocks: [{ step: undefined, code, exit: { kind: 'return', value } }] };
}

export function property(
  name: string,
  kind: PropertyGraph['kind'],
  routine: Routine | undefined,
): PropertyGraph {
  return { name, kind, text: '', routine, skipped: undefined, span };
}

export function graphOf(parts: {
  readonly words: number;
  readonly ghosts?: readonly boolean[];
  readonly tasks: readonly TaskGraph[];
  readonly properties?: readonly PropertyGraph[];
  readonly bugs?: Graph['bugs'];
  readonly boot?: readonly Instruction[];
  readonly cpus?: number;
}): Graph {
  const shared = Array.from({ length: parts.words }, (_, index) => ({
    address: base + 4 * index,
    ghost: false,
    observed: false,
  }));
  const ghosts = (parts.ghosts ?? []).map((observed, index) => ({
    address: base + 4 * (parts.words + index),
    ghost: true,
    observed,
  }));
  return {
    memory: { words: [...shared, ...ghosts], init: [], objects: [] },
    tasks: parts.tasks,
    boot: {
      registers: 8,
      blocks: [{ step: undefined, code: parts.boot ?? [], exit: { kind: 'return', value: num(0) } }],
    },
    properties: parts.properties ?? [],
    lanes: [],
    bugs: parts.bugs ?? [],
    cpus: parts.cpus ?? 1,
  };
}

/** `x += 1` of plain C: a read and a write. */
export function increment(index: number, register = 0): BlockText[] {
  return [
    { step: 'read', code: [load(register, word(index))] },
    { step: 'write', code: [store(word(index), bin('+', reg(register), num(1)))] },
  ];
}
