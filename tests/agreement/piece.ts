// Pieces of random lab C: text that is written when the names around it are known.

import fc from 'fast-check';

/** Hands out names while a program is written down. */
export interface Writer {
  fresh(): number;
  /** How many loops are around. */
  readonly loops: number;
  /** Tasks call f and h, f calls h, h calls nothing; what is pure is none of them. */
  readonly level: 'task' | 'f' | 'h' | 'pure';
}

export type Piece = (writer: Writer) => string;
export type Pieces = fc.Arbitrary<Piece>;

export const just =
  (text: string): Piece =>
  () =>
    text;

export const oneOf = (...texts: readonly string[]): Pieces => fc.constantFrom(...texts).map(just);
