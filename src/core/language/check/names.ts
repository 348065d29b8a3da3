// What a name means: a macro's argument, a local, or something at file scope. And what to say when it is nothing.

import { nearest } from '../source/did-you-mean.ts';
import { lineStarts, placeIn } from '../source/place.ts';
import type { ExprSyntax, MacroSyntax } from '../syntax/tree.ts';
import type { CType } from '../types/c-type.ts';
import type { Argument, Body, LocalEntry } from './body.ts';
import type { FunctionEntry } from './function-entry.ts';
import { intrinsicNames } from './intrinsics/table.ts';
import type { GlobalEntry, PageEntry, Unit } from './unit.ts';

export type Meaning = Argument | LocalEntry | FileMeaning;

/** What it means wherever nothing nearer has the name. */
export type FileMeaning =
  | { readonly kind: 'macro'; readonly macro: MacroSyntax }
  | { readonly kind: 'enumerator'; readonly value: number }
  | { readonly kind: 'global'; readonly global: GlobalEntry }
  | { readonly kind: 'function'; readonly callee: FunctionEntry }
  | { readonly kind: 'page'; readonly page: PageEntry }
  | { readonly kind: 'constant'; readonly value: number; readonly type: CType };

export function meaningOf(body: Body, name: string): Meaning | undefined {
  return body.frame?.args.get(name) ?? body.find(name) ?? fileMeaning(body.unit, name);
}

function fileMeaning(unit: Unit, name: string): FileMeaning | undefined {
  const { meanings } = unit;
  if (meanings === undefined) return findMeaning(unit, name);
  const known = meanings.get(name);
  if (known !== undefined || meanings.has(name)) return known;
  const meaning = findMeaning(unit, name);
  // An enumerator means nothing only as long as its value is being computed.
  if (meaning !== undefined || unit.types.enums.span(name) === undefined) meanings.set(name, meaning);
  return meaning;
}

function findMeaning(unit: Unit, name: string): FileMeaning | undefined {
  const macro = unit.macros.get(name);
  if (macro !== undefined) return { kind: 'macro', macro };
  if (unit.types.enums.span(name) !== undefined) {
    const value = unit.types.enums.value(name);
    if (value !== undefined) return { kind: 'enumerator', value };
  }
  const global = unit.globals.get(name);
  if (global !== undefined) return { kind: 'global', global };
  const callee = unit.functions.get(name);
  if (callee !== undefined) return { kind: 'function', callee };
  const page = unit.pages.get(name);
  if (page !== undefined) return { kind: 'page', page };
  const known = unit.constants.get(name);
  return known === undefined ? undefined : { kind: 'constant', ...known };
}

export function* namesOf(unit: Unit): Generator<string> {
  yield* unit.pages.keys();
  yield* unit.globals.keys();
  yield* unit.functions.keys();
  yield* unit.macros.keys();
  yield* unit.types.enums.enumerators();
  yield* unit.constants.keys();
}

function* knownNames(body: Body, asCall: boolean): Generator<string> {
  const { unit } = body;
  if (asCall) {
    yield* unit.functions.keys();
    yield* unit.macros.keys();
    yield* intrinsicNames();
  } else {
    yield* body.visibleNames();
    yield* namesOf(unit);
  }
}

/** `put_page(q)`: nothing is named `q`; did you mean `p`, line 6? */
export function unknownName(body: Body, node: ExprSyntax, name: string, asCall: boolean): undefined {
  const { unit } = body;
  let near = unit.reporter.isFull ? undefined : nearest(name, knownNames(body, asCall));
  if (near === undefined && !asCall && name.length <= 2 && unit.pages.size > 0)
    near = [...unit.pages.keys()].find((page) => page.length <= 2);
  const remedy =
    near === undefined
      ? asCall
        ? 'define it, or call a function of the library'
        : 'declare it, or use a name that is declared'
      : `did you mean \`${near}\`${whereIs(body, near, body.at(node).file)}?`;
  const what = asCall ? `no function is named \`${name}\`` : `nothing is named \`${name}\``;
  return body.error('unknown-name', body.at(node), what, remedy);
}

/** The line alone where it is in the text that asks. */
function whereIs(body: Body, name: string, asking: number): string {
  const { unit } = body;
  const span =
    body.find(name)?.span ??
    unit.pages.get(name)?.span ??
    unit.globals.get(name)?.span ??
    unit.functions.get(name)?.span ??
    unit.macros.get(name)?.name.span ??
    unit.types.enums.span(name);
  const file = span === undefined ? undefined : unit.files[span.file];
  if (span === undefined || file === undefined) return '';
  const { line } = placeIn(lineStarts(file.text), span.start);
  return span.file === asking ? `, line ${line}` : ` (${file.path}:${line})`;
}
