// A slow, obvious explorer of graphs under store buffers, to compare machine and search with. Shares no code with them.
//
// Order is kept as sets: each waiting store knows which older ones must be visible before it. Only for straight graphs
// of tasks, daemons and a quiesce task, with the values and instructions of random-buffered.fixture.ts.

import type { MemoryModel } from '../check/verdict.ts';
import type { Graph, Instruction, Value } from '../language/lower/graph.ts';

interface Waiting {
  readonly id: number;
  readonly word: number;
  readonly operation: string;
  /** Bit positions that it changes. */
  readonly mask: number;
  readonly value: number;
  readonly after: ReadonlySet<number>;
}

interface State {
  readonly memory: ReadonlyMap<number, number>;
  readonly tasks: readonly { readonly block: number | undefined; readonly registers: readonly number[] }[];
  readonly buffers: readonly {
    readonly waiting: readonly Waiting[];
    /** What the last write barrier puts before every later store. */
    readonly fence: ReadonlySet<number>;
  }[];
}

const room = 4;

/** What can be seen of every reachable state; the ends (nobody can do anything) apart. Undefined when there are too many. */
export function naiveBuffered(
  graph: Graph,
  model: MemoryModel,
  most: number,
): { readonly seen: ReadonlySet<string>; readonly ends: ReadonlySet<string> } | undefined {
  const first: State = {
    memory: new Map(graph.memory.words.map(({ address }) => [address, 0])),
    tasks: graph.tasks.map(({ registers, blocks }) => {
      const { exit } = blocks[0]!;
      return {
        block: exit.kind === 'goto' ? exit.target : undefined,
        registers: new Array<number>(registers).fill(0),
      };
    }),
    buffers: Array.from({ length: graph.cpus }, () => ({ waiting: [], fence: new Set<number>() })),
  };
  const known = new Map([[keyOf(first), first]]);
  const seen = new Set<string>();
  const ends = new Set<string>();
  for (const state of known.values()) {
    if (known.size > most) return undefined;
    seen.add(shown(state));
    const next = [
      ...graph.tasks.flatMap((_, task) => stepOf(graph, model, state, task) ?? []),
      ...state.buffers.flatMap((_, cpu) => drainsOf(model, state, cpu)),
    ];
    if (next.length === 0) ends.add(shown(state));
    for (const one of next) known.set(keyOf(one), known.get(keyOf(one)) ?? one);
  }
  return { seen, ends };
}

/** The part of a state that the machine shows too. */
function shown({ memory, tasks, buffers }: State): string {
  return shownState(
    [...memory.values()],
    tasks.map(({ block }) => block),
    buffers.map(({ waiting }) => waiting),
  );
}

export function shownState(
  words: readonly number[],
  blocks: readonly (number | undefined)[],
  buffers: readonly (readonly Pick<Waiting, 'word' | 'operation' | 'mask' | 'value'>[])[],
): string {
  const stores = buffers.map((buffer) =>
    buffer
      .map(({ word, operation, mask, value }) => `${operation} ${word} ${mask} ${value & mask}`)
      .join(', '),
  );
  return `${words.join(' ')} | ${blocks.map((block) => block ?? '-').join(' ')} | ${stores.join('; ')}`;
}

/** Everything, with stores named by their position. */
function keyOf(state: State): string {
  const registers = state.tasks.map((task) => task.registers.join(' ')).join('; ');
  const order = state.buffers.map(({ waiting, fence }) => {
    const at = (id: number) => waiting.findIndex((one) => one.id === id);
    const places = (ids: ReadonlySet<number>) =>
      [...ids]
        .map(at)
        .filter((one) => one >= 0)
        .sort();
    return `${waiting.map(({ after }) => places(after)).join('/')}!${places(fence)}`;
  });
  return `${shown(state)} | ${registers} | ${order.join('; ')}`;
}

function drainsOf(model: MemoryModel, state: State, cpu: number): State[] {
  const { waiting } = state.buffers[cpu]!;
  return waiting.flatMap((store, index) => {
    const ready = model === 'relaxed' ? !waiting.some((other) => store.after.has(other.id)) : index === 0;
    if (!ready) return [];
    const memory = new Map(state.memory);
    memory.set(store.word, applied(memory.get(store.word)!, store));
    const left = waiting.filter((other) => other !== store);
    const fence = new Set([...state.buffers[cpu]!.fence].filter((id) => id !== store.id));
    return [{ ...state, memory, buffers: replaced(state.buffers, cpu, { waiting: left, fence }) }];
  });
}

function replaced<T>(list: readonly T[], at: number, value: T): readonly T[] {
  return list.map((one, index) => (index === at ? value : one));
}

function applied(word: number, { operation, mask, value }: Waiting): number {
  const combined =
    operation === 'store'
      ? value
      : operation === 'add'
        ? ((word & mask) + value) | 0
        : operation === 'or'
          ? word | value
          : operation === 'and'
            ? word & value
            : word ^ value;
  return (word & ~mask) | (combined & mask);
}

