// Text to tokens. Comments and `#` lines are set aside; what is no token of C is reported and skipped.
//
// Promises: never throws, always ends with one `end` token, every round consumes at least one character.
// Does not: expand macros or look at names.

import { sharedWord } from './shared-word.ts';
import type { Comment, Directive, LexError, LexedText, Token, TokenKind } from './token.ts';
import { trimmed } from './trimmed.ts';

const PUNCTUATORS: readonly string[] = [
  '<<=',
  '>>=',
  '...',
  '->',
  '++',
  '--',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '##',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '.',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '~',
  '!',
  '<',
  '>',
  '=',
  '?',
  ':',
  '#',
]; // longest first

const BY_FIRST = new Map<string, string[]>();
for (const text of PUNCTUATORS) {
  const first = text.charAt(0);
  const list = BY_FIRST.get(first);
  if (list === undefined) BY_FIRST.set(first, [text]);
  else list.push(text);
}

/** Forms are words in capitals; what follows in braces is not a function's. */
const FORM = /^[A-Z_]+$/;
/** What a body must not hold to be left for later: both count for the whole text. */
const HAS_OUTER_MEANING = /\btypedef\b|^[ \t]*#/m;

const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /\.?[0-9](?:[eEpP][+-]|[A-Za-z0-9_.])*/y;
const SPACE = /(?:[ \t\r\f\v\n]|\\(?:\r\n?|\n))+/y;
const INLINE_SPACE = /(?:[ \t\f\v]|\\(?:\r\n?|\n))+/y;
/** LF, CR LF, or a CR alone. */
const LINE_END = /[\r\n]/g;
/** Whole comments, strings and characters, since braces in them close nothing. */
const BRACE_OR_QUOTE = /[{}]|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'/g;

/** `bodies`: of a text in which nothing is wrong, the functions' bodies can be left for `lexBody`. */
export function lex(text: string, bodies: 'now' | 'later' = 'now'): LexedText {
  return lexed(new Lexer(text, 0, bodies === 'later'));
}

/** A body that was left for later, its tokens where they stand in the whole text. */
export function lexBody(text: string, start: number, end: number): LexedText {
  return lexed(new Lexer(text.slice(0, end), start, false));
}

function lexed(lexer: Lexer): LexedText {
  lexer.run();
  return {
    tokens: lexer.tokens,
    directives: lexer.directives,
    comments: lexer.comments,
    errors: lexer.errors,
  };
}

class Lexer {
  readonly tokens: Token[] = [];
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly errors: LexError[] = [];
  private at: number;
  private readonly text: string;
  private readonly leavesBodies: boolean;

  constructor(text: string, start: number, leavesBodies: boolean) {
    this.text = text;
    this.at = start;
    this.leavesBodies = leavesBodies;
  }

  run(): void {
    let lineStart = true;
    let depth = 0;
    /** The first token of the item at file scope. */
    let first: Token | undefined;
    for (;;) {
      const before = this.at;
      if (this.skip(SPACE) && holdsLineEnd(this.text, before, this.at)) lineStart = true;
      if (this.at >= this.text.length) break;
      if (this.comment()) continue;
      if (lineStart && this.text.charAt(this.at) === '#') {
        this.directive();
        continue;
      }
      lineStart = false;
      const token = this.token();
      if (token === undefined) continue;
      if (!this.leavesBodies) {
        this.tokens.push(token);
        continue;
      }
      if (depth === 0 && token.text === '{' && this.tokens.at(-1)?.text === ')' && first !== undefined) {
        const body = FORM.test(first.text) ? undefined : this.body(token.start);
        if (body !== undefined) {
          this.tokens.push(body);
          first = undefined;
          continue;
        }
      }
      this.tokens.push(token);
      first ??= token;
      if (token.kind !== 'punct') continue;
      if (token.text === '{') depth += 1;
      else if (token.text === '}') depth -= 1;
      if (depth === 0 && (token.text === ';' || token.text === '}')) first = undefined;
    }
    this.tokens.push({ kind: 'end', text: '', start: this.text.length, end: this.text.length });
  }

