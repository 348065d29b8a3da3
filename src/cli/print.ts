// Results as lines for a terminal.

import type { Failure } from '../contract/table.ts';
import type { PlacedDiagnostic } from '../core/language/source/diagnostic.ts';

/** `labs/x.lab.c:10:2: error: cause`, and the remedy below it. */
export function diagnosticLines(diagnostics: readonly PlacedDiagnostic[]): string {
  return diagnostics
    .map(
      ({ path, line, column, severity, code, message, remedy }) =>
        `${path}:${line}:${column}: ${severity}: ${message} [${code}]\n    ${remedy}\n`,
    )
    .join('');
}

export function failureLines({ message, remedy, diagnostics }: Failure): string {
  if (diagnostics !== undefined && diagnostics.length > 0) return diagnosticLines(diagnostics);
  return `pinlab: ${message}\n    ${remedy}\n`;
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** What texts of strangers say is shown, never obeyed: a terminal acts on control characters. */
export function withoutControl(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
