// Tokens of lab C, and the directives and comments that the lexer sets aside.
//
// Offsets are UTF-16 offsets in one text; the file's index is added where spans are made.

/** `body`: the braces of a function and all between them, in a text that is known to be good; read when somebody asks. */
export type TokenKind = 'name' | 'number' | 'string' | 'char' | 'punct' | 'body' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One `#` line, continuation lines included. `tokens` are what follows the directive's word, without an end token. */
export interface Directive {
  readonly word: string;
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export interface Comment {
  readonly start: number;
  readonly end: number;
}

export interface LexError {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly remedy: string;
}

export interface LexedText {
  readonly tokens: readonly Token[];
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly errors: readonly LexError[];
}
