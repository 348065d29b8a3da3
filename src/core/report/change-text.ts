// A change of one field, short enough for a column of a table: `_refcount 2->3`, `flags +PG_lru`, `lru.next = &node`.
//
// Promises: kernel words verbatim; of a union's arms the one that the operation speaks of. The full picture of a
// word, with all arms, is the inspector's.

import type { Field, MemoryObject } from '../language/lower/graph.ts';
import type { Change } from '../trace/changes.ts';
import { fieldName, fieldsOfWord, hex, pointerName, wordAddress } from '../trace/names.ts';
import { spokenOf, wordsOf } from '../trace/spoken.ts';

export interface ShortChange {
  readonly kind: 'page' | 'object' | 'ghost';
  /** The page's name for a page, else the object's. */
  readonly object: string;
  /** Below the page for a page (`_refcount`), else the whole name (`node.nr_pages`). */
  readonly label: string;
  /** What became of it: `2->3`, `+PG_lru -PG_dirty`, `= &node.lru`. */
  readonly value: string;
}

/**
 * Changes worth a row of a table: not locks (the operation says it), not locals that merely live in memory, and no
 * ghosts that no property asks about.
 */
export function shortChanges(
  objects: readonly MemoryObject[],
  changes: readonly Change[],
  operation: string,
): readonly ShortChange[] {
  const worth = changes.filter(
    ({ object, field }) =>
      object.kind !== 'local' && field.display !== 'lock' && object.unobserved === undefined,
  );
  const byWord = new Map<number, Change[]>();
  for (const change of worth) {
    const word = wordAddress(change.field);
    const group = byWord.get(word);
    if (group) group.push(change);
    else byWord.set(word, [change]);
  }
  return [...byWord.values()].map((arms) => shortChange(objects, spokenOf(arms, operation)));
}

/** What a step read, where that is worth telling: `_refcount`, `2`. */
export function shortRead(
  objects: readonly MemoryObject[],
  address: number,
  value: number,
  operation: string,
): ShortChange | undefined {
  const arms = fieldsOfWord(objects, address).filter(
    ({ object, field }) => object.kind !== 'local' && field.display !== 'lock',
  );
  if (arms.length === 0) return undefined;
  const { object, field } = spokenOf(arms, operation);
  const asked = field.display === 'bits' ? askedBits(field, value, operation) : '';
  return { ...named(object, field), value: asked || valueText(objects, field, value) };
}

/** `PG_lru set` for `PageLRU(page)`: of a word of flags the one that the operation asks for; empty if it names none. */
function askedBits(field: Field, value: number, operation: string): string {
  const spoken = new Set(wordsOf(operation));
  return field.names
    .filter(({ name }) => wordsOf(name.replace(/^[A-Z]+_/, '')).some((word) => spoken.has(word)))
    .map(({ name, value: bit }) => `${name} ${(value >>> bit) & 1 ? 'set' : 'clear'}`)
    .join(' ');
}

/** The value of a field as a person reads it. */
export function valueText(objects: readonly MemoryObject[], field: Field, value: number): string {
  switch (field.display) {
    case 'pointer':
      return pointerName(objects, value);
    case 'hex':
      // An overlaid word may still hold the pointer of its other arm.
      return field.arms.length > 0 && value !== 0 ? pointerName(objects, value) : hex(value);
    case 'bool':
      return value === 0 ? 'false' : 'true';
    case 'enum':
      return field.names.find((one) => one.value === value)?.name ?? String(value);
    case 'bits':
      return bitNames(field, value).join(' ') || '0';
    default:
      return String(value);
  }
}

function shortChange(
  objects: readonly MemoryObject[],
  { object, field, before, after }: Change,
): ShortChange {
  return { ...named(object, field), value: difference(objects, field, before, after) };
}

export function named(object: MemoryObject, field: Field): Omit<ShortChange, 'value'> {
  const page = object.kind === 'page';
  const kind = page ? 'page' : object.kind === 'ghost' ? 'ghost' : 'object';
  return { kind, object: object.name, label: page ? field.path : fieldName({ object, field }) };
}

function difference(objects: readonly MemoryObject[], field: Field, before: number, after: number): string {
  if (field.display === 'bits') {
    const set = bitNames(field, after & ~before).map((name) => `+${name}`);
    const cleared = bitNames(field, before & ~after).map((name) => `-${name}`);
    return [...set, ...cleared].join(' ');
  }
  if (field.display === 'pointer') return `= ${valueText(objects, field, after)}`;
  return `${valueText(objects, field, before)}->${valueText(objects, field, after)}`;
}

export function bitNames(field: Field, value: number): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 32; bit += 1) {
    if ((value & (1 << bit)) === 0) continue;
    names.push(field.names.find((one) => one.value === bit)?.name ?? `bit ${bit}`);
  }
  return names;
}
