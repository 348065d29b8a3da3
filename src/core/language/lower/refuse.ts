// The named bounds of lowering, and how lowering stops when a program passes one of them.
//
// A refusal is thrown deep inside an inlined call and caught once, in lower.ts, which turns it into a Result:
// nothing outside this folder ever sees the exception.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';

/** See docs/language.md, section 6. */
export const maxSteps = 20_000;
export const maxWords = 16_384;
/** Private code that is inlined costs no steps but costs memory here: instructions and blocks of one task. */
export const maxCode = 400_000;
/** Private values in use at each block, summed up: time and memory here and in the machine go with it. */
export const maxAlive = 3_000_000;
/** Statements, expressions and calls around each other; keeps the stack of this program whole. */
export const maxDepth = 1_200;

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

export function refuse(span: Span, code: string, message: string, remedy: string): never {
  throw new Refusal({ severity: 'error', code, span, message, remedy });
}
