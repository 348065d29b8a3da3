// Expressions: from syntax to typed trees. Undefined means that something is wrong and has been reported.
//
// Promises: every name resolved, conversions explicit, constants folded, arrays decayed, ghost rules kept.

import { assertNever } from '../../base/assert.ts';
import type { ExprSyntax, TypeSyntax } from '../syntax/tree.ts';
import { CHAR, INT, LONG, pointerTo, UINT, ULONG } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import { isRecord, isScalar } from '../types/convert.ts';
import { sizeOf } from '../types/layout.ts';
import { typeText } from '../types/show.ts';
import { checkAssign, checkStep } from './assign.ts';
import { type Body, NO_ARGUMENTS } from './body.ts';
import { constant, read } from './build.ts';
import { checkCall } from './call.ts';
import { convertExplicitly } from './conversion.ts';
import { type Meaning, meaningOf, unknownName } from './names.ts';
import { checkBinary, checkConditional, checkUnary } from './operators.ts';
import { addressOf, checkPlace, placeOfMeaning } from './place.ts';
import type { Expr, Place } from './program.ts';

const MAX_TREE = 1200;

export function checkExpr(body: Body, node: ExprSyntax): Expr | undefined {
  if (body.depth > MAX_TREE) {
    return body.error('too-deep', body.at(node), 'this expression is nested too deep', 'split it');
  }
  body.depth += 1;
  body.countNode();
  const value = dispatch(body, node);
  body.depth -= 1;
  return value;
}

/** Cases are compared one after the other: the most frequent stand first, here and wherever all code passes. */
function dispatch(body: Body, node: ExprSyntax): Expr | undefined {
  switch (node.kind) {
    case 'name':
      return checkName(body, node, node.text);
    case 'call':
      return checkCall(body, node);
    case 'number':
      return checkNumber(body, node);
    case 'binary':
      return checkBinary(body, node);
    case 'unary':
      if (node.op === '&') return addressOf(body, node);
      if (node.op === '*') return load(body, node);
      if (node.op === '++' || node.op === '--') return checkStep(body, node, node.operand, node.op, 'after');
      return checkUnary(body, node, node.op);
    case 'member':
    case 'index':
      return load(body, node);
    case 'assign':
      return checkAssign(body, node);
    case 'cast':
      return checkCast(body, node);
    case 'postfix':
      return checkStep(body, node, node.operand, node.op, 'before');
    case 'conditional':
      return checkConditional(body, node);
    case 'sizeof':
      return checkSizeof(body, node);
    case 'char':
      return checkCharacter(body, node);
    case 'string':
      return body.error(
        'no-string',
        body.at(node),
        'lab C has no strings outside messages and `STRATEGY`',
        'use an enum for what has a name',
      );
    case 'type':
      return body.error(
        'syntax',
        body.at(node),
        'a type stands where a value is wanted',
        'write an expression',
      );
    case 'error':
      return undefined;
    default:
      return assertNever(node);
  }
}

/** A value that can be tested, computed with or passed: no record, no `void`. */
export function checkScalar(body: Body, node: ExprSyntax): Expr | undefined {
  const value = checkExpr(body, node);
  if (value === undefined) return undefined;
  if (isScalar(value.type)) return value;
  return body.error(
    'not-a-value',
    body.at(node),
    `a value is wanted, and this is \`${typeText(value.type)}\``,
    'write an integer, a boolean or a pointer',
  );
}

/** Reads a place, or gives the address of an array's first element. */
export function load(body: Body, node: ExprSyntax): Expr | undefined {
  const place = checkPlace(body, node);
  return place === undefined ? undefined : loadPlace(body, node, place);
}

