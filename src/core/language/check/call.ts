// Calls: a macro is expanded, a function's arguments are converted, a word of lab C is looked up in its table.

import type { ExprSyntax } from '../syntax/tree.ts';
import { sameType } from '../types/convert.ts';
import { type Argument, type Body, NO_ARGUMENTS } from './body.ts';
import { cannotConvert, converted } from './conversion.ts';
import { checkExpr } from './expression.ts';
import type { FunctionEntry } from './function-entry.ts';
import { perCpuPlace } from './intrinsics/per-cpu.ts';
import { findIntrinsic } from './intrinsics/table.ts';
import { meaningOf, unknownName } from './names.ts';
import { checkPlace } from './place.ts';
import type { Expr, Place } from './program.ts';
import { signatureText } from './signature.ts';
import type { Unit } from './unit.ts';

export type CallSyntax = ExprSyntax & { readonly kind: 'call' };

export function checkCall(body: Body, node: CallSyntax): Expr | undefined {
  if (node.callee.kind === 'error') return undefined;
  if (node.callee.kind !== 'name') {
    return body.error(
      'function-pointer',
      body.at(node.callee),
      'only a function can be called; lab C has no function pointers',
      "write the function's name before `(`",
    );
  }
  const name = node.callee.text;
  const meaning = meaningOf(body, name);
  if (meaning?.kind === 'macro') return expandCall(body, node, checkExpr);
  if (meaning?.kind === 'function') return checkFunctionCall(body, node, meaning.callee);
  if (meaning !== undefined) {
    return body.error(
      'not-a-function',
      body.at(node.callee),
      `\`${name}\` is not a function`,
      'remove the `(…)`, or call a function',
    );
  }
  const intrinsic = findIntrinsic(name);
  if (intrinsic === undefined) return unknownCall(body, node, name);
  if (body.mode === 'constant' && !intrinsic.constant) {
    return body.error('not-constant', body.at(node), `\`${name}(…)\` is no constant`, 'write a constant');
  }
  if (node.args.length < intrinsic.least || node.args.length > intrinsic.most) {
    return body.error(
      'argument-count',
      body.at(node),
      `\`${name}\` is given ${count(node.args.length)}`,
      `write \`${intrinsic.signature}\``,
    );
  }
  return intrinsic.check(body, node);
}

function unknownCall(body: Body, node: CallSyntax, name: string): undefined {
  for (const arg of node.args)
    if (arg.kind !== 'type') body.unit.reporter.quietly(() => checkExpr(body, arg));
  return unknownName(body, node.callee, name, true);
}

/** Runs `check` on the body of the macro that is called. */
export function expandCall<T>(
  body: Body,
  node: CallSyntax,
  check: (body: Body, inner: ExprSyntax) => T | undefined,
): T | undefined {
  const name = node.callee.kind === 'name' ? node.callee.text : '';
  const macro = body.unit.macros.get(name);
  if (macro === undefined) return undefined;
  const inner = macro.body;
  if (macro.params === undefined) {
    if (inner?.kind === 'name') {
      const renamed: CallSyntax = { ...node, callee: { ...inner, span: node.callee.span } };
      return body.expand(node, name, body.frame?.args ?? NO_ARGUMENTS, check, renamed);
    }
    return body.error(
      'not-a-function',
      body.at(node.callee),
      `the macro \`${name}\` takes no arguments`,
      `write \`${name}\` alone`,
    );
  }
  if (macro.params.length !== node.args.length) {
    return body.error(
      'argument-count',
      body.at(node),
      `the macro \`${name}\` is given ${count(node.args.length)}`,
      `write \`${name}(${macro.params.join(', ')})\``,
    );
  }
  if (inner === undefined)
    return body.error(
      'empty-macro',
      body.at(node),
      `the macro \`${name}\` stands for nothing`,
      'give it a value, or remove the use',
    );
  const args = new Map<string, Argument>();
  macro.params.forEach((param, index) => {
    const arg = node.args[index];
    if (arg !== undefined) args.set(param, { kind: 'argument', node: arg, frame: body.frame });
  });
  return body.expand(node, name, args, check, inner);
}

