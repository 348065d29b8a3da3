// A place in a token list, the reports made there, and the rules of recovery.
//
// Promises: `peek` past the end gives the end token; at most one syntax error per token; depth is counted
// so that recursion over a tree stays bounded.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';
import type { Comment, LexedText, Token } from './token.ts';
import type { Name } from './tree.ts';
import { RESERVED } from './words.ts';

const MAX_DEPTH = 100;
/** Operators in one whole expression; a longer chain makes a tree too deep to walk. */
export const MAX_OPERATORS = 400;

const NOTHING: LexedText = { tokens: [], directives: [], comments: [], errors: [] };

export class Cursor {
  index = 0;
  private lastErrorAt = -1;
  private bareOne: Cursor | undefined;
  private depth = 0;
  private expressionDepth = 0;
  private operators = 0;
  readonly file: number;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly typeNames: ReadonlySet<string>;
  /** Where the lexer has complained already. */
  private readonly strange: readonly number[];
  private readonly tokens: readonly Token[];
  private readonly end: Token;
  private readonly report: (diagnostic: Diagnostic) => void;

  constructor(source: {
    readonly file: number;
    readonly text: string;
    readonly tokens: readonly Token[];
    readonly comments: readonly Comment[];
    readonly typeNames: ReadonlySet<string>;
    readonly strange?: readonly number[];
    readonly report: (diagnostic: Diagnostic) => void;
  }) {
    this.file = source.file;
    this.text = source.text;
    this.tokens = source.tokens;
    this.comments = source.comments;
    this.typeNames = source.typeNames;
    this.strange = source.strange ?? [];
    this.report = source.report;
    const last = source.tokens.at(-1);
    const at = last?.end ?? 0;
    this.end = last?.kind === 'end' ? last : { kind: 'end', text: '', start: at, end: at };
  }

  /** At the beginning of other tokens of the same text. */
  over({ tokens, comments, errors }: LexedText): Cursor {
    const { file, text, typeNames, report } = this;
    return new Cursor({
      file,
      text,
      tokens,
      comments,
      typeNames,
      strange: errors.map(({ start }) => start),
      report,
    });
  }

  /** In the same text, without its tokens: for what is read so much later that they are better forgotten. */
  get bare(): Cursor {
    this.bareOne ??= this.over(NOTHING);
    return this.bareOne;
  }

  peek(ahead = 0): Token {
    return this.tokens[this.index + ahead] ?? this.end;
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** Whether the token is this word or punctuator (never a string that reads like it). */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'punct' || token.kind === 'name');
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.index += 1;
    return true;
  }

  /** Takes `text`, or reports that it is missing right behind what was read last. */
  expect(text: string, where: string): boolean {
    if (this.accept(text)) return true;
    const before = this.tokens[this.index - 1];
    const at = before ?? this.peek();
    const found = this.shown();
    this.errorAt(
      text === ';' ? 'missing-semicolon' : 'syntax',
      { file: this.file, start: at.start, end: at.end },
      `${where}: expected \`${text}\`, found ${found}`,
      `write \`${text}\` after \`${before?.text ?? ''}\``,
    );
    return false;
  }

  name(what: string): Name | undefined {
    const token = this.peek();
    if (token.kind === 'name' && !RESERVED.has(token.text)) {
      this.index += 1;
      return { text: token.text, span: this.spanOf(token) };
    }
    this.error('syntax', `expected ${what}, found ${this.shown()}`, `write ${what} here`);
    return undefined;
  }

  shown(): string {
    const token = this.peek();
    if (token.kind === 'end') return 'the end of the text';
    return `\`${token.text.length > 24 ? `${token.text.slice(0, 24)}…` : token.text}\``;
  }

  spanOf(token: Token): Span {
    return { file: this.file, start: token.start, end: token.end };
  }

  here(): Span {
    return this.spanOf(this.peek());
  }

  /** From an offset to the end of the last token taken. */
  from(start: number): Span {
    const last = this.tokens[this.index - 1];
    return { file: this.file, start, end: Math.max(start, last?.end ?? start) };
  }

  error(code: string, message: string, remedy: string): void {
    this.errorAt(code, this.here(), message, remedy);
  }

  /** Several complaints at one token are one mistake: only the first is told. */
  errorAt(code: string, span: Span, message: string, remedy: string): void {
    if (this.lastErrorAt === this.index || this.isStrangeHere()) return;
    this.lastErrorAt = this.index;
    this.report({ severity: 'error', code, span, message, remedy });
  }

  /** What the lexer could not read stands right before: that is the mistake, and it has been told. */
  private isStrangeHere(): boolean {
    const from = this.tokens[this.index - 1]?.start ?? 0;
    const to = this.peek().start;
    return this.strange.some((at) => at >= from && at <= to);
  }

  /** For a refusal after which reading goes on undisturbed. */
  refuse(code: string, span: Span, message: string, remedy: string): void {
    this.report({ severity: 'error', code, span, message, remedy });
  }

  /** Runs `read` one level deeper, or reports the bound and gives undefined. */
  deeper<T>(read: () => T): T | undefined {
    if (this.depth >= MAX_DEPTH) {
      this.error('too-deep', `nested more than ${MAX_DEPTH} deep`, 'take the inner part out into a function');
      return undefined;
    }
    this.depth += 1;
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }

  deeperExpression<T>(read: () => T): T | undefined {
    if (this.expressionDepth === 0) this.operators = 0;
    this.expressionDepth += 1;
    try {
      return this.deeper(read);
    } finally {
      this.expressionDepth -= 1;
    }
  }

  countOperator(): boolean {
    this.operators += 1;
    return this.operators <= MAX_OPERATORS;
  }

  /** Skips one token, or a whole bracketed group. */
  skipOne(): void {
    let open = 0;
    do {
      const token = this.take();
      if (token.kind === 'end') return;
      if (token.kind !== 'punct') continue;
      if (token.text === '(' || token.text === '{' || token.text === '[') open += 1;
      if (token.text === ')' || token.text === '}' || token.text === ']') open -= 1;
    } while (open > 0);
  }

  /** Skips to behind the next `;`, or to before a `}` or a statement's first word on a new line. */
  skipStatement(): void {
    while (!this.atEnd && !this.is('}')) {
      if (this.accept(';')) return;
      const group = this.is('{');
      this.skipOne();
      if (group) return;
    }
  }
}
