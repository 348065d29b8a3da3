// Private expressions as WebAssembly: a value of the graph -> an i32 on the stack.
//
// Promises: the same numbers as machine/emit-value.ts gives; division by zero gives 0 and never traps.

import { assertNever } from '../base/assert.ts';
import type { Value } from '../language/lower/graph.ts';
import type { Frame } from './frame.ts';
import { op } from './opcodes.ts';

type Binary = Value & { readonly kind: 'binary' };

const plain = {
  '+': op.add,
  '-': op.sub,
  '*': op.mul,
  '&': op.and,
  '|': op.or,
  '^': op.xor,
  '<<': op.shl,
  '>>': op.shrS,
  '>>>': op.shrU,
  '==': op.eq,
  '!=': op.ne,
  '<': op.ltS,
  '<=': op.leS,
  '>': op.gtS,
  '>=': op.geS,
  '<u': op.ltU,
  '<=u': op.leU,
  '>u': op.gtU,
  '>=u': op.geU,
} as const;

export function emitValue(frame: Frame, value: Value): void {
  const { body } = frame;
  switch (value.kind) {
    case 'const':
      body.number(value.value);
      return;
    case 'register':
      body.get(frame.register(value.register));
      return;
    case 'unary':
      emitUnary(frame, value);
      return;
    case 'binary':
      emitBinary(frame, value);
      return;
    case 'valid':
      emitValue(frame, value.address);
      body.number(value.size).call(frame.setting.arithmetic.valid);
      return;
    default:
      assertNever(value);
  }
}

function emitUnary(frame: Frame, { op: name, operand }: Value & { readonly kind: 'unary' }): void {
  const { body } = frame;
  if (name === '-') body.number(0);
  emitValue(frame, operand);
  switch (name) {
    case '-':
      body.op(op.sub);
      return;
    case '~':
      body.number(-1).op(op.xor);
      return;
    case '!':
      body.op(op.eqz);
      return;
    case 'bool':
      body.op(op.eqz).op(op.eqz);
      return;
    case 'sign8':
      body.op(op.extend8);
      return;
    case 'sign16':
      body.op(op.extend16);
      return;
    case 'zero8':
      body.number(0xff).op(op.and);
      return;
    case 'zero16':
      body.number(0xffff).op(op.and);
      return;
    default:
      assertNever(name);
  }
}

function emitBinary(frame: Frame, { op: name, left, right }: Binary): void {
  const { body, setting } = frame;
  emitValue(frame, left);
  emitValue(frame, right);
  switch (name) {
    case '/':
      body.call(setting.arithmetic.divide);
      return;
    case '%':
      body.call(setting.arithmetic.remainder);
      return;
    case '/u':
      body.call(setting.arithmetic.divideUnsigned);
      return;
    case '%u':
      body.call(setting.arithmetic.remainderUnsigned);
      return;
    default:
      body.op(plain[name]);
  }
}
