// All texts to one table of names: who defines what, which weak function is replaced, what a strategy extends.
//
// Does not: resolve types or check bodies.

import type { Span } from '../source/source-file.ts';
import type { FormItem, FunctionItem, ItemSyntax, Name, TextSyntax, TypeSyntax } from '../syntax/tree.ts';
import { VOID } from '../types/builtin.ts';
import { withLength } from './declare.ts';
import type { FunctionId, GlobalId } from './program.ts';
import type { FunctionEntry, GlobalEntry, Unit } from './unit.ts';

type ObjectItem = ItemSyntax & { readonly kind: 'object' };

export interface CollectedObject {
  readonly entry: GlobalEntry;
  readonly type: TypeSyntax;
}

export function collectTexts(unit: Unit, texts: readonly TextSyntax[]): CollectedObject[] {
  const items = texts.flatMap((text) => text.items);
  for (const text of texts) for (const macro of text.macros) collectMacro(unit, macro);
  for (const item of items) {
    if (item.kind === 'extend') unit.types.extensions.add(item.target, item);
  }
  for (const item of items) collectTypes(unit, item);
  const objects = collectObjects(
    unit,
    items.filter((item) => item.kind === 'object'),
  );
  collectFunctions(
    unit,
    items.filter((item) => item.kind === 'function'),
  );
  return objects;
}

function collectMacro(unit: Unit, macro: TextSyntax['macros'][number]): void {
  const { name } = macro;
  const before = unit.macros.get(name.text);
  if (before !== undefined) {
    const [a, b] = [before, macro].map(({ span }) =>
      unit.files[span.file]?.text.slice(span.start, span.end).replace(/\s+/g, ' '),
    );
    if (a === b) return;
    const isLab = unit.files[name.span.file]?.role === 'lab';
    defined(
      unit,
      'macro',
      name,
      before.name.span,
      isLab ? `write \`OVERRIDE(${name.text}, value);\` to change a constant of the library` : undefined,
    );
    return;
  }
  if (macro.body !== undefined || macro.params !== undefined) unit.macros.set(name.text, macro);
}

function collectTypes(unit: Unit, item: ItemSyntax): void {
  switch (item.kind) {
    case 'type':
      unit.types.collect(item.type);
      return;
    case 'object':
      unit.types.collect(item.base);
      return;
    case 'function':
      unit.types.collect(item.returns);
      return;
    case 'typedef':
      unit.types.collect(item.base);
      for (const { name, type } of item.names) unit.types.addTypedef(name, type);
      return;
    case 'extend':
      for (const member of item.members) if (member.kind === 'member') unit.types.collect(member.type);
  }
}

export function defined(unit: Unit, what: string, name: Name, before: Span, remedy?: string): void {
  const other = unit.files[before.file]?.path ?? '';
  const elsewhere =
    before.file === name.span.file ? '' : `, in ${unit.files[name.span.file]?.path ?? ''} and in ${other}`;
  unit.reporter.error(
    'defined-twice',
    name.span,
    `the ${what} \`${name.text}\` is defined twice${elsewhere}`,
    remedy ?? 'rename or remove one of them',
    { span: before, message: `\`${name.text}\` is defined here first` },
  );
}

// --- objects -----------------------------------------------------------------------------------------------------

function collectObjects(unit: Unit, items: readonly ObjectItem[]): CollectedObject[] {
  const objects: CollectedObject[] = [];
  for (const isExtern of [false, true]) {
    for (const item of items) {
      if (item.isExtern !== isExtern) continue;
      for (const each of item.names) {
        const before = unit.globals.get(each.name.text);
        if (before !== undefined) {
          if (!isExtern) defined(unit, 'object', each.name, before.span);
          continue;
        }
        const { ghost, perCpu } = item;
        const entry: GlobalEntry = {
          id: unit.globalList.length as GlobalId,
          name: each.name.text,
          ghost,
          perCpu,
          init: each.init,
          span: each.name.span,
          type: undefined,
          resolved: false,
        };
        unit.globals.set(entry.name, entry);
        unit.globalList.push(entry);
        objects.push({ entry, type: withLength(each.type, each.init) });
      }
    }
  }
  return objects;
}

// --- functions ---------------------------------------------------------------------------------------------------

function collectFunctions(unit: Unit, items: readonly FunctionItem[]): void {
  const byName = new Map<string, FunctionItem[]>();
  for (const item of items) {
    const list = byName.get(item.name.text);
    if (list === undefined) byName.set(item.name.text, [item]);
    else list.push(item);
  }
  for (const [name, all] of byName) {
    const clash = unit.globals.get(name)?.span ?? unit.macros.get(name)?.name.span;
    const [first] = all;
    if (clash !== undefined && first !== undefined) clashing(unit, first.name, clash);
    bind(unit, name, all);
  }
}

/** Complains at the one that is read later: the lab is the last of all texts. */
function clashing(unit: Unit, name: Name, other: Span): void {
  const isLater =
    other.file > name.span.file || (other.file === name.span.file && other.start > name.span.start);
  if (isLater) defined(unit, 'name', { text: name.text, span: other }, name.span);
  else defined(unit, 'name', name, other);
}

/** One strong definition goes before one weak one; a prototype alone is an optional function. */
function bind(unit: Unit, name: string, all: readonly FunctionItem[]): void {
  const strong = all.filter(({ defined, weak }) => defined && !weak);
  const weak = all.filter(({ defined, weak }) => defined && weak);
  for (const list of [strong, weak]) {
    const [first, ...others] = list;
    for (const other of others)
      if (first !== undefined) {
        const remedy = oneDefinition(unit, first.name.span, other.name.span);
        defined(unit, 'function', other.name, first.name.span, remedy);
      }
  }
  const pure = all.some((item) => item.pure);
  const chosen = strong[0] ?? weak[0] ?? all[0];
  if (chosen === undefined) return;
  unit.functions.set(name, add(unit, name, chosen, pure));
  const [replaced] = weak;
  if (replaced !== undefined && strong.length > 0) {
    unit.functions.set(`__weak_${name}`, add(unit, `__weak_${name}`, replaced, pure));
  }
}

/** What to do about two strong definitions, by who wrote them. */
function oneDefinition(unit: Unit, a: Span, b: Span): string | undefined {
  const roles = [a, b].map(({ file }) => unit.files[file]?.role);
  if (roles[0] === roles[1] && roles[0] !== 'policy') return undefined;
  return roles.includes('kernel')
    ? "the library's is not `__weak`: rename yours, or change the library's in a copy of its file"
    : 'a design can have only one of the two: leave one out';
}

function add(unit: Unit, name: string, item: FunctionItem, pure: boolean): FunctionEntry {
  const entry: FunctionEntry = {
    id: unit.functionList.length as FunctionId,
    name,
    item,
    get bodySyntax() {
      return item.body;
    },
    params: item.params,
    pure,
    weak: item.weak,
    span: item.name.span,
    returns: VOID,
    paramTypes: [],
    checked: undefined,
  };
  unit.functionList.push(entry);
  return entry;
}

export function isForm(item: ItemSyntax): item is FormItem {
  return item.kind === 'form';
}
