// A slow, obvious interpreter of micro-step graphs, to compare the generated machine with. Shares no code with it.

import type { Exit, Graph, Instruction, Value } from '../language/lower/graph.ts';

export interface NaiveTask {
  /** Block the task stands at; undefined when it has ended. */
  readonly block: number | undefined;
  readonly registers: readonly number[];
  readonly started: boolean;
}

export interface NaiveState {
  readonly memory: ReadonlyMap<number, number>;
  readonly tasks: readonly NaiveTask[];
  /** By CPU: owner and depths. */
  readonly cpus: readonly {
    readonly owner: number | undefined;
    readonly preempt: number;
    readonly irq: number;
  }[];
}

export type NaiveOutcome =
  | { readonly kind: 'ok' | 'warned'; readonly state: NaiveState }
  | { readonly kind: 'blocked' | 'pruned' }
  | { readonly kind: 'finding'; readonly memory: ReadonlyMap<number, number> };

class Stop {
  readonly outcome: 'blocked' | 'pruned' | 'finding';
  constructor(outcome: 'blocked' | 'pruned' | 'finding') {
    this.outcome = outcome;
  }
}

export function naiveStart(graph: Graph): NaiveState {
  let state: NaiveState = {
    memory: new Map(graph.memory.words.map(({ address }) => [address, 0])),
    tasks: graph.tasks.map(({ registers }) => ({
      block: 0,
      registers: new Array<number>(registers).fill(0),
      started: false,
    })),
    cpus: Array.from({ length: graph.cpus }, () => ({ owner: undefined, preempt: 0, irq: 0 })),
  };
  for (let task = 0; task < graph.tasks.length; task++) {
    const outcome = run(graph, state, task, 0, false);
    if (outcome.kind !== 'ok') throw new Error('beginnings of random graphs are harmless');
    state = outcome.state;
  }
  return state;
}

export function naiveStep(graph: Graph, state: NaiveState, task: number, alternative: number): NaiveOutcome {
  const me = graph.tasks[task]!;
  const { block, started } = state.tasks[task]!;
  if (block === undefined) return { kind: 'blocked' };
  const live = (index: number) => state.tasks[index]!.started && state.tasks[index]!.block !== undefined;
  const hindered = graph.tasks.some(
    (other, index) => index !== task && other.kind === 'interrupt' && other.cpu === me.cpu && live(index),
  );
  const cpu = state.cpus[me.cpu]!;
  const off = cpu.preempt > 0 || cpu.irq > 0;
  if (hindered) return { kind: 'blocked' };
  if (me.kind === 'interrupt' ? !started && cpu.irq > 0 : off && cpu.owner !== task)
    return { kind: 'blocked' };
  if (me.kind === 'quiesce' && !started) {
    const waits = graph.tasks.some(({ kind }, index) =>
      kind === 'task' ? state.tasks[index]!.block !== undefined : kind === 'interrupt' && live(index),
    );
    if (waits) return { kind: 'blocked' };
  }
  return run(graph, state, task, alternative, true);
}

function run(
  graph: Graph,
  state: NaiveState,
  task: number,
  alternative: number,
  started: boolean,
): NaiveOutcome {
  const memory = new Map(state.memory);
  const { blocks, cpu: cpuIndex } = graph.tasks[task]!;
  const registers = [...state.tasks[task]!.registers];
  let cpu = state.cpus[cpuIndex]!;
  let warned = false;
  let at: number | undefined = state.tasks[task]!.block!;
  let first = true;
  try {
    while (at !== undefined && (first || blocks[at]!.step === undefined)) {
      first = false;
      for (const instruction of blocks[at]!.code) {
        if (instruction.kind === 'cpu-control') cpu = control(cpu, instruction.op, task);
        else if (execute(graph, instruction, memory, registers, alternative)) warned = true;
      }
      const exit: Exit = blocks[at]!.exit;
      if (exit.kind === 'goto') at = exit.target;
      else if (exit.kind === 'branch') at = value(exit.test, memory, registers) !== 0 ? exit.then : exit.else;
      else at = undefined;
    }
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return stop.outcome === 'finding' ? { kind: 'finding', memory } : { kind: stop.outcome };
  }
  const tasks = state.tasks.map((each, index) => (index === task ? { block: at, registers, started } : each));
  const cpus = state.cpus.map((each, index) => (index === cpuIndex ? cpu : each));
  return { kind: warned ? 'warned' : 'ok', state: { memory, tasks, cpus } };
}

function control(cpu: NaiveState['cpus'][number], op: string, task: number): NaiveState['cpus'][number] {
  let { owner, preempt, irq } = cpu;
  if (op.endsWith('disable') && preempt + irq === 0) owner = task;
  if (op === 'preempt-disable') preempt += 1;
  if (op === 'irq-disable') irq += 1;
  if (op === 'preempt-enable') preempt = Math.max(0, preempt - 1);
  if (op === 'irq-enable') irq = Math.max(0, irq - 1);
  if (preempt + irq === 0) owner = undefined;
  return { owner, preempt, irq };
}

