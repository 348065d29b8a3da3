// Between the passes: which results of a batch are to be looked up, and the first table word of each of those.
//
// Promises: results in order; what is left out leads to a state that is in the visited set or comes there from this
// batch, and says nothing. The words are read all in a row, with little between them: the waits for memory of a whole batch
// overlap.

import type { Body } from './body.ts';
import { base, type Setting } from './frame.ts';
import { lineLook } from './line.ts';
import { op, type } from './opcodes.ts';
import { emitMet, pushRecentAddress } from './recent.ts';
import { laneWord } from './room.ts';
import { emitWanted, pushTableAddress, type Table } from './table.ts';
import { entry, tryBytes } from './tries.ts';

/** Bytes of an item of the list. */
export const newsBytes = 4;

/** Locals: `end` is behind the last lane with results, for which there are `triesBytes` each. `all`: nothing is left out. */
export function emitSift(
  { thread }: Setting,
  body: Body,
  { block, end, table }: { readonly block: number; readonly end: number; readonly table: Table },
  triesBytes: number,
  all: boolean,
): void {
  const lane = base;
  const first = body.local();
  const at = body.local();
  const next = body.local();
  const recent = body.local();
  const isNews = body.local();
  const wanted = body.local(type.i64);

  body.get(block).set(lane);
  body.get(block).number(thread.tries).op(op.add).set(first);
  body.get(block).number(thread.news).op(op.add).set(next);
  const sifted = body.block();
  const eachLane = body.loop();
  body.get(lane).get(end).op(op.geU).brIf(sifted).get(first).set(at);
  const siftedLane = body.block();
  const each = body.loop();
  body.get(at).get(lane).memory('load', laneWord.triesEnd).op(op.geU).brIf(siftedLane);
  emitWanted(body, () => body.get(at).memory('load64', entry.fingerprint), wanted);
  // Without a branch, which nobody could foretell.
  pushRecentAddress(body, thread, block, wanted).tee(recent).memory('load64', 0);
  body.get(wanted).op(op.ne64).set(isNews);
  body.get(at);
  pushTableAddress(body, () => body.get(wanted), table);
  if (all) body.get(recent).get(isNews).op(op.select);
  body.memory('store', entry.tableAt);
  body.get(next).get(at).memory('store', 0);
  if (all) body.get(next).number(newsBytes).op(op.add).set(next);
  else {
    body.get(at).memory('load', entry.result).if();
    body.number(1).set(isNews).else();
    emitMet(body, thread, block, wanted);
    body.end();
    body.get(next).get(isNews).number(Math.log2(newsBytes)).op(op.shl).op(op.add).set(next);
  }
  body.get(at).number(tryBytes).op(op.add).set(at).br(each);
  body.end().end();
  body.get(first).number(triesBytes).op(op.add).set(first);
  body.get(lane).number(thread.laneBytes).op(op.add).set(lane).br(eachLane);
  body.end().end();
  emitTouch(body, thread.news, block, next);
  if (!all) {
    emitLook(body, thread.news, block, next, table);
    // Where a line is full the next one is waited for, together too.
    emitTouch(body, thread.news, block, next);
  }
  // Behind the last one comes one that belongs to no lane.
  body.get(first).number(0).memory('store', entry.lane);
  body.get(next).get(first).memory('store', 0);
}

/** Of each: the word in the table where the search for it begins. `end`: a local, behind the list. */
function emitTouch(body: Body, news: number, block: number, end: number): void {
  const next = body.local();
  const at = body.local();
  body.get(block).number(news).op(op.add).set(next);
  const touched = body.block();
  const each = body.loop();
  body.get(next).get(end).op(op.geU).brIf(touched);
  body.get(next).memory('load', 0).tee(at);
  body.get(at).memory('load', entry.tableAt).memory('load64', 0).memory('store64', entry.word);
  body.get(next).number(newsBytes).op(op.add).set(next).br(each);
  body.end().end();
}

/** Leaves those out that are in the line which was touched; of the others: where they would go, or the search goes on. */
function emitLook(body: Body, news: number, block: number, end: number, table: Table): void {
  const next = body.local();
  const kept = body.local();
  const at = body.local();
  const home = body.local();
  const found = body.local();
  const address = body.local();
  const wanted = body.local(type.i64);
  const look = lineLook(body, table);
  body.get(block).number(news).op(op.add).tee(next).set(kept);
  const done = body.block();
  const each = body.loop();
  body.get(next).get(end).op(op.geU).brIf(done);
  body.get(next).memory('load', 0).tee(at).memory('load', entry.tableAt).set(home);
  emitWanted(body, () => body.get(at).memory('load64', entry.fingerprint), wanted);
  look({ home, wanted, found, address });
  body.get(at).get(address).memory('store', entry.tableAt);
  body.get(kept).get(at).memory('store', 0);
  body.get(kept);
  body.get(found).op(op.eqz).get(at).memory('load', entry.result).number(0).op(op.ne).op(op.or);
  body.number(Math.log2(newsBytes)).op(op.shl).op(op.add).set(kept);
  body.get(next).number(newsBytes).op(op.add).set(next).br(each);
  body.end().end();
  body.get(kept).set(end);
}
