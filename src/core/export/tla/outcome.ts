// What a piece of control flow that is done at once comes to, as one TLA+ expression: of a step a record with where the
// task stands next and what memory is then; of a property TRUE or FALSE.
//
// Ways that meet become operators of their own, with registers and memory as parameters; so do loops. Promises: a name is
// given once in each operator; what cannot be gone on from (a bad access, a BUG, an `assume`) ends the run.

import { assertNever } from '../../base/assert.ts';
import { claimant } from '../../check/claims.ts';
import { divisionText } from '../../check/finding.ts';
import type { CodeBlock, Exit, Instruction, Register, Value } from '../../language/lower/graph.ts';
import { slotAt } from '../../machine/address-table.ts';
import type { Region } from '../../machine/emit-region.ts';
import { regionFrom } from '../../machine/emit-region.ts';
import type { Model, Word } from './model.ts';
import { type Env, integer, literal, sum, test } from './value.ts';

/** Where the code belongs. */
export interface Scope {
  readonly model: Model;
  /** -1 for a property. */
  readonly task: number;
  readonly blocks: readonly CodeBlock[];
  readonly alive: readonly (readonly Register[])[];
  /** Prefix of operators that are made for ways that meet. */
  readonly name: string;
  /** The record, or the value, where the code ends. */
  arrive(state: State, block: number | undefined): string;
  give(state: State, value: Value): string;
  /** The run ends with these words, or the property cannot be evaluated. */
  stop(why: string): string;
}

export interface State {
  readonly registers: Map<Register, string>;
  /** Names of what they are now. */
  mem: string;
  unseen: string;
  cpu: string;
  /** Definitions that wait for the expression that they stand before. */
  readonly lets: string[];
}

export interface Outcome {
  readonly text: string;
  /** Operators that it uses, each with its declaration. */
  readonly operators: readonly { readonly declaration: string; readonly text: string }[];
}

export const dropped = 'dropped by an assume';

export function outcomeOf(scope: Scope, entry: number, registers: ReadonlyMap<Register, string>): Outcome {
  const region = regionFrom(scope.blocks, entry);
  const writer = new Writer(scope, region);
  const text = writer.body(entry, { ...writer.fresh(), registers: new Map(registers) });
  return { text, operators: writer.operators() };
}

/** What must hold for the way to go on, and what is done then. */
interface Condition {
  readonly holds: string;
  readonly otherwise: string;
  readonly after?: (state: State) => void;
}

class Writer {
  private readonly waiting: number[] = [];
  private readonly asked = new Set<number>();
  private names = 0;

  constructor(
    private readonly scope: Scope,
    private readonly region: Region,
  ) {}

  fresh(): State {
    return { registers: new Map(), mem: 'mem', unseen: 'unseen', cpu: 'cpu', lets: [] };
  }

  operators(): Outcome['operators'] {
    const made: { declaration: string; text: string }[] = [];
    for (let block = this.waiting.shift(); block !== undefined; block = this.waiting.shift()) {
      this.names = 0;
      const alive = this.scope.alive[block] ?? [];
      const registers = new Map(alive.map((register) => [register, `a__${register}`] as const));
      const state: State = { registers, mem: 'm', unseen: 'u', cpu: 'c', lets: [] };
      const parameters = [...registers.values(), ...this.memory(state)];
      const name = this.operator(block);
      const text = `${name}(${parameters.join(', ')}) ==\n  ${indented(this.body(block, state), 2)}`;
      made.push({ declaration: `${name}(${parameters.map(() => '_').join(', ')})`, text });
    }
    return made;
  }

  body(block: number, state: State): string {
    const { code, exit } = this.scope.blocks[block] as CodeBlock;
    return this.from(block, code, 0, exit, state);
  }

  private from(block: number, code: readonly Instruction[], first: number, exit: Exit, state: State): string {
    for (let at = first; at < code.length; at++) {
      const rest = () => this.from(block, code, at + 1, exit, state);
      const instruction = code[at] as Instruction;
      const guardedBy = this.perform(instruction, block, at, state);
      if (guardedBy === undefined) continue;
      const { holds, otherwise, after } = guardedBy;
      if (holds === 'FALSE') return this.with(state, otherwise);
      // What was defined for the test stands before it, what comes behind it in its own part.
      const before = holds === 'TRUE' ? [] : state.lets.splice(0);
      after?.(state);
      if (holds === 'TRUE') continue;
      return this.with({ ...state, lets: before }, either(`~${holds}`, otherwise, rest()));
    }
    return this.leave(block, exit, state);
  }

