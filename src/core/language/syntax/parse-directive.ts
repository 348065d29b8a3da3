// `#` lines: expression macros are taken, includes with a name and include guards are nothing here, all else is refused.

import type { Diagnostic } from '../source/diagnostic.ts';
import { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import type { Directive } from './token.ts';
import type { ExprSyntax, MacroSyntax } from './tree.ts';
import { trimmed } from './trimmed.ts';

interface Source {
  readonly file: number;
  readonly text: string;
  readonly typeNames: ReadonlySet<string>;
  readonly report: (diagnostic: Diagnostic) => void;
}

export function parseDirectives(source: Source, all: readonly Directive[]): MacroSyntax[] {
  const macros: MacroSyntax[] = [];
  for (const directive of withoutGuard(all)) {
    const span = { file: source.file, start: directive.start, end: directive.end };
    if (directive.word === 'include') {
      const name = directive.tokens[0];
      if (name?.kind !== 'string' || name.text.length <= 2)
        refuse(source, span, 'bad-include', '`#include` without a name', 'write `#include <lab.h>`');
    } else if (directive.word === 'define') {
      const macro = parseMacro(source, directive);
      if (macro !== undefined) macros.push(macro);
    } else if (directive.word.startsWith('if') || directive.word === 'elif') {
      refuse(
        source,
        span,
        'conditional-text',
        `\`#${directive.word}\`: lab C has no conditional text`,
        'decide with `if` on a constant; a lab can change the constant with `OVERRIDE`',
      );
    } else if (!QUIET.has(directive.word)) {
      refuse(source, span, 'unknown-directive', `\`#${directive.word}\` is not in lab C`, 'remove the line');
    }
  }
  return macros;
}

const QUIET = new Set(['undef', 'pragma', 'else', 'endif', '']);

/** `#ifndef X_H` / `#define X_H` … `#endif` around a whole file means nothing. */
function withoutGuard(all: readonly Directive[]): readonly Directive[] {
  const [first, second] = all.filter((directive) => directive.word !== 'pragma');
  const last = all.at(-1);
  const guard = first?.tokens[0]?.text;
  const isGuard =
    first?.word === 'ifndef' &&
    second?.word === 'define' &&
    last?.word === 'endif' &&
    second.tokens.length === 1 &&
    second.tokens[0]?.text === guard;
  return isGuard
    ? all.filter((directive) => directive !== first && directive !== second && directive !== last)
    : all;
}

function refuse(
  source: Source,
  span: Diagnostic['span'],
  code: string,
  message: string,
  remedy: string,
): void {
  source.report({ severity: 'error', code, span, message, remedy });
}

function parseMacro(source: Source, directive: Directive): MacroSyntax | undefined {
  const { tokens, start, end } = directive;
  const p = new Cursor({ ...source, tokens, comments: [] });
  const name = p.name("the macro's name");
  if (name === undefined) return undefined;
  const params = p.is('(') && p.peek().start === name.span.end ? parseParams(p) : undefined;
  const span = { file: source.file, start, end };
  const body = p.atEnd ? undefined : parseBody(source, tokens.slice(p.index));
  return { name, params, body, span };
}

function parseParams(p: Cursor): readonly string[] {
  const params: string[] = [];
  p.take();
  while (!p.atEnd && !p.is(')')) {
    if (p.is('...')) {
      p.refuse('varargs', p.here(), 'lab C has no variable arguments', 'name each argument');
      p.take();
    } else {
      const name = p.name('a parameter of the macro');
      if (name === undefined) break;
      params.push(name.text);
    }
    if (!p.accept(',')) break;
  }
  p.expect(')', 'the parameters of a macro');
  return trimmed(params);
}

/** The body is one expression; what is none is refused once, with what to write instead. */
function parseBody(source: Source, tokens: Directive['tokens']): ExprSyntax {
  let failed = false;
  const report = () => {
    failed = true;
  };
  const cursor = new Cursor({ ...source, tokens, comments: [], report });
  const body = parseExpression(cursor);
  if (!failed && cursor.atEnd) return body;
  const span = { file: source.file, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  refuse(
    source,
    span,
    'macro-not-expression',
    'a macro of lab C is one expression, and this is none',
    'write a `static inline` function, or a typedef',
  );
  return { kind: 'error', span };
}
