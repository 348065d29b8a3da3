// Expressions of a model as text that knows how it binds: Promela, and C inside Promela, which differ in the conditional.
//
// Promises: 32-bit two's complement as the machine has it, given that ints wrap (gcc -fwrapv); shift counts modulo 32;
// division by zero is 0; parentheses where a reader would want them.

import { assertNever } from '../../base/assert.ts';
import type { Register, Value } from '../../language/lower/graph.ts';
import { evaluateBinary, evaluateUnary } from '../../language/lower/value.ts';

export type Tongue = 'promela' | 'c';

export interface Phrase {
  readonly text: string;
  /** Needs no parentheses as an operand. */
  readonly atom: boolean;
  /** Its value, where it is known. */
  readonly known?: number;
  /** Is 0 or 1. */
  readonly truth?: boolean;
  /** Says something of shared words: holds only until the next store. */
  readonly reads?: boolean;
  /** Is not negative. */
  readonly positive?: boolean;
  /** It is `of`, shifted to the right by so many bits, zeros coming in. */
  readonly shifted?: { readonly of: Phrase; readonly by: number };
  /** Its length when macros are written out, where that is another. */
  readonly weight?: number;
}

/** Where a phrase stands. */
export interface Scope {
  readonly tongue: Tongue;
  register(register: Register): Phrase;
  /** Puts a phrase that would be written several times into a variable, where there can be one. */
  readonly spill?: (phrase: Phrase) => Phrase;
}

export function weightOf(phrase: Phrase): number {
  return phrase.weight ?? phrase.text.length;
}

const lowest = -2147483648;

export function literal(value: number): Phrase {
  const known = value | 0;
  if (known === lowest) return { text: '(-2147483647-1)', atom: true, known };
  if (known < 0) return { text: `(${known})`, atom: true, known };
  return { text: `${known}`, atom: true, known, truth: known < 2, positive: true };
}

export function atom(text: string, more: Partial<Phrase> = {}): Phrase {
  return { text, atom: true, ...more };
}

export function operand(phrase: Phrase): string {
  return phrase.atom ? phrase.text : `(${phrase.text})`;
}

function compound(text: string, from: readonly Phrase[], truth = false): Phrase {
  const more = from.reduce((sum, one) => sum + weightOf(one) - one.text.length, 0);
  const reads = from.some((one) => one.reads);
  return { text, atom: false, truth, positive: truth, reads, weight: text.length + more };
}

export function join(left: Phrase, op: string, right: Phrase, truth = false): Phrase {
  return compound(`${operand(left)} ${op} ${operand(right)}`, [left, right], truth);
}

/** A call of a macro or function, safe as an operand; `times` is how often a macro writes each operand. */
function call(scope: Scope, name: string, from: readonly Phrase[], times: number): Phrase {
  const given = from.map((one) => (one.atom || times === 1 ? one : (scope.spill?.(one) ?? one)));
  const text = `${name}(${given.map((one) => one.text).join(', ')})`;
  const weight = given.reduce((sum, one) => sum + times * (weightOf(one) + 4), 0);
  return { text, atom: true, reads: given.some((one) => one.reads), weight };
}

export function choose(tongue: Tongue, test: Phrase, yes: Phrase, no: Phrase): Phrase {
  if (test.known !== undefined) return test.known !== 0 ? yes : no;
  if (yes.text === no.text) return yes;
  const short = logical(truthOf(test), yes, no);
  if (short !== undefined) return short;
  const reads = [test, yes, no].some((one) => one.reads);
  const truth = yes.truth === true && no.truth === true;
  const [then, otherwise] = tongue === 'promela' ? ['->', ':'] : ['?', ':'];
  const text = `(${operand(test)} ${then} ${operand(yes)} ${otherwise} ${operand(no)})`;
  const weight = [test, yes, no].reduce((sum, one) => sum + weightOf(one) + 4, 0);
  const positive = yes.positive === true && no.positive === true;
  return { text, atom: true, truth, positive, reads, weight };
}

/** A choice between truths, as a person writes it. */
function logical(test: Phrase, yes: Phrase, no: Phrase): Phrase | undefined {
  if (!yes.truth || !no.truth) return undefined;
  if (yes.known === 1) return no.known === 0 ? test : join(test, '||', no, true);
  if (no.known === 0) return join(test, '&&', yes, true);
  if (yes.known === 0) return no.known === 1 ? negated(test) : join(negated(test), '&&', no, true);
  return no.known === 1 ? join(negated(test), '||', yes, true) : undefined;
}

/** 1 where it is not 0. */
export function truthOf(phrase: Phrase): Phrase {
  if (phrase.known !== undefined) return literal(phrase.known === 0 ? 0 : 1);
  return phrase.truth ? phrase : join(phrase, '!=', literal(0), true);
}

export function negated(phrase: Phrase): Phrase {
  if (phrase.known !== undefined) return literal(phrase.known === 0 ? 1 : 0);
  if (!phrase.truth) return join(phrase, '==', literal(0), true);
  return { ...phrase, text: `!${operand(phrase)}`, atom: true };
}

