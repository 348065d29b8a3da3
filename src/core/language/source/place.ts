// Offsets to lines and columns, both counted from 1, columns in UTF-16 units.

import type { Diagnostic, PlacedDiagnostic } from './diagnostic.ts';
import type { SourceFile } from './source-file.ts';

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which lines begin; the first is 0. A line ends with LF, CR LF, or a CR alone. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}

export function placeIn(starts: readonly number[], offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

export function placeDiagnostics(
  files: readonly SourceFile[],
  diagnostics: readonly Diagnostic[],
): PlacedDiagnostic[] {
  const starts = new Map<number, number[]>();
  return diagnostics.map(({ severity, code, span, message, remedy }) => {
    const file = files[span.file];
    let lines = starts.get(span.file);
    if (lines === undefined) {
      lines = lineStarts(file?.text ?? '');
      starts.set(span.file, lines);
    }
    const from = placeIn(lines, span.start);
    const to = placeIn(lines, span.end);
    return {
      severity,
      code,
      path: file?.path ?? '',
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      message,
      remedy,
    };
  });
}