  /** Goes past a body; undefined where it has no end or means something outside. */
  private body(start: number): Token | undefined {
    let depth = 0;
    BRACE_OR_QUOTE.lastIndex = start;
    for (let met = BRACE_OR_QUOTE.exec(this.text); met !== null; met = BRACE_OR_QUOTE.exec(this.text)) {
      const [text] = met;
      if (text === '{') depth += 1;
      else if (text === '}') depth -= 1;
      if (depth > 0) continue;
      const end = BRACE_OR_QUOTE.lastIndex;
      if (HAS_OUTER_MEANING.test(this.text.slice(start, end))) return undefined;
      this.at = end;
      return { kind: 'body', text: '', start, end };
    }
    return undefined;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  /** Where the line ends that goes on at `from`; the end of the text at the latest. */
  private lineEnd(from: number): number {
    LINE_END.lastIndex = from;
    return LINE_END.exec(this.text)?.index ?? this.text.length;
  }

  private comment(): boolean {
    const start = this.at;
    if (this.text.startsWith('//', start)) {
      this.at = this.lineEnd(start);
    } else if (this.text.startsWith('/*', start)) {
      const end = this.text.indexOf('*/', start + 2);
      if (end < 0) {
        this.at = this.text.length;
        this.error('open-comment', start, start + 2, 'this comment has no end', 'close it with `*/`');
      } else {
        this.at = end + 2;
      }
    } else {
      return false;
    }
    this.comments.push({ start, end: this.at });
    return true;
  }

  private directive(): void {
    const start = this.at;
    this.at += 1;
    this.skip(INLINE_SPACE);
    NAME.lastIndex = this.at;
    const word = sharedWord(NAME.exec(this.text)?.[0] ?? '');
    this.at += word.length;
    const tokens: Token[] = [];
    for (;;) {
      this.skip(INLINE_SPACE);
      if ('\r\n'.includes(this.text.charAt(this.at))) break;
      if (this.comment()) continue;
      const token =
        word === 'include' && this.text.charAt(this.at) === '<' ? this.angledName() : this.token();
      if (token !== undefined) tokens.push(token);
    }
    const end = tokens.at(-1)?.end ?? start + 1 + word.length;
    this.directives.push({ word, tokens: trimmed(tokens), start, end });
  }

  private angledName(): Token {
    const start = this.at;
    const limit = this.lineEnd(start);
    const close = this.text.indexOf('>', start);
    this.at = close < 0 || close >= limit ? limit : close + 1;
    return { kind: 'string', text: this.text.slice(start, this.at), start, end: this.at };
  }

  private token(): Token | undefined {
    const start = this.at;
    if (this.skip(NAME)) return this.made('name', start);
    if (this.skip(NUMBER)) return this.made('number', start);
    const first = this.text.charAt(start);
    if (first === '"' || first === "'") return this.quoted(first, start);
    for (const punctuator of BY_FIRST.get(first) ?? []) {
      if (!this.text.startsWith(punctuator, start)) continue;
      this.at = start + punctuator.length;
      return this.made('punct', start);
    }
    this.at += this.text.codePointAt(start)! > 0xffff ? 2 : 1;
    const shown = this.text.slice(start, this.at);
    this.error('strange-character', start, this.at, `\`${shown}\` means nothing in C`, 'remove it');
    return undefined;
  }

  private quoted(quote: string, start: number): Token {
    this.at += 1;
    for (;;) {
      const next = this.text.charAt(this.at);
      if (next === '' || next === '\n' || next === '\r') {
        this.error(
          'open-string',
          start,
          this.at,
          `this ${quote === '"' ? 'string' : 'character'} has no end on its line`,
          `close it with \`${quote}\``,
        );
        break;
      }
      this.at += next === '\\' && this.at + 1 < this.text.length ? 2 : 1;
      if (next === quote) break;
    }
    return this.made(quote === '"' ? 'string' : 'char', start);
  }

  private made(kind: TokenKind, start: number): Token {
    return { kind, text: sharedWord(this.text.slice(start, this.at)), start, end: this.at };
  }

  private error(code: string, start: number, end: number, message: string, remedy: string): void {
    this.errors.push({ code, start, end, message, remedy });
  }
}

function holdsLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}
