// What the tables of types need from the checker: values of constant expressions, types of expressions, a place to complain.

import { nearest } from '../source/did-you-mean.ts';
import type { Span } from '../source/source-file.ts';
import type { ExprSyntax, Name, TypeSyntax } from '../syntax/tree.ts';
import type { CType } from './c-type.ts';

export interface TypeHost {
  /** Value of a constant expression, or undefined after a report. */
  readonly constant: (expr: ExprSyntax, what: string) => number | undefined;
  readonly error: (
    code: string,
    span: Span,
    message: string,
    remedy: string,
    related?: { span: Span; message: string },
  ) => void;
  readonly typeOf: (expr: ExprSyntax) => CType | undefined;
}

export function reportTwice(host: TypeHost, name: Name, before: Span, what: string): void {
  host.error(
    'defined-twice',
    name.span,
    `the ${what} \`${name.text}\` is defined twice`,
    'rename or remove one of them',
    { span: before, message: `\`${name.text}\` is defined here first` },
  );
}

export function remedyFor(name: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(name, known);
  return near === undefined ? otherwise : `did you mean \`${near}\`?`;
}

/** `struct page`, `enum pageflags`: what extensions and tags are known by. */
export function keyOf(type: TypeSyntax): string {
  if (type.kind === 'record') return `${type.keyword} ${type.tag?.text ?? ''}`;
  if (type.kind === 'enum') return `enum ${type.tag?.text ?? ''}`;
  return '';
}
