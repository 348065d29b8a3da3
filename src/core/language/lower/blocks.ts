// Grows the control-flow graph of one task or routine: blocks, steps, registers.
//
// Promises: there is always one open block; what is emitted after a jump lands in a block that nothing reaches,
// which tidy.ts drops. Does not: know C; tidy up.

import { assert } from '../../base/assert.ts';
import type { Span } from '../source/source-file.ts';
import type { CodeBlock, Exit, Instruction, Register, StepSite, Value } from './graph.ts';
import { eachRegister } from './read-graph.ts';
import { maxCode, maxSteps, refuse } from './refuse.ts';

interface DraftBlock {
  readonly step: StepSite | undefined;
  readonly code: Instruction[];
  exit: Exit | undefined;
}

export class BlockBuilder {
  readonly #blocks: DraftBlock[] = [];
  readonly #variables = new Set<Register>();
  readonly #owner: string;
  readonly #span: Span;
  readonly #opened: number[] = [];
  #open = 0;
  #registers = 0;
  #steps = 0;
  #size = 0;

  /** `owner` and `span` name the task in the message when a bound is passed. */
  constructor(owner: string, span: Span) {
    this.#owner = owner;
    this.#span = span;
    this.#open = this.newBlock();
    this.#opened.push(this.#open);
  }

  get registers(): number {
    return this.#registers;
  }

  /** A register that is set where its expression is evaluated and read before that happens again. */
  newTemporary(): Register {
    return this.#registers++;
  }

  /** A register for a local that is assigned to: its value may change between two readings. */
  newVariable(): Register {
    const index = this.#registers++;
    this.#variables.add(index);
    return index;
  }

  /** No register of the value is a variable: it may be kept as it is for as long as its evaluation lasts. */
  isStable(value: Value): boolean {
    let stable = true;
    eachRegister(value, (index) => {
      if (this.#variables.has(index)) stable = false;
    });
    return stable;
  }

  newBlock(step?: StepSite): number {
    this.#grow();
    return this.#blocks.push({ step, code: [], exit: undefined }) - 1;
  }

  emit(instruction: Instruction): void {
    this.#grow();
    this.#blocks[this.#open]!.code.push(instruction);
  }

  /** Ends the step that is being written; what follows belongs to a new one. */
  beginStep(site: StepSite): void {
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
    this.#leave({ kind: 'goto', target });
  }

  branch(test: Value, then: number, otherwise: number): void {
    if (test.kind === 'const') this.jump(test.value !== 0 ? then : otherwise);
    else this.#leave({ kind: 'branch', test, then, else: otherwise });
  }

  end(): void {
    this.#leave({ kind: 'end' });
  }

  give(value: Value): void {
    this.#leave({ kind: 'return', value });
  }

  /** Opens `block`; the open one, if it is still open, runs on into it. */
  continueIn(block: number): void {
    const open = this.#blocks[this.#open]!;
    if (open.exit === undefined) open.exit = { kind: 'goto', target: block };
    this.#open = block;
    this.#opened.push(block);
  }

  /** In the order of the text; what is left open ends the task. */
  finish(): readonly CodeBlock[] {
    const position = new Map(this.#opened.map((block, at) => [block, at]));
    const at = (block: number): number => {
      const known = position.get(block);
      assert(known !== undefined, 'every block that is jumped to is written');
      return known;
    };
    return this.#opened.map((block) => {
      const { step, code, exit } = this.#blocks[block]!;
      return { step, code, exit: moved(exit ?? { kind: 'end' }, at) };
    });
  }

  #leave(exit: Exit): void {
    const open = this.#blocks[this.#open]!;
    assert(open.exit === undefined, 'the open block has no exit yet');
    open.exit = exit;
    this.#open = this.newBlock();
    this.#opened.push(this.#open);
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

function moved(exit: Exit, at: (block: number) => number): Exit {
  if (exit.kind === 'goto') return { kind: 'goto', target: at(exit.target) };
  if (exit.kind !== 'branch') return exit;
  const then = at(exit.then);
  return { kind: 'branch', test: exit.test, then, else: at(exit.else) };
}
