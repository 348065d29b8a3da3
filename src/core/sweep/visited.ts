// The visited set: where it is, when it must grow, and its copy into a larger one.
//
// Promises: grows in memory that was never used, so that it is empty; the old one becomes chunks. Where there is no
// room for a larger one, the present one is filled as far as probing allows. Where the states that will come can be
// foreseen it grows to what they need; what is foreseen decides how long it takes, nothing else.

import { entryBytes, sharedAt, sharedWord } from '../wasm/memory-map.ts';
import type { Arena } from './arena.ts';
import { crewIndex, crewWord } from './ground.ts';
import type { Sliced } from './sliced.ts';
import { pageBytes } from './web-assembly.ts';

const firstBits = 16;
/** While it is small it grows sixteenfold, then fourfold: memory is cheap then, copying is not. */
const bitsInLargestSteps = 17;
const bitsInSmallSteps = 22;
const mostBits = 28;
/** Where an end is foreseen, for so many times what is foreseen, as that is too little at first; but sixteenfold at most. */
const margin = 1.2;
const mostMore = 4;
const comfortable = 0.7;
/** As full as it may get where that spares the last copy. */
const full = 0.8;
/** Probing gets long behind this. */
const crammed = 0.88;

export interface VisitedSet {
  /** False where there is no memory for it. */
  open(): boolean;
  /** States that it takes before it should grow. */
  readonly room: number;
  /**
   * `full` where there is no memory for a larger one, and the present one can take no more; `spared` where the present one
   * will do to the end. `copy` leads a round. `foreseen`: states in the end, if that is known.
   */
  grow(
    copy: () => Sliced<boolean>,
    foreseen: number | undefined,
  ): Sliced<'grown' | 'spared' | 'crammed' | 'full' | 'stopped'>;
}

export function visitedSet(arena: Arena): VisitedSet {
  const { words } = arena;
  const tableAt = sharedAt / 4 + sharedWord.tableAt;
  const tableMask = sharedAt / 4 + sharedWord.tableMask;
  const crew = crewIndex;
  const entries = () => ((words[tableMask] as number) >>> 0) + 1;
  let share = comfortable;

  /** Whether so large a table leaves as much memory for what else there is to keep. */
  const isModest = (bytes: number) => bytes <= ((words[crew(crewWord.limitPages)] as number) * pageBytes) / 2;
  const larger = (
    foreseen: number | undefined,
  ): { readonly at: number; readonly bits: number } | undefined => {
    const bits = Math.log2(entries());
    const blindly = bits < bitsInLargestSteps ? 4 : bits < bitsInSmallSteps ? 2 : 1;
    const needed = foreseen && Math.ceil(Math.log2((margin * foreseen) / comfortable)) - bits;
    const most = needed === undefined ? blindly : Math.min(mostMore, Math.max(1, needed));
    for (let more = bits + most; more > bits; more--) {
      const bytes = entryBytes * 2 ** more;
      if (more > mostBits || (more > bits + 1 && !isModest(bytes))) continue;
      const at = arena.region(bytes);
      if (at !== 0) return { at, bits: more };
    }
    return undefined;
  };

  return {
    open() {
      const at = arena.region(entryBytes << firstBits);
      words[tableAt] = at;
      words[tableMask] = (1 << firstBits) - 1;
      return at !== 0;
    },
    get room() {
      return Math.floor(entries() * share);
    },
    *grow(copy, foreseen) {
      if (share === crammed) return 'full';
      if (share < full && foreseen !== undefined && foreseen < full * entries()) {
        share = full;
        return 'spared';
      }
      const to = larger(foreseen);
      if (!to) {
        share = crammed;
        return 'crammed';
      }
      const oldAt = (words[tableAt] as number) >>> 0;
      const oldEntries = entries();
      words[crew(crewWord.oldAt)] = oldAt;
      words[crew(crewWord.oldMask)] = oldEntries - 1;
      words[crew(crewWord.newAt)] = to.at;
      words[crew(crewWord.newMask)] = 2 ** to.bits - 1;
      words[crew(crewWord.pieces)] = 0;
      if (!(yield* copy())) return 'stopped';
      words[tableAt] = to.at;
      words[tableMask] = 2 ** to.bits - 1;
      share = comfortable;
      arena.scrap(oldAt, entryBytes * oldEntries);
      return 'grown';
    },
  };
}
