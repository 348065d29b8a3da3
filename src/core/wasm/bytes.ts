// A growing row of bytes with the number formats of WebAssembly: LEB128, little-endian.
//
// Promises: nothing is checked; who writes a module knows what it writes (encode.ts, body.ts).

export class Bytes {
  #room = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A copy of exactly what was written. */
  taken(): Uint8Array<ArrayBuffer> {
    return this.#room.slice(0, this.#length);
  }

  byte(value: number): void {
    if (this.#length === this.#room.length) this.#grow(1);
    this.#room[this.#length++] = value;
  }

  append(other: Bytes): void {
    this.raw(other.#room.subarray(0, other.#length));
  }

  raw(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#room.length) this.#grow(bytes.length);
    this.#room.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  unsigned(value: number): void {
    let left = value >>> 0;
    while (left > 127) {
      this.byte((left & 127) | 128);
      left >>>= 7;
    }
    this.byte(left);
  }

  signed(value: number): void {
    let left = value | 0;
    while (left > 63 || left < -64) {
      this.byte((left & 127) | 128);
      left >>= 7;
    }
    this.byte(left & 127);
  }

  /** Only the low 64 bits count. */
  signed64(value: bigint): void {
    // In halves: numbers are quicker than large ones, and a module holds thousands of these.
    let low = Number(BigInt.asIntN(32, value));
    let high = Number(BigInt.asIntN(32, value >> 32n));
    while (high !== low >> 31 || low > 63 || low < -64) {
      this.byte((low & 127) | 128);
      low = (low >>> 7) | (high << 25);
      high >>= 7;
    }
    this.byte(low & 127);
  }

  /** In ASCII. */
  name(text: string): void {
    this.unsigned(text.length);
    for (let at = 0; at < text.length; at++) this.byte(text.charCodeAt(at));
  }

  #grow(by: number): void {
    const room = new Uint8Array(Math.max(2 * this.#room.length, this.#length + by));
    room.set(this.#room.subarray(0, this.#length));
    this.#room = room;
  }
}
