// Conversions with C's rules of what is allowed: stored, passed, returned, cast.

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
  node: { readonly span: ExprSyntax['span'] },
  value: Expr,
  type: CType,
  what: string,
): Expr | undefined {
  const span = body.at(node);
  const from = value.type;
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
    if (from.kind === 'pointer') {
      if (pointsAlike(type.to, from.to)) return cast(value, type);
      return body.error(
        'wrong-pointer',
        span,
        `${what}: \`${typeText(from)}\` where \`${typeText(type)}\` is wanted`,
        `pass a \`${typeText(type)}\`, or cast`,
      );
    }
    if (isZero(value)) return cast(value, type);
    return body.error(
      'wrong-pointer',
      span,
      `${what}: an integer where \`${typeText(type)}\` is wanted`,
      `cast it: \`(${typeText(type)})…\``,
    );
  }
  if (from.kind === 'pointer') {
    if (type.kind === 'integer' && type.bool) return asBool(value, span);
    return body.error(
      'wrong-pointer',
      span,
      `${what}: \`${typeText(from)}\` where \`${typeText(type)}\` is wanted`,
      'cast it, or compare it with `NULL`',
    );
  }
  if (!isArithmetic(type))
    return body.error(
      'not-a-value',
      span,
      `${what}: nothing can be stored in \`${typeText(type)}\``,
      'use a type that has values',
    );
  return cast(value, type);
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
