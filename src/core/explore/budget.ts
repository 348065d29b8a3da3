// Memory, counted before it is allocated: one huge allocation can abort a whole process, an exception would be late.
//
// Promises: `used` never exceeds `limit`; whoever is refused must end the search as incomplete. Where the process
// cannot give what the limit would allow, that is a refusal too.

export interface Budget {
  readonly used: number;
  /** False, and nothing is counted, when the bytes do not fit any more. */
  reserve(bytes: number): boolean;
  release(bytes: number): void;
  /** Reserved and allocated; undefined when it is refused. Released by its `byteLength`. */
  words(length: number): Int32Array | undefined;
  halves(length: number): Uint16Array | undefined;
  bytes(length: number): Uint8Array | undefined;
}

export function createBudget(limit: number): Budget {
  let used = 0;
  const reserve = (bytes: number): boolean => {
    if (used + bytes > limit) return false;
    used += bytes;
    return true;
  };
  const allocate = <T>(bytes: number, make: () => T): T | undefined => {
    if (!reserve(bytes)) return undefined;
    try {
      return make();
    } catch (refusal) {
      if (!(refusal instanceof RangeError)) throw refusal;
      used -= bytes;
      return undefined;
    }
  };
  return {
    get used() {
      return used;
    },
    reserve,
    release(bytes) {
      used -= bytes;
    },
    words: (length) => allocate(4 * length, () => new Int32Array(length)),
    halves: (length) => allocate(2 * length, () => new Uint16Array(length)),
    bytes: (length) => allocate(length, () => new Uint8Array(length)),
  };
}
