// Colours by meaning, from one text alone: works on any text, at any moment of typing.

import { intrinsics } from '../check/intrinsics/table.ts';
import { lex } from '../syntax/lexer.ts';
import type { Token } from '../syntax/token.ts';
import {
  FLOAT_WORDS,
  FORMS,
  IGNORED_WORDS,
  LIST_LOOPS,
  RESERVED,
  TYPE_NAMES,
  TYPE_WORDS,
} from '../syntax/words.ts';
import { FORM_NOTES } from './form-notes.ts';
import type { SemanticKind, SemanticToken } from './service-types.ts';

const TYPES = new Set([...TYPE_WORDS, ...TYPE_NAMES, ...FLOAT_WORDS, 'gfp_t', 'pgoff_t']);
const GHOST_WORDS = new Set(['ghost', 'raise']);

/** In order of the text; punctuation has none. */
export function semanticTokens(text: string): readonly SemanticToken[] {
  const { tokens, directives, comments } = lex(text);
  const result: SemanticToken[] = comments.map(({ start, end }) => ({ start, end, kind: 'comment' }));
  const macros = new Set<string>();
  for (const { word, start, tokens: inside } of directives) {
    result.push({ start, end: text.indexOf(word, start + 1) + word.length, kind: 'directive' });
    const [name] = inside;
    if (word === 'define' && name?.kind === 'name') macros.add(name.text);
    addAll(inside, macros, result);
  }
  addAll(tokens, macros, result);
  return result.sort((a, b) => a.start - b.start);
}

function addAll(tokens: readonly Token[], macros: ReadonlySet<string>, result: SemanticToken[]): void {
  tokens.forEach((token, index) => {
    const kind = kindOf(token, tokens[index - 1], tokens[index + 1], macros);
    if (kind !== undefined && token.end > token.start)
      result.push({ start: token.start, end: token.end, kind });
  });
}

function kindOf(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  macros: ReadonlySet<string>,
): SemanticKind | undefined {
  const { kind, text } = token;
  if (kind === 'number') return 'number';
  if (kind === 'string' || kind === 'char') return 'string';
  if (kind !== 'name') return undefined;
  if (before?.text === '.' || before?.text === '->') return 'member';
  if (GHOST_WORDS.has(text)) return 'ghost';
  const isCall = after?.text === '(';
  if (FORMS.has(text) || (FORM_NOTES.has(text) && isCall)) return 'form';
  if (text === 'atomic' && after?.text === '{') return 'keyword';
  if (TYPES.has(text)) return 'type';
  if (before?.text === 'struct' || before?.text === 'union' || before?.text === 'enum') return 'type';
  if (RESERVED.has(text) || IGNORED_WORDS.has(text) || text === '__weak' || text === '__pure')
    return 'keyword';
  if (intrinsics().has(text) || LIST_LOOPS.has(text)) return 'intrinsic';
  if (macros.has(text)) return 'macro';
  if (isCall) return 'function';
  return /^[A-Z][A-Z0-9_]+$/.test(text) || /^PG_/.test(text) ? 'constant' : 'name';
}
