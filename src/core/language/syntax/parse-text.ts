// One text to its syntax tree: lex, then items and `#` lines.
//
// Promises: never throws, whatever the text; all that is wrong with its form is reported.

import type { Diagnostic } from '../source/diagnostic.ts';
import { Cursor } from './cursor.ts';
import { parseDirectives } from './parse-directive.ts';
import { parseItems } from './parse-item.ts';
import type { LexedText, Token } from './token.ts';
import type { TextSyntax } from './tree.ts';

export const MAX_TEXT = 256 * 1024;

/** A text that is too long is not read. */
export function readable(text: string): string {
  return text.length > MAX_TEXT ? '' : text;
}

export function parseText(
  source: {
    readonly file: number;
    readonly text: string;
    readonly lexed: LexedText;
    readonly typeNames: ReadonlySet<string>;
  },
  report: (diagnostic: Diagnostic) => void,
): TextSyntax {
  const { file, text, lexed, typeNames } = source;
  for (const { code, start, end, message, remedy } of lexed.errors) {
    report({ severity: 'error', code, span: { file, start, end }, message, remedy });
  }
  const macros = parseDirectives({ file, text, typeNames, report }, lexed.directives);
  const cursor = new Cursor({
    file,
    text,
    tokens: withoutOtherBranches(lexed),
    comments: lexed.comments,
    typeNames,
    strange: lexed.errors.map(({ start }) => start),
    report,
  });
  return { file, items: parseItems(cursor), macros };
}

/** `#if` is refused; so that the rest can be read, its first branch stands for all. */
function withoutOtherBranches({ tokens, directives }: LexedText): readonly Token[] {
  const gaps: { start: number; end: number }[] = [];
  let depth = 0;
  let from: number | undefined;
  for (const { word, start, end } of directives) {
    if (word.startsWith('if')) depth += 1;
    else if (word === 'endif') depth -= 1;
    if ((word === 'else' || word === 'elif') && depth > 0) from ??= start;
    if (word === 'endif' && depth <= 0 && from !== undefined) {
      gaps.push({ start: from, end });
      from = undefined;
    }
  }
  if (gaps.length === 0) return tokens;
  return tokens.filter((token) => !gaps.some(({ start, end }) => token.start >= start && token.end <= end));
}
