// The comment that stands right above a definition, or behind it on its line, without its stars: citations are written there.

import type { Comment } from '../syntax/token.ts';

const MAX_LENGTH = 600;

/** Undefined if the line above is not the end of a comment. */
export function commentAbove(text: string, comments: readonly Comment[], offset: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const above = comments.findLast(
    ({ end }) => end <= lineStart && /^[ \t]*\r?\n?$/.test(text.slice(end, lineStart)),
  );
  return above === undefined ? undefined : plainText(text, above);
}

/** The comment that follows on the same line: of a member, an enumerator. */
export function commentBehind(
  text: string,
  comments: readonly Comment[],
  offset: number,
): string | undefined {
  const lineEnd = text.indexOf('\n', offset);
  const limit = lineEnd < 0 ? text.length : lineEnd;
  const behind = comments.find(({ start }) => start > offset && start < limit);
  return behind === undefined ? undefined : plainText(text, behind);
}

function plainText(text: string, { start, end }: Comment): string | undefined {
  const plain = text
    .slice(start, end)
    .replace(/^\/\*+|\*+\/$|^\/\//g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();
  if (plain === '') return undefined;
  return plain.length > MAX_LENGTH ? `${plain.slice(0, MAX_LENGTH)}…` : plain;
}
