// Names for addresses: which object and which fields lie there, as a kernel developer would write them.
//
// Promises: a word under a union has the names of all its arms, in order of declaration; an address that is no
// object's stays a number. Does not: say which arm is live.

import type { Field, MemoryObject } from '../language/lower/graph.ts';

export interface NamedField {
  readonly object: MemoryObject;
  readonly field: Field;
}

/** `p->_refcount`, `lru_lock`, `node.lru.next`, `entries[3]`. */
export function fieldName({ object, field }: NamedField): string {
  if (field.path === '') return object.name;
  if (object.kind === 'page') return `${object.name}->${field.path}`;
  return field.path.startsWith('[') ? object.name + field.path : `${object.name}.${field.path}`;
}

/** Fields that share a byte with the word at `address`. */
export function fieldsOfWord(objects: readonly MemoryObject[], address: number): readonly NamedField[] {
  return wordIndex(objects).get(address) ?? [];
}

/** `p->lru.next` or, under a union, `p->lru.next | p->dma_pinned_flags`; hex where nothing lives. */
export function wordName(objects: readonly MemoryObject[], address: number): string {
  const fields = fieldsOfWord(objects, address);
  return fields.length === 0 ? hex(address) : [...new Set(fields.map(fieldName))].join(' | ');
}

/** A pointer's value in words: `NULL`, `p`, `&p->lru`, `&lru_lock`, `0x100`. */
export function pointerName(objects: readonly MemoryObject[], value: number): string {
  if (value === 0) return 'NULL';
  const object = objectAt(objects, value);
  if (!object) return hex(value);
  const offset = value - object.address;
  if (offset === 0) return object.kind === 'page' ? object.name : `&${object.name}`;
  const field = object.fields.find((one) => one.address === value);
  if (!field) return `${object.kind === 'page' ? object.name : `&${object.name}`}+${hex(offset)}`;
  // A pointer to a list_head points at its first member; the name of the list_head says more.
  const target = { object, field: { ...field, path: field.path.replace(/\.(next|prev|counter)$/, '') } };
  return `&${fieldName(target)}`;
}

export function objectAt(objects: readonly MemoryObject[], address: number): MemoryObject | undefined {
  let low = 0;
  let high = objects.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const object = objects[middle];
    if (!object) return undefined;
    if (address < object.address) high = middle - 1;
    else if (address >= object.address + object.size) low = middle + 1;
    else return object;
  }
  return undefined;
}

/** The value of a field, out of the word that holds it. */
export function fieldValue(field: Field, word: number): number {
  if (field.size >= 4) return word;
  const shifted = word >> ((field.address & 3) * 8);
  if (field.size === 1) return field.signed ? (shifted << 24) >> 24 : shifted & 0xff;
  return field.signed ? (shifted << 16) >> 16 : shifted & 0xffff;
}

export function wordAddress(field: Field): number {
  return field.address & ~3;
}

export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

const indexes = new WeakMap<readonly MemoryObject[], ReadonlyMap<number, readonly NamedField[]>>();

function wordIndex(objects: readonly MemoryObject[]): ReadonlyMap<number, readonly NamedField[]> {
  const known = indexes.get(objects);
  if (known) return known;
  const index = new Map<number, NamedField[]>();
  for (const object of objects) {
    for (const field of object.fields) {
      const word = wordAddress(field);
      const fields = index.get(word);
      if (fields) fields.push({ object, field });
      else index.set(word, [{ object, field }]);
    }
  }
  indexes.set(objects, index);
  return index;
}
