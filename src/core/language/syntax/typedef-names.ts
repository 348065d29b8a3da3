// Which names are types, found before parsing: C cannot be read without knowing it, and here a type may be
// used above its typedef.

import type { Token } from './token.ts';
import { TYPE_NAMES } from './words.ts';

/** The built-in ones and what the typedefs of all texts declare. */
export function typeNamesOf(declared: Iterable<ReadonlySet<string>>): ReadonlySet<string> {
  const names = new Set(TYPE_NAMES);
  for (const each of declared) for (const name of each) names.add(name);
  return names;
}

/** What the typedefs of one text declare. */
export function declaredTypeNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'name' && tokens[at]?.text === 'typedef') collectFrom(tokens, at + 1, names);
  }
  return names;
}

/** The declared names of a typedef: the last name before each `,`, `[` or the `;` outside braces. */
function collectFrom(tokens: readonly Token[], from: number, names: Set<string>): void {
  let depth = 0;
  let last: string | undefined;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'end') return;
    if (token.text === '{' || token.text === '(' || token.text === '[') {
      if (depth === 0 && token.text === '[' && last !== undefined) names.add(last);
      depth += 1;
      if (token.text === '[') last = undefined;
    } else if (token.text === '}' || token.text === ')' || token.text === ']') {
      depth -= 1;
    } else if (depth === 0 && token.kind === 'name') {
      last = token.text;
    } else if (depth === 0 && (token.text === ',' || token.text === ';')) {
      if (last !== undefined) names.add(last);
      if (token.text === ';') return;
    }
  }
}
