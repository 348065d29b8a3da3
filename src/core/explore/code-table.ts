// Numbers for the values that each slot of a vector has had: (slot, value) -> code, open addressing.

export interface CodeTable {
  /** Bytes. */
  readonly memory: number;
  /** -1 for a value that was not met in this slot. */
  find(slot: number, value: number): number;
  add(slot: number, value: number, code: number): void;
}

export function createCodeTable(): CodeTable {
  let mask = 1023;
  let entries = new Int32Array(3 * (mask + 1));
  let count = 0;

  const home = (slot: number, value: number): number => {
    const mixed = Math.imul(value ^ Math.imul(slot + 1, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  const put = (slot: number, value: number, code: number) => {
    let at = home(slot, value);
    while (entries[3 * at] !== 0) at = (at + 1) & mask;
    entries[3 * at] = slot + 1;
    entries[3 * at + 1] = value;
    entries[3 * at + 2] = code;
  };
  return {
    get memory() {
      return entries.byteLength;
    },
    find(slot, value) {
      for (let at = home(slot, value); ; at = (at + 1) & mask) {
        const key = entries[3 * at] as number;
        if (key === 0) return -1;
        if (key === slot + 1 && entries[3 * at + 1] === value) return entries[3 * at + 2] as number;
      }
    },
    add(slot, value, code) {
      if (++count * 2 > mask) {
        const before = entries;
        mask = mask * 2 + 1;
        entries = new Int32Array(3 * (mask + 1));
        for (let at = 0; at < before.length; at += 3) {
          if (before[at] !== 0)
            put((before[at] as number) - 1, before[at + 1] as number, before[at + 2] as number);
        }
      }
      put(slot, value, code);
    },
  };
}
