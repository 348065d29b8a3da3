// Types of functions, objects and events, once all names are known; and that prototypes and definitions agree.

import type { Span } from '../source/source-file.ts';
import type { FunctionItem, ParamSyntax } from '../syntax/tree.ts';
import { INT, VOID } from '../types/builtin.ts';
import type { CType } from '../types/c-type.ts';
import { isScalar, sameType } from '../types/convert.ts';
import { declarationText, typeText } from '../types/show.ts';
import type { Collected } from './collect.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { Unit } from './unit.ts';

export interface Signature {
  readonly returns: CType;
  /** Undefined where the declaration is wrong. */
  readonly params: readonly (CType | undefined)[];
}

/** `mayWait`: what is written there is right, and need not be looked at unless somebody asks. */
export function resolveSignatures(
  unit: Unit,
  { objects, redeclared }: Collected,
  mayWait: (span: Span) => boolean,
): void {
  for (const { entry, type } of objects) {
    const resolved = unit.types.resolve(type);
    const size = resolved === undefined ? undefined : unit.types.sizeOf(resolved);
    entry.resolved = true;
    if (resolved === undefined) continue;
    if (size === undefined) {
      unit.reporter.error(
        'incomplete-type',
        entry.span,
        `\`${entry.name}\` has the type \`${typeText(resolved)}\`, whose size is not known`,
        `define \`${typeText(resolved)}\`, or make it a pointer`,
      );
      continue;
    }
    entry.type = resolved;
  }
  for (const entry of unit.functionList) if (!mayWait(entry.item.span)) entry.resolve();
  for (const event of unit.events.values()) event.paramTypes = paramTypes(unit, event.params);
  for (const { item, entry } of redeclared)
    if (!mayWait(item.span) || !mayWait(entry.item.span)) agrees(unit, item, entry);
}

export function resolveFunction(unit: Unit, name: string, item: FunctionItem): Signature {
  const returns = unit.types.resolve(item.returns);
  const params = paramTypes(unit, item.params);
  if (returns === undefined) return { returns: INT, params };
  if (isScalar(returns) || returns.kind === 'void') return { returns, params };
  unit.reporter.error(
    'struct-by-value',
    item.returns.span,
    `\`${name}\` gives a whole \`${typeText(returns)}\``,
    'give a pointer, or let the caller pass one to be filled',
  );
  return { returns: VOID, params };
}

export function paramTypes(unit: Unit, params: readonly ParamSyntax[]): (CType | undefined)[] {
  return params.map(({ type, span }) => {
    const resolved = unit.types.resolve(type);
    if (resolved === undefined || isScalar(resolved)) return resolved;
    unit.reporter.error(
      'struct-by-value',
      span,
      `a parameter of type \`${typeText(resolved)}\``,
      'pass a pointer',
    );
    return undefined;
  });
}

/** A prototype or a replaced definition against the definition that counts; the later text is the one to change. */
function agrees(unit: Unit, item: FunctionItem, entry: FunctionEntry): void {
  const { reporter } = unit;
  const types = reporter.quietly(() => paramTypes(unit, item.params));
  const returns = reporter.quietly(() => unit.types.resolve(item.returns));
  const same =
    types.length === entry.paramTypes.length &&
    types.every((type, index) => alike(type, entry.paramTypes[index]));
  if (same && (returns === undefined || sameType(returns, entry.returns))) return;
  const name = item.name.text;
  const definitionIsLater = entry.span.file >= item.name.span.file;
  const [later, earlier] = definitionIsLater ? [entry.span, item.name.span] : [item.name.span, entry.span];
  const other = unit.files[earlier.file]?.path ?? '';
  const wanted = definitionIsLater
    ? signatureText(name, returns, types, item.params)
    : signatureText(name, entry.returns, entry.paramTypes, entry.params);
  reporter.error(
    'signature-differs',
    later,
    `\`${name}\` is not what ${other} declares`,
    `write \`${wanted}\``,
    { span: earlier, message: `\`${name}\` is declared here` },
  );
}

/** `void put_page(struct page *page)` */
export function signatureText(
  name: string,
  returns: CType | undefined,
  types: readonly (CType | undefined)[],
  params: readonly ParamSyntax[],
): string {
  const list = types.map((type, index) =>
    type === undefined ? '?' : declarationText(type, params[index]?.name?.text ?? '').trim(),
  );
  const result = returns === undefined ? '?' : typeText(returns);
  return `${result}${result.endsWith('*') ? '' : ' '}${name}(${list.length === 0 ? 'void' : list.join(', ')})`;
}

function alike(a: CType | undefined, b: CType | undefined): boolean {
  return a === undefined || b === undefined || sameType(a, b);
}
