// Fingerprints: 64 bits for a state, changed word by word as a step writes.
//
// The fingerprint is the xor over all words that count of mix(slot, value), where mix adds a multiple of a slot's number
// to the value, multiplies, folds the upper half into the lower and multiplies again (the constants are those of
// splitmix64, Steele, Lea, Flood 2014). So the order of writes does not matter, and taking a word out is putting it in.
// 0 means "no state" in tables; a state whose fingerprint is 0 has 1.

import type { Body } from './body.ts';
import { op } from './opcodes.ts';

const perSlot = 0x9e3779b97f4a7c15n;
const offset = 0x632be59bd9b4e019n;
const first = 0xbf58476d1ce4e5b9n;
const second = 0x94d049bb133111ebn;
const fold = 32n;

const to64 = (value: bigint): bigint => BigInt.asUintN(64, value);

export function slotConstant(slot: number): bigint {
  return to64(BigInt(slot) * perSlot + offset);
}

/** The same as the emitted code gives. */
export function mix(slot: number, value: number): bigint {
  const begun = to64((BigInt(value >>> 0) + slotConstant(slot)) * first);
  return to64((begun ^ (begun >> fold)) * second);
}

/** Of a whole state; `counts` says which slots are part of it. */
export function fingerprint(state: Int32Array, counts: Uint8Array): bigint {
  let all = 0n;
  state.forEach((value, slot) => {
    if (counts[slot] === 1) all ^= mix(slot, value);
  });
  return all === 0n ? 1n : all;
}

/** i32 on the stack -> i64 on the stack; `temporary` is an i64 local. */
export function emitMix(body: Body, slot: number, temporary: number): void {
  body.op(op.extendU).long(slotConstant(slot)).op(op.add64);
  finish(body, temporary);
}

/** As `emitMix`, where the local `slot` holds the slot. */
export function emitMixAt(body: Body, slot: number, temporary: number): void {
  body.op(op.extendU).get(slot).op(op.extendU).long(perSlot).op(op.mul64).op(op.add64);
  body.long(offset).op(op.add64);
  finish(body, temporary);
}

function finish(body: Body, temporary: number): void {
  body.long(first).op(op.mul64).tee(temporary).get(temporary).long(fold).op(op.shrU64).op(op.xor64);
  body.long(second).op(op.mul64);
}
