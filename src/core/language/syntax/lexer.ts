// Text to tokens. Comments and `#` lines are set aside; what is no token of C is reported and skipped.
//
// Promises: never throws, always ends with one `end` token, every round consumes at least one character.
// Does not: expand macros or look at names.

import type { Comment, Directive, LexError, LexedText, Token, TokenKind } from './token.ts';

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

const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /\.?[0-9](?:[eEpP][+-]|[A-Za-z0-9_.])*/y;
const SPACE = /(?:[ \t\r\f\v\n]|\\(?:\r\n?|\n))+/y;
const INLINE_SPACE = /(?:[ \t\f\v]|\\(?:\r\n?|\n))+/y;
/** LF, CR LF, or a CR alone. */
const LINE_END = /[\r\n]/g;

export function lex(text: string): LexedText {
  const lexer = new Lexer(text);
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
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    let lineStart = true;
    for (;;) {
      const before = this.at;
      this.skip(SPACE);
      if (/[\r\n]/.test(this.text.slice(before, this.at))) lineStart = true;
      if (this.at >= this.text.length) break;
      if (this.comment()) continue;
      if (lineStart && this.text.charAt(this.at) === '#') {
        this.directive();
        continue;
      }
      lineStart = false;
      const token = this.token();
      if (token !== undefined) this.tokens.push(token);
    }
    this.tokens.push({ kind: 'end', text: '', start: this.text.length, end: this.text.length });
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
    const word = NAME.exec(this.text)?.[0] ?? '';
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
    this.directives.push({ word, tokens, start, end: tokens.at(-1)?.end ?? start + 1 + word.length });
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
    return { kind, text: this.text.slice(start, this.at), start, end: this.at };
  }

  private error(code: string, start: number, end: number, message: string, remedy: string): void {
    this.errors.push({ code, start, end, message, remedy });
  }
}
