// What words and steps are called in a model: close to what the text calls them, and an identifier everywhere.
//
// Promises: two words never get one name; names keep the kernel's spelling (`p->_refcount` is `p__refcount`).

import type { MemoryMap, MemoryObject } from '../language/lower/graph.ts';

/** A model's own reserved words; whoever collides gets an underscore behind. */
export type Reserved = ReadonlySet<string>;

/** `p->_refcount`, `lru_add_pvec (cpu 1).pages[0]`: as a person writes it. */
export function spelled(memory: MemoryMap, address: number): string {
  const object = memory.objects.find((one) => address >= one.address && address < one.address + one.size);
  if (object === undefined) return `word at 0x${address.toString(16)}`;
  const path = fieldPath(object, address);
  if (path === undefined) return `${object.name} + ${address - object.address}`;
  if (path === '') return object.name;
  return `${object.name}${object.kind === 'page' ? '->' : '.'}${path}`;
}

/** The path of the field that begins at the word, or in it; members of the text before those that a strategy adds. */
export function fieldPath(object: MemoryObject, address: number): string | undefined {
  const here = object.fields.filter((one) => one.address >= address && one.address < address + 4);
  return (here.find(({ extension }) => !extension) ?? here[0])?.path;
}

export function identifier(text: string): string {
  const plain = text
    .replaceAll('->', '_')
    .replace(/\W+/g, '_')
    .replace(/(.)_+$/, '$1');
  return /^\d/.test(plain) || plain === '' ? `_${plain}` : plain;
}

/** Hands out each name once; a second asker gets a number behind it. */
export function nameGiver(reserved: Reserved): (wanted: string) => string {
  const given = new Set(reserved);
  return (wanted) => {
    const plain = identifier(wanted);
    let name = plain;
    for (let at = 2; given.has(name); at++)
      name = reserved.has(plain) && at === 2 ? `${plain}_` : `${plain}_${at}`;
    given.add(name);
    return name;
  };
}
