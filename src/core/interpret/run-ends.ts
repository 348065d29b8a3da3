// How the interpreter leaves a program in its middle: a finding that ends the run, or an `assume` that failed.

import type { FindingKind } from '../check/verdict.ts';

export class RunEnds extends Error {
  override readonly name = 'RunEnds';
  readonly kind: FindingKind;
  /** Name of the property or text of the BUG; what was accessed for the others. */
  readonly what: string;

  constructor(kind: FindingKind, what: string) {
    super(`${kind}: ${what}`);
    this.kind = kind;
    this.what = what;
  }
}

export class Pruned extends Error {
  override readonly name = 'Pruned';
}
