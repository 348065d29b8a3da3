// A name for each word of memory that can stand in a schedule: `p->flags`, `lru_add_pvec(cpu1).nr`.
//
// Promises: no two words have the same; none holds white space, `#`, `~` or `\`; an edit elsewhere in a lab does not change
// it. A word that several fields share has the name of the first.

import type { MemoryMap } from '../language/lower/graph.ts';
import { fieldName, fieldsOfWord, hex } from '../trace/names.ts';

/** By address. */
export function wordKeys({
  words,
  objects,
}: Pick<MemoryMap, 'words' | 'objects'>): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  const taken = new Map<string, number>();
  for (const { address } of words) {
    const [field] = fieldsOfWord(objects, address);
    const plain = (field ? fieldName(field) : hex(address)).replace(/[\s#~\\]+/g, '');
    const nth = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, nth);
    keys.set(address, nth === 1 ? plain : `${plain}@${nth}`);
  }
  return keys;
}
