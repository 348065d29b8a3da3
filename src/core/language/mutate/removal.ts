// One line of a strategy or policy taken away: what it was, and the edits that take it.
//
// Promises: an edit replaces characters by as many characters and keeps every line break, so that all places in the
// text stay what they are. Does not: check or run what is left.

import { lineStarts, placeIn } from '../source/place.ts';
import type { SourceFile, Span } from '../source/source-file.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export type RemovalKind = 'lock' | 'barrier' | 're-check' | 'flag test';

export interface Removal {
  readonly kind: RemovalKind;
  /** Counted from 1; of a lock, where it is taken. */
  readonly line: number;
  /** Function that it is in. */
  readonly function: string;
  /** What stands there: `spin_lock(zone_gup_lock(zone))`, `if (PageDmaPinned(page))`. */
  readonly text: string;
  /** In the order of the text; they do not overlap. */
  readonly edits: readonly Edit[];
  /** What is there instead: "the condition is never true". */
  readonly removed: string;
}

/** The text without what the removal takes away. */
export function without(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** Puts `by` where the span is, and blanks for the rest of it. */
export function replace({ text }: SourceFile, { start, end }: Span, by: string): Edit {
  const rest = text.slice(start + by.length, end).replace(/[^\r\n]/g, ' ');
  return { start, end, replacement: by + rest };
}

/** As written, white space folded. */
export function written({ text }: SourceFile, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

export function lineOf({ text }: SourceFile, { start }: Span): number {
  return placeIn(lineStarts(text), start).line;
}