/** Both; a known side disappears. */
export function both(left: Phrase, right: Phrase): Phrase {
  if (left.known !== undefined) return left.known === 0 ? literal(0) : truthOf(right);
  if (right.known !== undefined) return right.known === 0 ? literal(0) : truthOf(left);
  return join(truthOf(left), '&&', truthOf(right), true);
}

export function phraseOf(scope: Scope, value: Value): Phrase {
  switch (value.kind) {
    case 'const':
      return literal(value.value);
    case 'register':
      return scope.register(value.register);
    case 'unary':
      return unary(value.op, phraseOf(scope, value.operand));
    case 'binary': {
      const left = phraseOf(scope, value.left);
      return binary(scope, value.op, left, phraseOf(scope, value.right));
    }
    case 'valid': {
      const asked = call(scope, validMacro(scope.tongue, value.size), [phraseOf(scope, value.address)], 4);
      return { ...asked, truth: true, positive: true };
    }
    default:
      return assertNever(value);
  }
}

/** `valid_address()` for objects of one size; see `valid.ts`. */
export function validMacro(tongue: Tongue, size: number): string {
  return tongue === 'promela' ? `VALID_${size}` : `valid_${size}`;
}

type UnaryOp = (Value & { readonly kind: 'unary' })['op'];
type BinaryOp = (Value & { readonly kind: 'binary' })['op'];

function unary(op: UnaryOp, of: Phrase): Phrase {
  if (of.known !== undefined) return literal(evaluateUnary(op, of.known));
  switch (op) {
    case '-':
      return join(literal(0), '-', of);
    case '~':
      return { text: `~${operand(of)}`, atom: true, reads: of.reads === true };
    case '!':
      return negated(of);
    case 'bool':
      return truthOf(of);
    case 'sign8':
      return join(join(of, '<<', literal(24)), '>>', literal(24));
    case 'sign16':
      return join(join(of, '<<', literal(16)), '>>', literal(16));
    case 'zero8':
      return join(of, '&', literal(255));
    case 'zero16':
      return join(of, '&', literal(65535));
    default:
      return assertNever(op);
  }
}

function binary(scope: Scope, op: BinaryOp, left: Phrase, right: Phrase): Phrase {
  if (left.known !== undefined && right.known !== undefined) {
    return literal(evaluateBinary(op, left.known, right.known));
  }
  switch (op) {
    case '/':
    case '%':
      if (right.known !== undefined && right.known !== 0 && right.known !== -1) return join(left, op, right);
      return call(scope, macro(scope, op === '/' ? 'DIV' : 'REM'), [left, right], 2);
    case '/u':
      if (left.positive && right.positive && right.known !== 0 && right.known !== undefined) {
        return { ...join(left, '/', right), positive: true };
      }
      return call(scope, macro(scope, 'UDIV'), [left, right], 8);
    case '%u':
      if (left.positive && right.positive && right.known !== 0 && right.known !== undefined) {
        return { ...join(left, '%', right), positive: true };
      }
      return call(scope, macro(scope, 'UREM'), [left, right], 18);
    case '<<':
    case '>>':
      return join(left, op, shiftCount(right));
    case '>>>':
      if (right.known !== undefined && (right.known & 31) === 0) return left;
      if (left.positive) return { ...join(left, '>>', shiftCount(right)), positive: true };
      if (right.known === undefined) return call(scope, macro(scope, 'SHR'), [left, shiftCount(right)], 3);
      return {
        ...call(scope, macro(scope, 'SHR'), [left, shiftCount(right)], 3),
        positive: true,
        shifted: { of: left, by: right.known & 31 },
      };
    case '<u':
    case '<=u':
    case '>u':
    case '>=u':
      return unsigned(op.slice(0, -1), left, right);
    case '==':
      if (right.known === 0) return negated(left);
      return join(left, op, right, true);
    case '!=':
      if (right.known === 0) return truthOf(left);
      return join(left, op, right, true);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return join(left, op, right, true);
    case '+':
      if (right.known !== undefined && right.known < 0 && right.known !== lowest) {
        return join(left, '-', literal(-right.known));
      }
      if (right.known === 0) return left;
      return join(left, op, right);
    case '&': {
      const { shifted } = left;
      // What the mask leaves of a shift is the same for both kinds of shift.
      const plain =
        shifted && right.known !== undefined && right.known >= 0 && Math.clz32(right.known) >= shifted.by
          ? join(shifted.of, '>>', literal(shifted.by))
          : left;
      return { ...join(plain, op, right), positive: left.positive === true || right.positive === true };
    }
    case '-':
    case '*':
    case '|':
    case '^':
      return join(left, op, right);
    default:
      return assertNever(op);
  }
}

function macro({ tongue }: Scope, name: string): string {
  return tongue === 'promela' ? name : `${name.toLowerCase()}_`;
}

function shiftCount(count: Phrase): Phrase {
  return count.known === undefined ? join(count, '&', literal(31)) : literal(count.known & 31);
}

/** With the highest bit turned over, the signed order is the unsigned one. */
function unsigned(op: string, left: Phrase, right: Phrase): Phrase {
  const flipped = (side: Phrase) =>
    side.known === undefined ? join(side, '^', literal(lowest)) : literal(side.known ^ lowest);
  return join(flipped(left), op, flipped(right), true);
}
