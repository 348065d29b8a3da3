// Declarations inside functions: locals, where they live, and their initial values.

import type { DeclaredName, ExprSyntax, InitSyntax, StmtSyntax, TypeSyntax } from '../syntax/tree.ts';
import type { CType } from '../types/c-type.ts';
import { isScalar } from '../types/convert.ts';
import { typeText } from '../types/show.ts';
import type { Body, LocalEntry } from './body.ts';
import { memberOf } from './build.ts';
import { cannotConvert, converted } from './conversion.ts';
import { checkExpr } from './expression.ts';
import { initialScalars } from './initialiser.ts';
import { localPlace } from './place.ts';
import type { Stmt } from './program.ts';

export function checkDeclaration(body: Body, node: StmtSyntax & { kind: 'declare' }, out: Stmt[]): void {
  body.unit.types.collect(node.base);
  if (node.isStatic) {
    body.error('static-local', node.span, 'a `static` local', 'declare the object at file scope');
  }
  for (const each of node.names) checkLocal(body, each, out);
}

function checkLocal(body: Body, node: DeclaredName, out: Stmt[]): void {
  const type = localType(body, node);
  if (type === undefined) {
    body.declare(node.name.text, undefined, node.name.span);
    return;
  }
  const { span } = node;
  if (body.unit.types.sizeOf(type) === undefined) {
    body.error(
      'incomplete-type',
      span,
      `\`${node.name.text}\` has the type \`${typeText(type)}\`, whose size is not known`,
      `define \`${typeText(type)}\`, or make it a pointer`,
    );
    body.declare(node.name.text, undefined, node.name.span);
    return;
  }
  const init = node.init === undefined ? undefined : singleValue(type, node.init);
  const entry = body.declare(node.name.text, type, node.name.span);
  if (!isScalar(type) && (body.pure || body.mode === 'ghost')) {
    body.error(
      'pure-memory',
      span,
      `${body.modeText()} has a local \`${typeText(type)}\`, which lives in memory`,
      'use integers and pointers here',
    );
    return;
  }
  const inMemory = body.livesInMemory(entry);
  const value = init === undefined || inMemory ? undefined : checkInit(body, init, type, node.name.text);
  out.push({ kind: 'declare', local: entry.id, init: value, span });
  if (node.init !== undefined && (inMemory || init === undefined)) storeInitial(body, entry, node.init, out);
}

function singleValue(type: CType, init: InitSyntax): ExprSyntax | undefined {
  return init.kind === 'value' && isScalar(type) ? init.value : undefined;
}

function checkInit(body: Body, init: ExprSyntax, type: CType, name: string) {
  const value = checkExpr(body, init);
  if (value === undefined) return undefined;
  return (
    converted(value, type, body.at(init)) ??
    cannotConvert(body, init, value, type, `the value of \`${name}\``)
  );
}

/** An object in memory is zero where it is declared; each value that is given is an assignment after it. */
function storeInitial(body: Body, entry: LocalEntry, init: InitSyntax, out: Stmt[]): void {
  if (entry.type === undefined) return;
  for (const { offset, type, value: node } of initialScalars(body, entry.type, init)) {
    const value = checkInit(body, node, type, entry.name);
    if (value === undefined) continue;
    const whole = localPlace(body, entry, entry);
    if (whole === undefined) continue;
    const place = whole.kind === 'memory' ? memberOf(whole, offset, type, node.span) : whole;
    out.push({
      kind: 'expression',
      value: { kind: 'assign', place, value, order: 'plain', type, span: node.span },
      span: node.span,
    });
  }
}

function localType(body: Body, node: DeclaredName): CType | undefined {
  const { type: syntax, init } = node;
  if (syntax.kind === 'function') {
    body.error(
      'local-function',
      node.span,
      `a function is declared inside a function`,
      'move the declaration to file scope',
    );
    return undefined;
  }
  if (isVariableLength(body, syntax, node.name.text)) {
    body.error(
      'vla',
      node.span,
      `the length of \`${node.name.text}\` is not a constant`,
      'write a constant length that is long enough',
    );
    return undefined;
  }
  return body.unit.types.resolve(withLength(syntax, init));
}

/** `int a[] = { 1, 2 }` has the length of its list. */
export function withLength(syntax: TypeSyntax, init: InitSyntax | undefined): TypeSyntax {
  if (syntax.kind !== 'array' || syntax.length !== undefined || init?.kind !== 'list') return syntax;
  if (init.items.some(({ designators }) => designators.length > 0)) return syntax;
  return { ...syntax, length: { kind: 'number', text: String(init.items.length), span: syntax.span } };
}

/** Names a local in its length, maybe the one that is declared. */
function isVariableLength(body: Body, type: TypeSyntax, name: string): boolean {
  if (type.kind !== 'array') return false;
  const { of, length } = type;
  return isVariableLength(body, of, name) || (length !== undefined && namesLocal(body, length, name));
}

function namesLocal(body: Body, node: ExprSyntax, own: string): boolean {
  const inside = (inner: ExprSyntax) => namesLocal(body, inner, own);
  if (node.kind === 'name') return node.text === own || body.find(node.text) !== undefined;
  if (node.kind === 'binary') return inside(node.left) || inside(node.right);
  if (node.kind === 'unary' || node.kind === 'cast') return inside(node.operand);
  if (node.kind === 'sizeof') return !node.isType && inside(node.of as ExprSyntax);
  return node.kind === 'member' || node.kind === 'index' ? inside(node.base) : false;
}
