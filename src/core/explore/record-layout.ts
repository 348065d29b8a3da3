// Where the slots of a state vector are in a record: each has some bits of one word, slots that never change have none.
//
// Promises: slots of the identity have words of their own, in front. A layout is never changed: extending one makes
// another that reads the same records.

export const wholeWord = 32;

export interface SlotLayout {
  readonly words: number;
  /** Words that hold identity; the rest are slots outside it. */
  readonly identityWords: number;
  readonly bits: Uint8Array;
  readonly word: Int32Array;
  readonly shift: Uint8Array;
  /** Slots that take bits. */
  readonly varying: Int32Array;
  /** By word: how many of its bits are taken, from the lowest on. */
  readonly taken: Uint8Array;
}

/**
 * First fit, widest first, so that little of a word is lost. `free`: bits that are left for slots of the identity that
 * begin to vary later.
 */
export function layOutSlots(bits: Uint8Array, identity: number, free: number): SlotLayout {
  const word = new Int32Array(bits.length);
  const shift = new Uint8Array(bits.length);
  const taken: number[] = [];
  const varying = [...bits.keys()]
    .filter((slot) => bits[slot] !== 0)
    .sort((a, b) => (bits[b] as number) - (bits[a] as number) || a - b);
  const place = (isHere: (slot: number) => boolean) => {
    const first = taken.length;
    for (const slot of varying) {
      if (!isHere(slot)) continue;
      const size = bits[slot] as number;
      let at = first;
      while (at < taken.length && (taken[at] as number) + size > wholeWord) at += 1;
      word[slot] = at;
      shift[slot] = taken[at] ?? 0;
      taken[at] = (taken[at] ?? 0) + size;
    }
  };
  place((slot) => slot < identity);
  const left = taken.length * wholeWord - taken.reduce((sum, count) => sum + count, 0);
  if (left < free) taken.push(0);
  const identityWords = taken.length;
  place((slot) => slot >= identity);
  const words = taken.length;
  return {
    words,
    identityWords,
    bits,
    word,
    shift,
    varying: Int32Array.from(varying),
    taken: Uint8Array.from(taken),
  };
}

/** The slots, which had none, get bits that no slot had; undefined where there are too few. */
export function extendSlots(
  layout: SlotLayout,
  slots: readonly number[],
  sizeOf: (slot: number) => number,
  identity: number,
): SlotLayout | undefined {
  const bits = layout.bits.slice();
  const word = layout.word.slice();
  const shift = layout.shift.slice();
  const taken = layout.taken.slice();
  for (const slot of slots) {
    const size = sizeOf(slot);
    const end = slot < identity ? layout.identityWords : layout.words;
    let at = slot < identity ? 0 : layout.identityWords;
    while (at < end && (taken[at] as number) + size > wholeWord) at += 1;
    if (at === end) return undefined;
    bits[slot] = size;
    word[slot] = at;
    shift[slot] = taken[at] as number;
    taken[at] = (taken[at] as number) + size;
  }
  return { ...layout, bits, word, shift, taken, varying: Int32Array.of(...layout.varying, ...slots) };
}