export function loadPlace(body: Body, node: ExprSyntax, place: Place): Expr | undefined {
  const span = body.at(node);
  const { type } = place;
  if (place.kind === 'memory' && type.kind === 'array') {
    const decayed: CType = pointerTo(type.of);
    return { ...place.address, type: decayed, span };
  }
  if (isRecord(type)) {
    return body.error(
      'struct-by-value',
      span,
      `\`${typeText(type)}\` is used as a value`,
      'take its address with `&`, or one of its members',
    );
  }
  if (type.kind === 'void')
    return body.error(
      'not-a-value',
      span,
      'a `void *` points to nothing that can be read',
      'cast it to a pointer to a type first',
    );
  if (place.kind === 'memory' && place.ghost) {
    if (body.mode === 'constant')
      return body.error('not-constant', span, 'a ghost object is no constant', 'write a constant');
    if (!body.mayReadGhost) {
      if (!body.pure)
        return body.error(
          'ghost-read',
          span,
          'ordinary code cannot read ghost state',
          'read it in a property, a lane, a `__pure` function or after `ghost`',
        );
      body.readsGhost ??= span;
    }
  }
  return read(place, 'plain', span);
}

function checkName(body: Body, node: ExprSyntax, name: string): Expr | undefined {
  const meaning = meaningOf(body, name);
  if (meaning === undefined) return unknownName(body, node, name, false);
  if (meaning.kind === 'local' || meaning.kind === 'global') {
    const place = placeOfMeaning(body, node, meaning);
    return place === undefined ? undefined : loadPlace(body, node, place);
  }
  const span = body.at(node);
  switch (meaning.kind) {
    case 'argument':
      return body.inFrame(meaning.frame, checkExpr, meaning.node);
    case 'macro':
      return checkMacroName(body, node, meaning);
    case 'enumerator':
      return constant(meaning.value, INT, span);
    case 'constant':
      return constant(meaning.value, meaning.type, span);
    case 'page':
      return pageAddress(body, node, meaning.page.index);
    case 'function':
      return body.error(
        'function-pointer',
        span,
        `\`${name}\` is a function; lab C has no function pointers`,
        `call it: \`${name}(…)\``,
      );
    default:
      return assertNever(meaning);
  }
}

function pageAddress(body: Body, node: ExprSyntax, page: number): Expr | undefined {
  const span = body.at(node);
  const record = body.unit.types.findRecord('struct', 'page');
  if (record === undefined) return undefined;
  return { kind: 'page-address', page, type: pointerTo(record), span };
}

function checkMacroName(
  body: Body,
  node: ExprSyntax,
  meaning: Meaning & { kind: 'macro' },
): Expr | undefined {
  const { macro } = meaning;
  const name = macro.name.text;
  if (macro.params !== undefined) {
    return body.error(
      'macro-arguments',
      body.at(node),
      `the macro \`${name}\` takes arguments`,
      `write \`${name}(${macro.params.join(', ')})\``,
    );
  }
  const inner = macro.body;
  if (inner === undefined) {
    return body.error(
      'empty-macro',
      body.at(node),
      `the macro \`${name}\` stands for nothing`,
      'give it a value',
    );
  }
  return body.expand(node, name, NO_ARGUMENTS, checkExpr, inner);
}

// --- literals ----------------------------------------------------------------------------------------------------

const SMALL = /^(0|[1-9][0-9]{0,8})$/;
const NUMBER = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/;
/** List poison and bases of kernel addresses: the low half is kept. */
const KEPT_HIGH_WORDS = new Set([0xdead0000n, 0xffffea00n]);

function checkNumber(body: Body, node: ExprSyntax & { kind: 'number' }): Expr | undefined {
  const span = body.at(node);
  if (SMALL.test(node.text)) return constant(Number(node.text), INT, span);
  const match = NUMBER.exec(node.text);
  if (match === null) {
    const isFloat = /^[0-9]*\.|^[0-9]+[eE]|^[0-9.]+[fF]$/.test(node.text);
    return isFloat
      ? body.error('no-float', span, `\`${node.text}\`: lab C has no floating point`, 'write an integer')
      : body.error(
          'bad-number',
          span,
          `\`${node.text}\` is no number`,
          'write digits, with `0x` before hexadecimal ones',
        );
  }
  const [, digits = '0', suffix = ''] = match;
  const octal = /^0[0-9]+$/.test(digits);
  if (octal && /[89]/.test(digits))
    return body.error('bad-number', span, `\`${node.text}\` is no octal number`, 'remove the zero in front');
  if (digits.length > 70)
    return body.error(
      'big-constant',
      span,
      `\`${digits.slice(0, 16)}…\` does not fit in 32 bits`,
      'write a smaller number',
    );
  const value = octal ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  if (value > 0xffffffffn && !(value <= 0xffffffffffffffffn && KEPT_HIGH_WORDS.has(value >> 32n))) {
    return body.error(
      'big-constant',
      span,
      `\`${node.text}\` does not fit in 32 bits`,
      'values of 8 bytes carry their low 32 bits here; write a smaller number',
    );
  }
  const unsigned = /u/i.test(suffix);
  const long = /l/i.test(suffix) || value > 0xffffffffn;
  const decimal = !/^0/.test(digits) || digits === '0';
  let type: CType = long ? (unsigned || value > 0xffffffffn ? ULONG : LONG) : unsigned ? UINT : INT;
  if (!long && value > 0x7fffffffn) type = decimal && !unsigned ? LONG : UINT;
  return constant(Number(value & 0xffffffffn) | 0, type, span);
}

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['t', 9],
  ['r', 13],
  ['0', 0],
  ['\\', 92],
  ["'", 39],
  ['"', 34],
]);