/** True when a WARN fired. */
function execute(
  graph: Graph,
  instruction: Instruction,
  memory: Map<number, number>,
  registers: number[],
  alternative: number,
): boolean {
  const of = (operand: Value) => value(operand, memory, registers);
  const place = (address: number, size: number): { word: number; shift: number } => {
    if (address % size !== 0 || !memory.has(address - (address & 3))) throw new Stop('finding');
    return { word: address - (address & 3), shift: 8 * (address & 3) };
  };
  switch (instruction.kind) {
    case 'set':
      registers[instruction.register] = of(instruction.value);
      return false;
    case 'choose':
      registers[instruction.register] = alternative;
      return false;
    case 'load': {
      const { word, shift } = place(of(instruction.address), instruction.size);
      let read = memory.get(word)! >> shift;
      if (instruction.size === 1) read = instruction.signed ? (read << 24) >> 24 : read & 0xff;
      if (instruction.size === 2) read = instruction.signed ? (read << 16) >> 16 : read & 0xffff;
      registers[instruction.register] = read;
      return false;
    }
    case 'store': {
      const { word, shift } = place(of(instruction.address), instruction.size);
      const mask = instruction.size === 1 ? 0xff << shift : instruction.size === 2 ? 0xffff << shift : -1;
      memory.set(word, (memory.get(word)! & ~mask) | ((of(instruction.value) << shift) & mask));
      return false;
    }
    case 'guard':
      if (of(instruction.test) === 0) throw new Stop('blocked');
      return false;
    case 'prune':
      if (of(instruction.test) === 0) throw new Stop('pruned');
      return false;
    case 'check': {
      if (of(instruction.test) !== 0) return false;
      if (instruction.of === 'bug' && graph.bugs[instruction.index]!.severity === 'warn') return true;
      throw new Stop('finding');
    }
    default:
      return false;
  }
}

const big = (signed: number) => BigInt(signed >>> 0);

function value(of: Value, memory: ReadonlyMap<number, number>, registers: readonly number[]): number {
  switch (of.kind) {
    case 'const':
      return of.value | 0;
    case 'register':
      return registers[of.register]!;
    case 'valid': {
      const at = value(of.address, memory, registers);
      return at % of.size === 0 && memory.has(at) ? 1 : 0;
    }
    case 'unary': {
      const x = value(of.operand, memory, registers);
      if (of.op === '-') return Number(BigInt.asIntN(32, -BigInt(x)));
      if (of.op === '~') return -1 - x;
      if (of.op === '!') return x === 0 ? 1 : 0;
      if (of.op === 'bool') return x === 0 ? 0 : 1;
      if (of.op === 'sign8') return Number(BigInt.asIntN(8, BigInt(x)));
      if (of.op === 'sign16') return Number(BigInt.asIntN(16, BigInt(x)));
      return of.op === 'zero8' ? Number(BigInt.asUintN(8, BigInt(x))) : Number(BigInt.asUintN(16, BigInt(x)));
    }
    case 'binary':
      return binary(of.op, value(of.left, memory, registers), value(of.right, memory, registers));
  }
}

function binary(op: (Value & { kind: 'binary' })['op'], x: number, y: number): number {
  const wrap = (wide: bigint) => Number(BigInt.asIntN(32, wide));
  const count = BigInt(y & 31);
  switch (op) {
    case '+':
      return wrap(BigInt(x) + BigInt(y));
    case '-':
      return wrap(BigInt(x) - BigInt(y));
    case '*':
      return wrap(BigInt(x) * BigInt(y));
    case '/':
      return y === 0 ? 0 : wrap(BigInt(x) / BigInt(y));
    case '%':
      return y === 0 ? 0 : wrap(BigInt(x) % BigInt(y));
    case '/u':
      return y === 0 ? 0 : wrap(big(x) / big(y));
    case '%u':
      return y === 0 ? 0 : wrap(big(x) % big(y));
    case '&':
      return wrap(BigInt(x) & BigInt(y));
    case '|':
      return wrap(BigInt(x) | BigInt(y));
    case '^':
      return wrap(BigInt(x) ^ BigInt(y));
    case '<<':
      return wrap(BigInt(x) << count);
    case '>>':
      return wrap(BigInt(x) >> count);
    case '>>>':
      return wrap(big(x) >> count);
    case '==':
      return Number(x === y);
    case '!=':
      return Number(x !== y);
    case '<':
      return Number(x < y);
    case '<=':
      return Number(x <= y);
    case '>':
      return Number(x > y);
    case '>=':
      return Number(x >= y);
    case '<u':
      return Number(big(x) < big(y));
    case '<=u':
      return Number(big(x) <= big(y));
    case '>u':
      return Number(big(x) > big(y));
    case '>=u':
      return Number(big(x) >= big(y));
  }
}
