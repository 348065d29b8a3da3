// Failures as faces show them, and a schema's complaint put into one line for a person.

import type { Failure, Outcome } from './table.ts';
import type { z } from './zod.ts';

export function failure(
  code: Failure['code'],
  message: string,
  remedy: string,
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message, remedy } };
}

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** The first complaint, with its place: `input.lab.text: Too big …`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'it has the wrong shape';
  const place = issue.path.map(String).join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}

export const connectionLost = failure(
  'crashed',
  'The connection to the lab was lost.',
  'Your text is still here. Reload the window; if it does not come back, start pinlab again.',
);