  private leave(block: number, exit: Exit, state: State): string {
    const { scope } = this;
    switch (exit.kind) {
      case 'goto':
        return this.jump(exit.target, state);
      case 'branch': {
        const known = scope.model.analysis.tasks[scope.task];
        const then = known === undefined || known.takes(block, 'then');
        const no = known === undefined || known.takes(block, 'else');
        if (then !== no) return this.jump(then ? exit.then : exit.else, state);
        const lets = state.lets.splice(0);
        const copy = (): State => ({ ...state, registers: new Map(state.registers), lets: [] });
        const test = this.truth(exit.test, state);
        const choice = either(test, this.jump(exit.then, copy()), this.jump(exit.else, copy()));
        return this.with({ ...state, lets }, choice);
      }
      case 'end':
        return this.with(state, scope.arrive(state, undefined));
      case 'return':
        return this.with(state, scope.give(state, exit.value));
      default:
        return assertNever(exit);
    }
  }

  private jump(to: number, state: State): string {
    const { scope } = this;
    if (scope.blocks[to]?.step !== undefined) return this.with(state, scope.arrive(state, to));
    if (!this.region.merges.has(to)) return this.body(to, state);
    if (!this.asked.has(to)) {
      this.asked.add(to);
      this.waiting.push(to);
    }
    const registers = (scope.alive[to] ?? []).map((register) => state.registers.get(register) ?? '0');
    return this.with(state, `${this.operator(to)}(${[...registers, ...this.memory(state)].join(', ')})`);
  }

  private operator(block: number): string {
    return `${this.scope.name}_b${block}`;
  }

  /** What is handed on beside registers. */
  private memory({ mem, unseen, cpu }: State): readonly string[] {
    const { model } = this.scope;
    return [mem, ...(model.unseen ? [unseen] : []), ...(model.cpus ? [cpu] : [])];
  }

  private with({ lets }: State, text: string): string {
    const definitions = lets.splice(0);
    return definitions.length === 0 ? text : `LET ${definitions.join('\n    ')}\nIN  ${indented(text, 4)}`;
  }

  /** A new name for an expression; what is short enough is its own name. */
  private define(state: State, prefix: string, text: string): string {
    if (/^(\w+|\(-\d+\))$/.test(text)) return text;
    const name = `${prefix}__${this.names++}`;
    state.lets.push(`${name} == ${text}`);
    return name;
  }

  private number(value: Value, state: State): string {
    this.sizes(value);
    return integer(value, this.env(state));
  }

  private truth(value: Value, state: State): string {
    this.sizes(value);
    return test(value, this.env(state));
  }

  private env({ registers }: State): Env {
    return { get: (register) => registers.get(register), wraps: this.scope.model.wraps };
  }

  private sizes(value: Value): void {
    const { sizes } = this.scope.model;
    if (value.kind === 'valid') sizes.add(value.size);
    if (value.kind === 'valid') this.sizes(value.address);
    if (value.kind === 'unary') this.sizes(value.operand);
    if (value.kind === 'binary') {
      this.sizes(value.left);
      this.sizes(value.right);
    }
  }

  /** Undefined, or what must hold for the way to go on. */
  private perform(instruction: Instruction, block: number, at: number, state: State): Condition | undefined {
    const { scope } = this;
    const { model } = scope;
    switch (instruction.kind) {
      case 'set':
        state.registers.set(
          instruction.register,
          this.define(state, `r${instruction.register}`, this.number(instruction.value, state)),
        );
        return undefined;
      case 'choose':
        state.registers.set(instruction.register, 'choice');
        return undefined;
      case 'load':
      case 'store':
      case 'rmw':
        return this.access(instruction, block, at, state);
      case 'guard':
        return { holds: this.truth(instruction.test, state), otherwise: 'Blocked' };
      case 'prune':
        return { holds: this.truth(instruction.test, state), otherwise: scope.stop(dropped) };
      case 'check':
        return this.check(instruction, state);
      case 'cpu-control': {
        if (!model.cpus || (model.layout.cpuSlots[model.graph.tasks[scope.task]?.cpu ?? -1] ?? -1) < 0)
          return undefined;
        const cpu = model.graph.tasks[scope.task]?.cpu ?? 0;
        const [what = '', way] = instruction.op.split('-');
        const now = `${state.cpu}[${cpu}]`;
        const next =
          way === 'disable' ? `CpuOff(${now}, "${what}", ${scope.task + 1})` : `CpuOn(${now}, "${what}")`;
        state.cpu = this.define(state, 'c', `[${state.cpu} EXCEPT ![${cpu}] = ${next}]`);
        return undefined;
      }
      case 'ledger':
      case 'fence':
        return undefined;
      default:
        return assertNever(instruction);
    }
  }

