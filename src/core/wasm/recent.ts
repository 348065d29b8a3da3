// The fingerprints that a thread met lately, one for each value of some of their bits: most steps lead to a state that was
// met a short while ago, and this is nearer than the visited set.
//
// Promises: what is here is in the visited set, or comes there before the batch that is under way ends: where all that
// comes out of a batch goes to the visited set, it is put here when it is tried, so that the batch has it once; where not,
// when it was found or made there. Where a batch is broken off in pass 2, nothing stays; where it ends early in pass 1, for a
// step without code, only what lies before that was put here.

import type { Body } from './body.ts';
import { entryBytes } from './memory-map.ts';
import { op } from './opcodes.ts';
import { recentEntries, type ThreadBlock } from './room.ts';

/** Pushes the address of the entry for the fingerprint in a local. */
export function pushRecentAddress(
  body: Body,
  { recent }: ThreadBlock,
  block: number,
  fingerprint: number,
): Body {
  body
    .get(fingerprint)
    .op(op.wrap)
    .number(recentEntries - 1)
    .op(op.and);
  return body.number(Math.log2(entryBytes)).op(op.shl).get(block).op(op.add).number(recent).op(op.add);
}

/** The fingerprint in the local is in the visited set. */
export function emitMet(body: Body, thread: ThreadBlock, block: number, fingerprint: number): void {
  pushRecentAddress(body, thread, block, fingerprint).get(fingerprint).memory('store64', 0);
}

/** A batch is broken off: what it has put here may never come to the visited set. */
export function emitForget(body: Body, { recent }: ThreadBlock, block: number): void {
  body.get(block).number(recent).op(op.add);
  body
    .number(0)
    .number(entryBytes * recentEntries)
    .fill();
}
