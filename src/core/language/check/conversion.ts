// Conversions with C's rules of what is allowed: stored, passed, returned, cast.

import type { Span } from '../source/source-file.ts';
import type { ExprSyntax } from '../syntax/tree.ts';
import type { CType } from '../types/c-type.ts';
import { isArithmetic, isRecord, isScalar, pointsAlike } from '../types/convert.ts';
import { typeText } from '../types/show.ts';
import type { Body } from './body.ts';
import { asBool, cast, isZero } from './build.ts';
import type { Expr } from './program.ts';

/** As by assignment; `what` is "the argument `page`", "the result of `f`" and so on. */
export function convertTo(
  body: Body,
  node: { readonly span: Span },
  value: Expr,
  type: CType,
  what: string,
): Expr | undefined {
  return converted(value, type, body.at(node)) ?? cannotConvert(body, node, value, type, what);
}

/** As by assignment; undefined where C has no such conversion. For callers that put the text of `what` together. */
export function converted(value: Expr, type: CType, span: Span): Expr | undefined {
  const from = value.type;
  if (isRecord(from) || from.kind === 'void') return undefined;
  if (type.kind === 'pointer') {
    const fits = from.kind === 'pointer' ? pointsAlike(type.to, from.to) : isZero(value);
    return fits ? cast(value, type) : undefined;
  }
  if (from.kind === 'pointer') return type.kind === 'integer' && type.bool ? asBool(value, span) : undefined;
  return isArithmetic(type) ? cast(value, type) : undefined;
}

/** Says why. Only where `converted` gave nothing: the cases are the same, in the same order. */
export function cannotConvert(
  body: Body,
  node: { readonly span: Span },
  { type: from }: Expr,
  type: CType,
  what: string,
): undefined {
  const span = body.at(node);
  if (isRecord(type) || isRecord(from)) {
    return body.error(
      'struct-by-value',
      span,
      `${what}: a whole \`${typeText(isRecord(type) ? type : from)}\` is copied`,
      'copy it member by member, or pass a pointer',
    );
  }
  if (from.kind === 'void')
    return body.error(
      'not-a-value',
      span,
      `${what}: this has no value (\`void\`)`,
      'use something that has a value',
    );
  if (type.kind === 'pointer') {
    return from.kind === 'pointer'
      ? body.error(
          'wrong-pointer',
          span,
          `${what}: \`${typeText(from)}\` where \`${typeText(type)}\` is wanted`,
          `pass a \`${typeText(type)}\`, or cast`,
        )
      : body.error(
          'wrong-pointer',
          span,
          `${what}: an integer where \`${typeText(type)}\` is wanted`,
          `cast it: \`(${typeText(type)})…\``,
        );
  }
  if (from.kind === 'pointer')
    return body.error(
      'wrong-pointer',
      span,
      `${what}: \`${typeText(from)}\` where \`${typeText(type)}\` is wanted`,
      'cast it, or compare it with `NULL`',
    );
  return body.error(
    'not-a-value',
    span,
    `${what}: nothing can be stored in \`${typeText(type)}\``,
    'use a type that has values',
  );
}

export function convertExplicitly(body: Body, node: ExprSyntax, value: Expr, type: CType): Expr | undefined {
  if (type.kind === 'void') return { kind: 'cast', operand: value, type, span: body.at(node) };
  if (isScalar(type) && isScalar(value.type)) return cast(value, type, body.at(node));
  return body.error(
    'bad-cast',
    body.at(node),
    `\`${typeText(value.type)}\` cannot be cast to \`${typeText(type)}\``,
    'cast between integers and pointers only',
  );
}
