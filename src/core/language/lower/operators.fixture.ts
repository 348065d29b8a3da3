// Every operator that a graph's values can have, for tests that make values at random.

import type { Value } from './graph.ts';

type Operator<Kind extends 'unary' | 'binary'> = (Value & { readonly kind: Kind })['op'];

export const binaryOps = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '/u',
  '%u',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '>>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '<u',
  '<=u',
  '>u',
  '>=u',
] as const satisfies readonly Operator<'binary'>[];

export const unaryOps = [
  '-',
  '~',
  '!',
  'sign8',
  'sign16',
  'zero8',
  'zero16',
  'bool',
] as const satisfies readonly Operator<'unary'>[];
