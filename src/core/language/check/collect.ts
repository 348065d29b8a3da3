// All texts to one table of names: who defines what, which weak function is replaced, what a strategy extends.
//
// Does not: resolve types or check bodies.

import { assert } from '../../base/assert.ts';
import type { Span } from '../source/source-file.ts';
import type { FunctionItem, ItemSyntax, Name, TextSyntax, TypeSyntax } from '../syntax/tree.ts';
import { withLength } from './declare.ts';
import { FunctionEntry } from './function-entry.ts';
import type { FunctionId, GlobalId } from './program.ts';
import type { GlobalEntry, Unit } from './unit.ts';

type ObjectItem = ItemSyntax & { readonly kind: 'object' };

export interface Collected {
  readonly objects: readonly {
    readonly entry: GlobalEntry;
    readonly type: TypeSyntax;
  }[];
  /** Prototypes and replaced definitions, each with the function that counts. */
  readonly redeclared: readonly { readonly item: FunctionItem; readonly entry: FunctionEntry }[];
}

export function collectTexts(unit: Unit, texts: readonly TextSyntax[]): Collected {
  const objects: ObjectItem[] = [];
  const functions = new Map<string, FunctionItem[]>();
  const sort = (item: ItemSyntax): void => {
    if (item.kind === 'function') {
      const all = functions.get(item.name.text);
      if (all === undefined) functions.set(item.name.text, [item]);
      else all.push(item);
    } else if (item.kind === 'form') unit.forms.push(item);
    else if (item.kind === 'object') objects.push(item);
    else if (item.kind === 'extend') unit.types.extensions.add(item.target, item);
  };
  const collectFrom = (item: ItemSyntax): void => collectTypes(unit, item);
  for (const { items, macros } of texts) {
    for (const macro of macros) collectMacro(unit, macro);
    items.forEach(sort);
  }
  // Enumerators are collected with their enum, so all extensions come before.
  for (const { items } of texts) items.forEach(collectFrom);
  return { objects: collectObjects(unit, objects), redeclared: collectFunctions(unit, functions) };
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

function collectObjects(unit: Unit, items: readonly ObjectItem[]): Collected['objects'] {
  const objects: Collected['objects'][number][] = [];
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

function collectFunctions(
  unit: Unit,
  byName: ReadonlyMap<string, readonly FunctionItem[]>,
): Collected['redeclared'] {
  const redeclared: Collected['redeclared'][number][] = [];
  byName.forEach((all, name) => {
    const clash = unit.globals.get(name)?.span ?? unit.macros.get(name)?.name.span;
    const first = all[0];
    if (clash !== undefined && first !== undefined) clashing(unit, first.name, clash);
    // Most names are declared once: nothing can be wrong between declarations then.
    if (all.length === 1 && first !== undefined) {
      add(unit, name, first, first.pure);
      return;
    }
    const entry = bind(unit, name, all);
    for (const item of all) if (item !== entry.item) redeclared.push({ item, entry });
  });
  return redeclared;
}

/** Complains at the one that is read later: the lab is the last of all texts. */
function clashing(unit: Unit, name: Name, other: Span): void {
  const isLater =
    other.file > name.span.file || (other.file === name.span.file && other.start > name.span.start);
  if (isLater) defined(unit, 'name', { text: name.text, span: other }, name.span);
  else defined(unit, 'name', name, other);
}

/** One strong definition goes before one weak one; a prototype alone is an optional function. */
function bind(unit: Unit, name: string, all: readonly FunctionItem[]): FunctionEntry {
  let strong: FunctionItem | undefined;
  let weak: FunctionItem | undefined;
  let pure = false;
  for (const item of all) {
    pure ||= item.pure;
    if (!item.defined) continue;
    const before = item.weak ? weak : strong;
    if (before !== undefined) {
      const remedy = oneDefinition(unit, before.name.span, item.name.span);
      defined(unit, 'function', item.name, before.name.span, remedy);
    } else if (item.weak) weak = item;
    else strong = item;
  }
  const [first] = all;
  assert(first !== undefined, 'a name is known by what is declared under it');
  const entry = add(unit, name, strong ?? weak ?? first, pure);
  if (weak !== undefined && strong !== undefined) add(unit, `__weak_${name}`, weak, pure);
  return entry;
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
  const entry = new FunctionEntry(unit, unit.functionList.length as FunctionId, name, item, pure);
  unit.functionList.push(entry);
  unit.functions.set(name, entry);
  return entry;
}
