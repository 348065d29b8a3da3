// `test_bit`, `set_bit` and their relatives on an `unsigned long`; its low 32 bits are what is carried.

import { INT, VOID } from '../../types/builtin.ts';
import { typeText } from '../../types/show.ts';
import { mayWrite } from '../assign.ts';
import type { Body } from '../body.ts';
import { binary, cast, constant, isRepeatable, unary } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import type { Expr } from '../program.ts';
import { readOnce, rmw } from './atomic.ts';
import { type Intrinsic, integerArg, intrinsic, type MemoryPlace, pointedScalar } from './intrinsic.ts';

interface BitAt {
  readonly nr: Expr;
  readonly place: MemoryPlace;
}

function bitArgs(body: Body, node: CallSyntax, name: string): BitAt | undefined {
  const nr = integerArg(body, node.args[0], name);
  const place = pointedScalar(body, node.args[1], name);
  if (nr === undefined || place === undefined) return undefined;
  const span = body.at(node);
  if (place.type.kind !== 'integer' || place.type.size !== 8) {
    return body.error(
      'wrong-argument',
      span,
      `\`${name}\` needs \`unsigned long *\`, and this points to \`${typeText(place.type)}\``,
      'keep bits in an `unsigned long`',
    );
  }
  if (nr.kind === 'const' && (nr.value < 0 || nr.value > 31)) {
    return body.error(
      'shift-too-far',
      span,
      `\`${name}\`: bit ${nr.value}`,
      'an `unsigned long` carries its low 32 bits here: use bits 0 to 31',
    );
  }
  if (!isRepeatable(nr)) {
    return body.error(
      'wrong-argument',
      span,
      `\`${name}\`: the number of the bit must be a constant or a local`,
      'read it into a local first',
    );
  }
  return { nr: cast(nr, INT), place };
}

function maskOf(nr: Expr, place: MemoryPlace): Expr {
  return binary('<<', true, constant(1, place.type, nr.span), nr, place.type, nr.span);
}

function inverse(mask: Expr): Expr {
  return unary('~', mask, mask.type, mask.span);
}

function bitOf(word: Expr, nr: Expr): Expr {
  const { type, span } = word;
  const shifted = binary('>>', true, word, nr, type, span);
  return cast(binary('&', true, shifted, constant(1, type, span), type, span), INT);
}

function atomic(name: string, op: 'or' | 'and', order: 'full' | 'none' | 'release'): Intrinsic {
  return intrinsic(`${name}(nr, p)`, 'one step', (body, node) => {
    const at = bitArgs(body, node, name);
    if (at === undefined) return undefined;
    const mask = maskOf(at.nr, at.place);
    const value = op === 'or' ? mask : inverse(mask);
    const made = rmw(body, node, at.place, { op, value, result: 'before', order });
    if (made === undefined) return undefined;
    return order === 'full' ? bitOf(made, at.nr) : cast(made, VOID);
  });
}

function plain(name: string, op: '|' | '&'): Intrinsic {
  return intrinsic(`${name}(nr, p)`, 'two steps, a read and a write', (body, node) => {
    const at = bitArgs(body, node, name);
    if (at === undefined || !mayWrite(body, node, at.place)) return undefined;
    const mask = maskOf(at.nr, at.place);
    const { place } = at;
    const span = body.at(node);
    const value = op === '|' ? mask : inverse(mask);
    return cast(
      { kind: 'update', place, op, unsigned: true, value, result: 'after', type: place.type, span },
      VOID,
    );
  });
}

export function bitIntrinsics(): Intrinsic[] {
  return [
    intrinsic('test_bit(nr, p)', 'one step, a read', (body, node) => {
      const at = bitArgs(body, node, 'test_bit');
      const word = at === undefined ? undefined : readOnce(body, node, at.place);
      return at === undefined || word === undefined ? undefined : bitOf(word, at.nr);
    }),
    atomic('set_bit', 'or', 'none'),
    atomic('clear_bit', 'and', 'none'),
    atomic('clear_bit_unlock', 'and', 'release'),
    atomic('test_and_set_bit', 'or', 'full'),
    atomic('test_and_set_bit_lock', 'or', 'full'),
    atomic('test_and_clear_bit', 'and', 'full'),
    plain('__set_bit', '|'),
    plain('__clear_bit', '&'),
  ];
}
