// Grows the control-flow graph of one task or routine: blocks, steps, registers; and keeps what is known of registers at
// the place that is being written, so that a branch that is never taken is never written.
//
// Promises: what is emitted where control cannot come is dropped; what can only follow one upon the other is one block,
// and a block that does nothing but jump on is none. Does not: know C; look at what comes later.

import type { Span } from '../source/source-file.ts';
import { BootMemory } from './boot-memory.ts';
import { type Drafted, rewritten, substituted } from './code.ts';
import { append, type DraftBlock, draftBlock, finished } from './draft-block.ts';
import type { Exit, Instruction, Register, StepSite, Value } from './graph.ts';
import { Knowledge } from './known.ts';
import { maxCode, maxSteps, refuse } from './refuse.ts';
import { register } from './value.ts';

export class BlockBuilder {
  readonly #blocks: DraftBlock[] = [];
  /** In the order of the text. */
  readonly #written: DraftBlock[] = [];
  readonly #isVariable: boolean[] = [];
  /** By register: what is written reads it. */
  readonly #read: boolean[] = [];
  /** By register: how often it is set. */
  readonly #settings: number[] = [];
  readonly #loops: DraftBlock[] = [];
  readonly #knowledge = new Knowledge();
  readonly #valueIn = (index: Register): Value | undefined => {
    const value = this.#knowledge.get(index);
    if (value === undefined) this.#read[index] = true;
    return value;
  };
  readonly #known = (value: Value): Value => substituted(value, this.#valueIn);
  readonly #owner: string;
  readonly #span: Span;
  readonly #entry: DraftBlock;
  #memory: BootMemory | undefined;
  /** Undefined where control cannot come. */
  #open: DraftBlock | undefined;
  #hasLoop = false;
  #steps = 0;
  #size = 0;

  /** `owner` and `span` name the task in the message when a bound is passed. */
  constructor(owner: string, span: Span) {
    this.#owner = owner;
    this.#span = span;
    this.#entry = this.#at(this.newBlock());
    this.#enter(this.#entry);
  }

  get registers(): number {
    return this.#isVariable.length;
  }

  /** How much has been written. */
  get size(): number {
    return this.#size;
  }

  /** Nobody else runs: what memory holds is known like what registers hold. `words`: what it holds at the start. */
  runsAlone(words: Iterable<readonly [address: number, value: number]>): void {
    this.#memory = new BootMemory(this.#knowledge, () => this.newTemporary(), words);
  }

  /** Ways to a block from what is written so far. */
  waysTo(block: number): number {
    return this.#at(block).ways;
  }

  /** Control cannot come to what is written now. */
  get dead(): boolean {
    return this.#open === undefined;
  }

  /** A register that is set where its expression is evaluated and read before that happens again. */
  newTemporary(): Register {
    return this.#newRegister(false);
  }

  /** A register for a local that is assigned to: its value may change between two readings. */
  newVariable(): Register {
    return this.#newRegister(true);
  }

  /** What a register holds here: what it is known to equal, or itself. */
  valueOf(index: Register): Value {
    return this.#knowledge.get(index) ?? register(index);
  }

  /** No register of the value is a variable: it may be kept as it is for as long as its evaluation lasts. */
  isStable(value: Value): boolean {
    switch (value.kind) {
      case 'const':
        return true;
      case 'register':
        return this.#isVariable[value.register] === false;
      case 'unary':
        return this.isStable(value.operand);
      case 'binary':
        return this.isStable(value.left) && this.isStable(value.right);
      case 'valid':
        return this.isStable(value.address);
    }
  }

  newBlock(step?: StepSite): number {
    this.#grow();
    return this.#blocks.push(draftBlock(step)) - 1;
  }

  emit(written: Instruction): void {
    if (this.#open === undefined) return;
    this.#grow();
    const instruction = rewritten(written, this.#known);
    append(this.#open, instruction);
    this.#memory?.learn(instruction);
    if (instruction.kind !== 'set') return;
    this.#settings[instruction.register]! += 1;
    this.#knowledge.learn(instruction.register, instruction.value);
  }

  /** Ends the step that is being written; what follows belongs to a new one. */
  beginStep(site: StepSite): void {
    if (this.#open === undefined) return;
    this.#steps += 1;
    if (this.#steps > maxSteps) {
      refuse(
        this.#span,
        'too-many-steps',
        `\`${this.#owner}\` has more than ${maxSteps} steps after every call is inlined`,
        'call fewer functions from it, or split it into several tasks',
      );
    }
    this.continueIn(this.newBlock(site));
  }

  jump(target: number): void {
    const open = this.#open;
    if (open === undefined) return;
    const block = this.#at(target);
    if (open.code.length > 0 || open.step !== undefined || open.loop || open === this.#entry) {
      this.#arrive(block, 1, open);
      open.exit = { kind: 'goto', target };
    } else {
      this.#arrive(block, open.ways, open.from);
      open.becomes = block;
    }
    this.#open = undefined;
  }

  branch(written: Value, then: number, otherwise: number): void {
    if (this.#open === undefined) return;
    const test = this.#known(written);
    if (test.kind === 'const') {
      this.jump(test.value !== 0 ? then : otherwise);
      return;
    }
    const { here } = this.#knowledge;
    this.#arrive(this.#at(then), 1, undefined);
    this.#knowledge.goTo(here);
    this.#arrive(this.#at(otherwise), 1, undefined);
    this.#leave({ kind: 'branch', test, then, else: otherwise });
  }

  end(): void {
    this.#leave({ kind: 'end' });
  }

  give(value: Value): void {
    this.#leave({ kind: 'return', value: this.#known(value) });
  }

  /** Opens `block`; the open one, if there is one, runs on into it. */
  continueIn(block: number): void {
    const next = this.#at(block);
    if (next.step === undefined && this.#open !== undefined && next.ways === 0) {
      next.becomes = this.#open;
      return;
    }
    this.jump(block);
    if (next.ways === 0) return;
    if (next.step !== undefined || next.ways > 1 || next.from === undefined) {
      this.#enter(next);
      return;
    }
    // Only what runs on into it can come before it.
    next.becomes = next.from;
    next.from.exit = undefined;
    this.#open = next.from;
    this.#knowledge.goTo(next.known);
  }

  /** The same for a block that what is written later jumps back to, after setting some of these registers. */
  continueInLoop(block: number, changed: readonly Register[]): void {
    const next = this.#at(block);
    this.#hasLoop = true;
    next.loop = true;
    this.jump(block);
    // It may be entered by a way that is not written yet, and by no other.
    if (next.ways === 0) this.#knowledge.forget();
    this.#enter(next);
    const known = changed.filter((index) => this.#knowledge.get(index) !== undefined);
    if (known.length > 0) {
      next.changing = known.map((index) => ({ register: index, settings: this.#settings[index] ?? 0 }));
      this.#loops.push(next);
    }
    for (const index of changed) this.#knowledge.learn(index);
    this.#memory?.forget();
  }

  /**
   * Registers of which more can be known than is known here, because no loop that could change them does; undefined where
   * that may be all of them.
   */
  doubts(): ReadonlySet<Register> | undefined {
    if (this.#knowledge.forgetful || (this.#memory !== undefined && this.#hasLoop)) return undefined;
    const changing = this.#loops.flatMap((loop) => loop.changing.map((one) => one.register));
    return new Set(changing.filter((index) => this.#read[index]));
  }

  /** In the order of the text; what is left open ends the task. */
  finish(): Drafted {
    return { registers: this.registers, blocks: finished(this.#written, this.#blocks) };
  }

  #at(block: number): DraftBlock {
    return this.#blocks[block] as DraftBlock;
  }

  #newRegister(isVariable: boolean): Register {
    this.#settings.push(0);
    this.#read.push(false);
    return this.#isVariable.push(isVariable) - 1;
  }

  #enter(block: DraftBlock): void {
    this.#open = block;
    block.entered = true;
    this.#written.push(block);
    this.#knowledge.goTo(block.known);
  }

  /** Takes in what is known here. A loop was told what changes, and is told which of that does. */
  #arrive(block: DraftBlock, ways: number, from: DraftBlock | undefined): void {
    if (block.entered) {
      if (block.changing.length > 0) this.#takeBack(block);
      return;
    }
    const { here } = this.#knowledge;
    block.known = block.ways > 0 ? this.#knowledge.meet(block.known, here) : here;
    block.from = block.ways === 0 && ways === 1 ? from : undefined;
    block.ways += ways;
  }

  #takeBack(loop: DraftBlock): void {
    loop.changing = loop.changing.filter((one) => this.#settings[one.register] === one.settings);
  }

  #leave(exit: Exit): void {
    if (this.#open !== undefined) this.#open.exit = exit;
    this.#open = undefined;
  }

  #grow(): void {
    this.#size += 1;
    if (this.#size > maxCode) {
      refuse(
        this.#span,
        'too-much-code',
        `\`${this.#owner}\` is too large after every call is inlined`,
        'call fewer functions from it: each call is a copy of the function it names',
      );
    }
  }
}
