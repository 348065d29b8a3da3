// One function of a module while it is written: locals, structured control, instructions.
//
// Promises: labels are given when a block is opened and stay right however deep the code that jumps there is; methods
// return the body, so that an expression reads in the order in which the machine does it. Types are the caller's care:
// the engine that compiles the module checks them.

import { Bytes } from './bytes.ts';
import type { AccessName, ValueType } from './opcodes.ts';
import { access, atomic, control, memoryCopy, memoryFill, type op, type, vector } from './opcodes.ts';

/** A block that can be jumped out of (or, of a loop, to the begin of). */
export type Label = number;
type Operator = (typeof op)[keyof typeof op];

const nothing = 0x40;

export class Body {
  readonly #code = new Bytes();
  readonly #locals: ValueType[] = [];
  readonly #parameters: number;
  #depth = 0;

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  /** A new local; it is zero at the start. */
  local(of: ValueType = type.i32): number {
    return this.#parameters + this.#locals.push(of) - 1;
  }

  get size(): number {
    return this.#code.length;
  }

  // --- values

  number(value: number): this {
    this.#code.byte(control.const32);
    this.#code.signed(value);
    return this;
  }

  long(value: bigint): this {
    this.#code.byte(control.const64);
    this.#code.signed64(value);
    return this;
  }

  get(local: number): this {
    return this.#indexed(control.localGet, local);
  }

  set(local: number): this {
    return this.#indexed(control.localSet, local);
  }

  tee(local: number): this {
    return this.#indexed(control.localTee, local);
  }

  global(index: number): this {
    return this.#indexed(control.globalGet, index);
  }

  setGlobal(index: number): this {
    return this.#indexed(control.globalSet, index);
  }

  op(operator: Operator): this {
    this.#code.byte(operator);
    return this;
  }

  // --- memory

  memory(name: AccessName, offset: number): this {
    const [code, alignment] = access[name];
    this.#code.byte(code);
    // The engine takes a greater alignment than there is as a hint only; addresses of records are multiples of 4.
    this.#code.unsigned(Math.min(alignment, 2));
    this.#code.unsigned(offset);
    return this;
  }

  atomic(name: keyof typeof atomic, offset: number): this {
    this.#code.byte(control.prefixAtomic);
    this.#code.unsigned(atomic[name]);
    this.#code.unsigned(name === 'load' ? 2 : 3);
    this.#code.unsigned(offset);
    return this;
  }

  /** A load of two numbers, from an address that is a multiple of 16. */
  loadVector(offset: number): this {
    this.vector('load');
    this.#code.unsigned(4);
    this.#code.unsigned(offset);
    return this;
  }

  vector(name: keyof typeof vector): this {
    this.#code.byte(control.prefixVector);
    this.#code.unsigned(vector[name]);
    return this;
  }

  /** to, from, bytes -> nothing. */
  copy(): this {
    this.#code.byte(control.prefixMemory);
    this.#code.unsigned(memoryCopy);
    this.#code.byte(0);
    this.#code.byte(0);
    return this;
  }

  /** from, byte, bytes -> nothing. */
  fill(): this {
    this.#code.byte(control.prefixMemory);
    this.#code.unsigned(memoryFill);
    this.#code.byte(0);
    return this;
  }

  // --- control

  block(): Label {
    return this.#open(control.block, nothing);
  }

  loop(): Label {
    return this.#open(control.loop, nothing);
  }

  /** Takes the condition; `result` when both arms leave a value. */
  if(result?: ValueType): Label {
    return this.#open(control.if, result ?? nothing);
  }

  else(): this {
    this.#code.byte(control.else);
    return this;
  }

  end(): this {
    this.#depth -= 1;
    this.#code.byte(control.end);
    return this;
  }

  br(to: Label): this {
    return this.#indexed(control.br, this.#depth - to);
  }

  brIf(to: Label): this {
    return this.#indexed(control.brIf, this.#depth - to);
  }

  /** The last one is for every other index. */
  brTable(targets: readonly Label[]): this {
    this.#indexed(control.brTable, targets.length - 1);
    for (const to of targets) this.#code.unsigned(this.#depth - to);
    return this;
  }

  call(index: number): this {
    return this.#indexed(control.call, index);
  }

  /** Through table 0; takes the index last. */
  callIndirect(signature: number): this {
    this.#indexed(control.callIndirect, signature);
    this.#code.byte(0);
    return this;
  }

  /** As an entry of the code section. */
  write(to: Bytes): void {
    const whole = new Bytes();
    const runs: { of: ValueType; count: number }[] = [];
    for (const of of this.#locals) {
      const last = runs.at(-1);
      if (last?.of === of) last.count += 1;
      else runs.push({ of, count: 1 });
    }
    whole.unsigned(runs.length);
    for (const { of, count } of runs) {
      whole.unsigned(count);
      whole.byte(of);
    }
    whole.append(this.#code);
    whole.byte(control.end);
    to.unsigned(whole.length);
    to.append(whole);
  }

  #open(kind: number, result: number): Label {
    this.#code.byte(kind);
    this.#code.byte(result);
    this.#depth += 1;
    return this.#depth;
  }

  #indexed(code: number, index: number): this {
    this.#code.byte(code);
    this.#code.unsigned(index);
    return this;
  }
}
