// A typed array that grows: append-only, amortised, read as an exact view.

type Numbers = Int32Array | Uint32Array | Uint8Array;

export class Growing<A extends Numbers> {
  #items: A;
  #make: (length: number) => A;
  #length = 0;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.#items = make(256);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const larger = this.#make(this.#length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  /** A copy of rows `from` … `to - 1`, with a buffer of its own, so that it can be transferred. */
  slice(from = 0, to = this.#length): A {
    const part = this.#make(to - from);
    part.set(this.#items.subarray(from, to));
    return part;
  }
}

export const growingInt32 = (): Growing<Int32Array> => new Growing((length) => new Int32Array(length));
export const growingUint32 = (): Growing<Uint32Array> => new Growing((length) => new Uint32Array(length));
export const growingUint8 = (): Growing<Uint8Array> => new Growing((length) => new Uint8Array(length));
