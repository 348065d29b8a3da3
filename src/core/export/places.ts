// Where in the texts something stands, as a comment of a model says it: `kernel/mm/gup.c:88`.

import { lineStarts, placeIn } from '../language/source/place.ts';
import type { SourceFile, Span } from '../language/source/source-file.ts';

/** Gives the place of a span; an empty text for a file that nobody has. */
export function placer(files: readonly SourceFile[]): (span: Span) => string {
  const starts = new Map<number, readonly number[]>();
  return ({ file, start }) => {
    const text = files[file];
    if (text === undefined) return '';
    let lines = starts.get(file);
    if (lines === undefined) {
      lines = lineStarts(text.text);
      starts.set(file, lines);
    }
    return `${text.path}:${placeIn(lines, start).line}`;
  };
}