function checkCharacter(body: Body, node: ExprSyntax & { kind: 'char' }): Expr | undefined {
  const inner = node.text.slice(1, -1);
  const value =
    inner.length === 1
      ? inner.charCodeAt(0)
      : inner.length === 2 && inner.startsWith('\\')
        ? ESCAPES.get(inner.charAt(1))
        : undefined;
  if (value === undefined || value > 127)
    return body.error(
      'bad-character',
      body.at(node),
      `\`${node.text}\` is no character of lab C`,
      'write one ASCII character between quotes',
    );
  return constant(value, CHAR, body.at(node));
}

// --- types as operands -------------------------------------------------------------------------------------------

function checkCast(body: Body, node: ExprSyntax & { kind: 'cast' }): Expr | undefined {
  const type = body.unit.types.resolve(node.type);
  const operand = checkExpr(body, node.operand);
  if (type === undefined || operand === undefined) return undefined;
  return convertExplicitly(body, node, operand, type);
}

function checkSizeof(body: Body, node: ExprSyntax & { kind: 'sizeof' }): Expr | undefined {
  const type = typeOperand(body, node);
  if (type === undefined) return undefined;
  body.unit.types.complete(type);
  const size = sizeOf(type);
  if (size === undefined) {
    return body.error(
      'incomplete-type',
      body.at(node),
      `the size of \`${typeText(type)}\` is not known`,
      'define the type',
    );
  }
  return constant(size, ULONG, body.at(node));
}

function typeOperand(body: Body, node: ExprSyntax & { kind: 'sizeof' }): CType | undefined {
  if (node.isType) return body.unit.types.resolve(node.of as TypeSyntax);
  return typeOfUnread(body, node.of as ExprSyntax);
}

/** The type of an expression that is not evaluated: `sizeof x`, `typeof(*p)`, `ARRAY_SIZE(a)`. */
export function typeOfUnread(body: Body, node: ExprSyntax): CType | undefined {
  const before = { calls: body.calls.length, blocks: body.blocks, readsGhost: body.readsGhost };
  const mode = body.mode === 'constant' ? 'property' : body.mode;
  const type = body.inMode(mode, unreadType, node);
  body.calls.length = before.calls;
  body.blocks = before.blocks;
  body.readsGhost = before.readsGhost;
  return type;
}

/** Of a place its own type, so that an array stays one; of anything else the type of its value. */
function unreadType(body: Body, node: ExprSyntax): CType | undefined {
  if (node.kind === 'name') {
    const meaning = meaningOf(body, node.text);
    if (meaning?.kind === 'argument') return body.inFrame(meaning.frame, unreadType, meaning.node);
    if (meaning?.kind !== 'local' && meaning?.kind !== 'global') return checkExpr(body, node)?.type;
    return checkPlace(body, node)?.type;
  }
  const isPlace =
    node.kind === 'member' || node.kind === 'index' || (node.kind === 'unary' && node.op === '*');
  return isPlace ? checkPlace(body, node)?.type : checkExpr(body, node)?.type;
}

/** For `while`, `if`, `&&` and properties: any scalar, nonzero is true. */
export function checkTest(body: Body, node: ExprSyntax): Expr | undefined {
  return checkScalar(body, node);
}
