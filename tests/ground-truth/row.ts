// One row of docs/ground-truth.md, or one part of a row whose parts are answered differently.

export interface Modelled {
  readonly row: string;
  readonly what: string;
  /** Below resources/labs/kernel-6.1, without the ending. */
  readonly lab: string;
  readonly properties: readonly string[];
}

export interface NotModelled {
  readonly row: string;
  readonly what: string;
  readonly notModelled: string;
}

export type Row = Modelled | NotModelled;

export const ageing = 'ageing is left out: no page is young, and nothing is activated by use';