  private check(instruction: Instruction & { readonly kind: 'check' }, state: State): Condition | undefined {
    const { scope } = this;
    const { properties, bugs } = scope.model.graph;
    const violates = (property: number) => `violates ${properties[property]?.name}`;
    const holds = this.truth(instruction.test, state);
    if (instruction.of === 'property') {
      if (properties[instruction.index]?.skipped !== undefined) return undefined;
      return { holds, otherwise: scope.stop(violates(instruction.index)) };
    }
    const bug = bugs[instruction.index];
    const claim = claimant(
      properties,
      bug?.severity === 'warn' ? 'warn' : bug?.text === divisionText ? 'division-by-zero' : 'bug',
    );
    if (claim !== undefined) return { holds, otherwise: scope.stop(violates(claim)) };
    return bug?.severity === 'warn' ? undefined : { holds, otherwise: scope.stop(`BUG: ${bug?.text}`) };
  }

  private access(
    instruction: Instruction & { readonly kind: 'load' | 'store' | 'rmw' },
    block: number,
    at: number,
    state: State,
  ): Condition | undefined {
    const { scope } = this;
    const { model } = scope;
    const { address, size } = instruction;
    const known = model.analysis.tasks[scope.task]?.access(block, at);
    const constant =
      address.kind === 'const' && (address.value & (size - 1)) === 0
        ? slotAt(model.table, address.value)
        : -1;
    const slot =
      constant >= 0
        ? constant
        : known?.slots.length === 1 && !known.mayFault && size >= 4
          ? known.slots[0]
          : undefined;
    if (slot !== undefined && slot >= 0) {
      const shift = address.kind === 'const' ? `${(address.value & 3) * 8}` : '0';
      this.touch(instruction, model.words.get(slot), slot, shift, state);
      return undefined;
    }
    const where = this.define(state, 'at', this.number(address, state));
    const word = size >= 4 ? where : `(${where} - (${where} % 4))`;
    const shift = size >= 4 ? '0' : `(8 * (${where} % 4))`;
    const variable = model.words.get(known?.slots[0] ?? -1)?.variable ?? 'mem';
    const aligned = size === 1 ? '' : ` /\\ ${where} % ${size} = 0`;
    const holds = known?.mayFault === false ? 'TRUE' : `(${word} \\in DOMAIN ${state[variable]}${aligned})`;
    const after = (later: State) => this.through(instruction, word, shift, later, variable);
    const claim = ['wild_access', 'null_access', 'misaligned_access'].find((name) =>
      model.graph.properties.some((property) => property.name === name && property.skipped === undefined),
    );
    return {
      holds,
      otherwise: scope.stop(claim === undefined ? 'a bad access' : `violates ${claim}`),
      after,
    };
  }

  /** At a word that is known. */
  private touch(
    instruction: Instruction & { readonly kind: 'load' | 'store' | 'rmw' },
    word: ReturnType<Model['words']['get']>,
    slot: number,
    shift: string,
    state: State,
  ): void {
    if (word !== undefined) {
      this.through(instruction, word.name, shift, state, word.variable);
    } else if (instruction.kind === 'load') {
      const part = extracted(literal(this.scope.model.start[slot] as number), instruction, shift);
      state.registers.set(instruction.register, this.define(state, `r${instruction.register}`, part));
    }
  }

  private through(
    instruction: Instruction & { readonly kind: 'load' | 'store' | 'rmw' },
    address: string,
    shift: string,
    state: State,
    variable: Word['variable'],
  ): void {
    const now = `${state[variable]}[${address}]`;
    if (instruction.kind === 'load') {
      const part = extracted(now, instruction, shift);
      state.registers.set(instruction.register, this.define(state, `r${instruction.register}`, part));
      return;
    }
    const { size } = instruction;
    const value = this.number(instruction.value, state);
    const old = extracted(now, { size, signed: false }, shift);
    const whole =
      instruction.kind === 'store' ? value : combined(instruction.op, old, value, this.scope.model.wraps);
    const next = size >= 4 ? whole : `Insert(${now}, ${2 ** (8 * size)}, ${shift}, ${whole})`;
    state[variable] = this.define(
      state,
      variable === 'mem' ? 'm' : 'u',
      `[${state[variable]} EXCEPT ![${address}] = ${next}]`,
    );
  }
}

function either(test: string, yes: string, no: string): string {
  return `IF ${test}\nTHEN ${indented(yes, 5)}\nELSE ${indented(no, 5)}`;
}

/** All lines but the first. */
export function indented(text: string, by: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`);
}

function extracted(
  word: string,
  { size, signed }: { readonly size: 1 | 2 | 4 | 8; readonly signed: boolean },
  shift: string,
): string {
  if (size >= 4) return word;
  const part = `Part(${word}, ${2 ** (8 * size)}, ${shift})`;
  return signed ? `Signed(${part}, ${2 ** (8 * size)})` : part;
}

function combined(
  op: (Instruction & { readonly kind: 'rmw' })['op'],
  old: string,
  value: string,
  wraps: boolean,
): string {
  if (op === 'add') return sum('+', old, value, wraps);
  return `${{ or: 'Or', and: 'And', xor: 'Xor' }[op]}(${old}, ${value})`;
}
