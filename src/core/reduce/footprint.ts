// What a step touches, bit by bit, and which two steps can be exchanged.
//
// Promises: two steps whose footprints do not conflict lead to the same state in either order, and neither makes the
// other impossible or possible, wherever both can be done.

/** How one word is touched. The masks of what is set, cleared and changed do not overlap. */
export interface Touch {
  readonly slot: number;
  /** Bits that make a difference to what the step does. */
  readonly read: number;
  /** Bits that become 1, become 0, or become something else, whatever they were. */
  readonly sets: number;
  readonly clears: number;
  readonly changes: number;
  /** Bits that differ after a number has been added, whatever the word can have been. */
  readonly adds: number;
}

/** By slot. Beyond the slots of the vector lie those that stand for a property: see visible.ts. */
export type Footprint = Map<number, Touch>;

export function reads(slot: number, read = -1): Touch {
  return { slot, read, sets: 0, clears: 0, changes: 0, adds: 0 };
}

export function changes(slot: number): Touch {
  return { slot, read: 0, sets: 0, clears: 0, changes: -1, adds: 0 };
}

export function writtenBits({ sets, clears, changes, adds }: Touch): number {
  return sets | clears | changes | adds;
}

export function conflict(one: Touch, other: Touch): boolean {
  if (one.slot !== other.slot) return false;
  if (((one.read & writtenBits(other)) | (other.read & writtenBits(one))) !== 0) return true;
  const mine = one.sets | one.clears | one.changes;
  const theirs = other.sets | other.clears | other.changes;
  // Two additions can be exchanged, and so can bits that both make the same.
  const agree = (one.sets & other.sets) | (one.clears & other.clears);
  return ((mine & theirs & ~agree) | (mine & other.adds) | (one.adds & theirs)) !== 0;
}

export function add(into: Footprint, touch: Touch): void {
  const known = into.get(touch.slot);
  into.set(touch.slot, known ? both(known, touch) : touch);
}

/** Either of two: what conflicts with one of them conflicts with this. */
function both(one: Touch, other: Touch): Touch {
  const sets = one.sets | other.sets;
  const clears = one.clears | other.clears;
  const changes = one.changes | other.changes | (sets & clears);
  return {
    slot: one.slot,
    read: one.read | other.read,
    sets: sets & ~changes,
    clears: clears & ~changes,
    changes,
    adds: one.adds | other.adds,
  };
}