function checkFunctionCall(body: Body, node: CallSyntax, callee: FunctionEntry): Expr | undefined {
  const span = body.at(node);
  if (body.mode === 'constant')
    return body.error(
      'not-constant',
      span,
      `a call of \`${callee.name}\` is no constant`,
      'write a constant',
    );
  if (node.args.length !== callee.paramTypes.length) {
    return body.error(
      'argument-count',
      span,
      `\`${callee.name}\` is given ${count(node.args.length)}`,
      `write \`${signatureOf(callee)}\``,
      { span: callee.span, message: `\`${callee.name}\` is declared here` },
    );
  }
  if ((body.mode !== 'ordinary' || body.pure) && !callee.pure) {
    return body.error(
      'not-pure',
      span,
      `\`${callee.name}\` is not \`__pure\`, and ${body.modeText()} is evaluated at once`,
      remedyForImpure(body.unit, callee),
      { span: callee.span, message: `\`${callee.name}\` is declared here` },
    );
  }
  const args = node.args.map((arg, index) => passed(body, callee, arg, index));
  if (!isWhole(args)) return undefined;
  body.calls.push({ callee, span, inAtomic: body.atomicDepth > 0, mayReadGhost: body.mayReadGhost });
  return { kind: 'call', callee: callee.id, args, type: callee.returns, span };
}

function passed(body: Body, callee: FunctionEntry, arg: ExprSyntax, index: number): Expr | undefined {
  const type = callee.paramTypes[index];
  const value = checkExpr(body, arg);
  if (value === undefined || type === undefined) return undefined;
  return (
    converted(value, type, body.at(arg)) ??
    cannotConvert(body, arg, value, type, `argument ${index + 1} of \`${callee.name}\``)
  );
}

function isWhole(args: readonly (Expr | undefined)[]): args is readonly Expr[] {
  return !args.includes(undefined);
}

/** Of the pure functions for the same arguments, those whose names are most like the one that was written. */
function remedyForImpure({ functionList, files }: Unit, callee: FunctionEntry): string {
  const own = `write \`__pure\` before the type of \`${callee.name}\`, if it only looks`;
  if (files[callee.span.file]?.role === 'lab') return own;
  const [first = '', ...words] = callee.name.split('_');
  const likeness = ({ name }: FunctionEntry): number => {
    const [otherFirst, ...others] = name.split('_');
    return (otherFirst === first ? 2 : 0) + others.filter((word) => words.includes(word)).length;
  };
  const fitting = functionList.filter((each) => each.pure && takesTheSame(each, callee));
  const most = Math.max(1, ...fitting.map(likeness));
  const names = fitting.filter((each) => likeness(each) === most).map(({ name }) => `\`${name}\``);
  return names.length === 0 ? own : `call one that is \`__pure\`: ${names.slice(0, 3).join(', ')}`;
}

function takesTheSame(one: FunctionEntry, other: FunctionEntry): boolean {
  return (
    sameType(one.returns, other.returns) &&
    one.paramTypes.length === other.paramTypes.length &&
    one.paramTypes.every((type, index) => {
      const wanted = other.paramTypes[index];
      return type !== undefined && wanted !== undefined && sameType(type, wanted);
    })
  );
}

function count(args: number): string {
  return args === 0 ? 'no arguments' : args === 1 ? '1 argument' : `${args} arguments`;
}

export function signatureOf({ name, returns, paramTypes, params }: FunctionEntry): string {
  return signatureText(name, returns, paramTypes, params);
}

/** A call that is a place: a macro whose body is one, or a per-CPU object's copy. */
export function placeCall(body: Body, node: CallSyntax): Place | undefined {
  const name = node.callee.kind === 'name' ? node.callee.text : '';
  const meaning = meaningOf(body, name);
  if (meaning?.kind === 'macro') return expandCall(body, node, checkPlace);
  if (meaning === undefined) {
    const place = perCpuPlace(body, node, name);
    if (place !== 'no-place') return place;
    if (findIntrinsic(name) === undefined) return unknownCall(body, node, name);
  }
  return body.error(
    'not-a-place',
    body.at(node),
    `the value of \`${name}(…)\` is not something that can be changed or pointed to`,
    'store it in a local first',
  );
}
