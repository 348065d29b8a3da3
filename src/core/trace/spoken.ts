// Which of a union's arms an operation speaks of: `PageDmaPinned(page)` means `dma_pinned_flags`, not `lru.next`.
//
// A guess by words, for texts that people read; nothing depends on it.

import type { NamedField } from './names.ts';

/** Of a union's arms the one that shares most words with the operation: `PageDmaPinned(page)` means `dma_pinned_flags`. */
export function spokenOf<Arm extends NamedField>(arms: readonly Arm[], operation: string): Arm {
  const spoken = new Set(wordsOf(operation));
  const score = ({ field }: Arm) => wordsOf(field.path).filter((word) => spoken.has(word)).length;
  return arms.reduce((one, other) => (score(other) > score(one) ? other : one));
}

/** Lower-case words of a name or an operation; `PageLRU` is two. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !sayingNothing.has(word));
}

/** Words that half of all names in mm/ have. */
const sayingNothing: ReadonlySet<string> = new Set(['page', 'list', 'head', 'entry']);
