// `ID.load-bearing.json` beside a strategy or policy: why no scenario turns red without a line.
//
// Promises: what is not a list of {line, kind, note} is refused with a reason.

import { fail, ok, type Result } from '../core/base/result.ts';

export interface LoadBearingNote {
  /** The line's text, without the white space around it. */
  readonly line: string;
  readonly kind: string;
  readonly note: string;
}

export const notesEnding = '.load-bearing.json';

export function parseNotes(text: string): Result<readonly LoadBearingNote[], string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  return Array.isArray(value) && value.every(isNote) ? ok(value) : fail('not a list of {line, kind, note}');
}

function isNote(value: unknown): value is LoadBearingNote {
  if (typeof value !== 'object' || value === null) return false;
  const { line, kind, note } = value as Record<string, unknown>;
  return [line, kind, note].every((member) => typeof member === 'string' && member !== '');
}