/** Undefined where the task cannot do a step. */
function stepOf(graph: Graph, model: MemoryModel, state: State, task: number): State | undefined {
  const { blocks, cpu, kind } = graph.tasks[task]!;
  const { block } = state.tasks[task]!;
  if (block === undefined) return undefined;
  const ended = (index: number) => state.tasks[index]!.block === undefined;
  const empty = state.buffers.every(({ waiting }) => waiting.length === 0);
  if (kind === 'quiesce' && block === 1) {
    if (!empty || graph.tasks.some((other, index) => other.kind === 'task' && !ended(index)))
      return undefined;
  }
  const registers = [...state.tasks[task]!.registers];
  const memory = new Map(state.memory);
  let { waiting, fence } = state.buffers[cpu]!;
  const isEmpty = waiting.length === 0;
  const hasRoom = waiting.length < room;
  let nextId = 1 + Math.max(0, ...waiting.map(({ id }) => id));

  const view = (word: number) =>
    waiting.filter((one) => one.word === word).reduce((now, one) => applied(now, one), memory.get(word)!);
  const push = (store: Omit<Waiting, 'id' | 'after'>, releases: boolean) => {
    const older = waiting.filter((one) => releases || fence.has(one.id) || one.word === store.word);
    const id = nextId++;
    waiting = [...waiting, { ...store, id, after: new Set(older.map((one) => one.id)) }];
  };

  for (const instruction of blocks[block]!.code) {
    switch (instruction.kind) {
      case 'load': {
        const { word, shift, bits } = placeOf(instruction, registers);
        const locked = ['rmw-ordered', 'lock', 'atomic'].includes(instruction.access);
        if ((locked || (kind === 'quiesce' && instruction.access !== 'ghost')) && !isEmpty) return undefined;
        const read = view(word) >> shift;
        const up = 32 - bits;
        registers[instruction.register] = instruction.signed ? (read << up) >> up : ((read << up) >>> up) | 0;
        break;
      }
      case 'store': {
        const { word, shift, mask } = placeOf(instruction, registers);
        const value = (evaluated(instruction.value, registers) << shift) & mask;
        const store = { word, operation: 'store', mask, value };
        const { access } = instruction;
        if (access === 'pure') waiting = waiting.filter((one) => one.word !== word);
        const direct = ['rmw-ordered', 'lock', 'atomic', 'ghost', 'pure'].includes(access);
        if (direct || kind === 'quiesce') {
          if (access !== 'ghost' && access !== 'pure' && !isEmpty) return undefined;
          memory.set(word, applied(memory.get(word)!, { ...store, id: 0, after: new Set() }));
        } else {
          if (!hasRoom) return undefined;
          push(store, access === 'release' || access === 'unlock');
        }
        break;
      }
      case 'rmw': {
        const { word, shift, mask } = placeOf(instruction, registers);
        const value = (evaluated(instruction.value, registers) << shift) & mask;
        const store = { word, operation: instruction.op as string, mask, value };
        if (model === 'x86-TSO' || kind === 'quiesce') {
          if (!isEmpty) return undefined;
          memory.set(word, applied(memory.get(word)!, { ...store, id: 0, after: new Set() }));
        } else {
          if (!hasRoom) return undefined;
          push(store, instruction.access === 'unlock');
        }
        break;
      }
      case 'fence':
        if (kind === 'quiesce') break;
        if (instruction.fence === 'mb' && !isEmpty) return undefined;
        if (model === 'relaxed') {
          if (instruction.fence.startsWith('mb') && !isEmpty) return undefined;
          if (instruction.fence === 'wmb') fence = new Set(waiting.map(({ id }) => id));
        }
        break;
      case 'guard':
        if (evaluated(instruction.test, registers) === 0) return undefined;
        break;
      default:
        throw new Error(`not in these graphs: ${instruction.kind}`);
    }
  }
  const { exit } = blocks[block]!;
  const to = exit.kind === 'goto' ? exit.target : undefined;
  return {
    memory,
    tasks: replaced(state.tasks, task, { block: to, registers }),
    // Numbers are used again once nothing waits: a fence must not keep those that are gone.
    buffers: replaced(state.buffers, cpu, {
      waiting,
      fence: new Set(waiting.map(({ id }) => id).filter((id) => fence.has(id))),
    }),
  };
}

function placeOf(
  instruction: Instruction & { kind: 'load' | 'store' | 'rmw' },
  registers: readonly number[],
) {
  const address = evaluated(instruction.address, registers);
  const bits = Math.min(32, 8 * instruction.size);
  const shift = 8 * (address & 3);
  const mask = bits === 32 ? -1 : ((1 << bits) - 1) << shift;
  return { word: address & ~3, shift, bits, mask };
}

function evaluated(value: Value, registers: readonly number[]): number {
  if (value.kind === 'const') return value.value;
  if (value.kind === 'register') return registers[value.register]!;
  if (value.kind !== 'binary') throw new Error(`not in these graphs: ${value.kind}`);
  const [left, right] = [evaluated(value.left, registers), evaluated(value.right, registers)];
  return value.op === '==' ? Number(left === right) : (left + right) | 0;
}
