// What memory holds while boot code runs: nobody else does, so that what is stored is what is read.
//
// Promises: a word is known only while nothing that may have changed it was written since. Each word is a register that no
// code names, so that what is known of it follows the same ways as what is known of others.

import type { Instruction, Register } from './graph.ts';
import type { Knowledge } from './known.ts';

export class BootMemory {
  readonly #registers = new Map<number, Register>();
  readonly #knowledge: Knowledge;
  readonly #newRegister: () => Register;

  /** `words`: what memory holds before boot. */
  constructor(
    knowledge: Knowledge,
    newRegister: () => Register,
    words: Iterable<readonly [address: number, value: number]>,
  ) {
    this.#knowledge = knowledge;
    this.#newRegister = newRegister;
    for (const [address, value] of words)
      knowledge.learn(this.#registerOf(address), { kind: 'const', value });
  }

  /** Takes in an instruction whose values are already rewritten. */
  learn(instruction: Instruction): void {
    if (instruction.kind === 'load') this.#load(instruction);
    else if (instruction.kind === 'store') this.#store(instruction);
  }

  #load({ register, address, size, signed }: Instruction & { readonly kind: 'load' }): void {
    if (address.kind !== 'const') return;
    const word = this.#knowledge.get(this.#wordAt(address.value, size));
    if (size >= 4) this.#knowledge.learn(register, word);
    else if (word?.kind === 'const') {
      const unused = 32 - 8 * size;
      const high = word.value << (unused - shiftOf(address.value));
      this.#knowledge.learn(register, { kind: 'const', value: signed ? high >> unused : high >>> unused });
    }
  }

  #store({ address, size, value }: Instruction & { readonly kind: 'store' }): void {
    if (address.kind !== 'const') {
      this.forget();
      return;
    }
    const register = this.#wordAt(address.value, size);
    const word = this.#knowledge.get(register);
    if (size >= 4) this.#knowledge.learn(register, value);
    else if (word?.kind === 'const' && value.kind === 'const') {
      const shift = shiftOf(address.value);
      const mask = (size === 1 ? 0xff : 0xffff) << shift;
      const merged = (word.value & ~mask) | ((value.value << shift) & mask);
      this.#knowledge.learn(register, { kind: 'const', value: merged });
    } else this.#knowledge.learn(register);
  }

  /** What is not aligned is a finding and goes on nowhere. */
  #wordAt(address: number, size: number): Register {
    return this.#registerOf(size >= 4 ? address : address & ~3);
  }

  /** Any word may have changed. */
  forget(): void {
    for (const register of this.#registers.values())
      if (this.#knowledge.get(register) !== undefined) this.#knowledge.learn(register);
  }

  #registerOf(address: number): Register {
    const known = this.#registers.get(address);
    if (known !== undefined) return known;
    const made = this.#newRegister();
    this.#registers.set(address, made);
    return made;
  }
}

/** Where a byte lies in its word. */
function shiftOf(address: number): number {
  return 8 * (address & 3);
}
