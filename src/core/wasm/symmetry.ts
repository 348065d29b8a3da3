// Fingerprints that are equal for states which only differ in which of several equal tasks is where.
//
// What belongs to a member of a class stays out of the running fingerprint; each member has one of its own, over its
// words under the names of the first member's, and the locks that it holds. Their sum is added at the end. Members' words
// are looked at afresh: after a step those of the task that did it, and the locks.

import type { SymmetricClass } from '../reduce/plan.ts';
import { Body } from './body.ts';
import type { ModuleWriter } from './encode.ts';
import { base, type Setting } from './frame.ts';
import { emitMix } from './mix.ts';
import { op, type } from './opcodes.ts';

export interface Symmetry {
  /** By task that is a member: the function (block) -> fingerprint of its own. */
  readonly members: ReadonlyMap<number, number>;
  /** The function (block) -> fingerprint of the locks that no member holds. */
  readonly locks: number;
}

const whole = { takes: [type.i32], gives: [type.i64] } as const;

/** Slots that classes take out of the running fingerprint. */
export function ownSlots(classes: readonly SymmetricClass[]): readonly number[] {
  return classes.flatMap(({ own, lockSlots }) => [...own.flatMap((slots) => [...slots]), ...lockSlots]);
}

/** `dead`: by slot, 1 where the word counts nowhere. */
export function addSymmetry(
  module: ModuleWriter,
  { thread }: Setting,
  classes: readonly SymmetricClass[],
  dead: Uint8Array | undefined,
): Symmetry {
  const signature = module.signature(whole.takes, whole.gives);
  const read = (body: Body, slot: number) =>
    dead?.[slot] === 1 ? body.number(0) : body.get(base).memory('load', thread.vector + 4 * slot);
  const members = new Map<number, number>();
  for (const { tasks, own, lockSlots } of classes) {
    tasks.forEach((task, index) => {
      const body = new Body(1);
      const mixed = body.local(type.i64);
      body.long(0n);
      own[index]?.forEach((slot, at) => {
        read(body, slot);
        emitMix(body, own[0]?.[at] as number, mixed);
        body.op(op.xor64);
      });
      for (const slot of lockSlots) {
        read(body, slot)
          .number(task + 1)
          .op(op.eq);
        emitMix(body, slot, mixed);
        body.op(op.xor64);
      }
      emitFinish(body, mixed);
      members.set(task, module.add(signature, body));
    });
  }
  return { members, locks: module.add(signature, locksBody(classes, read)) };
}

function locksBody(classes: readonly SymmetricClass[], read: (body: Body, slot: number) => Body): Body {
  const isMember = classes.flatMap(({ tasks }) => tasks).reduce((bits, task) => bits | (1 << task), 0);
  const body = new Body(1);
  const holder = body.local();
  const mixed = body.local(type.i64);
  body.long(0n);
  for (const slot of new Set(classes.flatMap(({ lockSlots }) => [...lockSlots]))) {
    read(body, slot).number(1).op(op.sub).tee(holder).number(32).op(op.ltU);
    body.number(isMember).get(holder).op(op.shrU).op(op.and).if(type.i64);
    body.long(0n).else();
    read(body, slot);
    emitMix(body, slot, mixed);
    body.end().op(op.xor64);
  }
  return body;
}

/** Sums of such numbers tell sets of members apart. */
function emitFinish(body: Body, temporary: number): void {
  for (const [multiplier, fold] of [
    [0xff51afd7ed558ccdn, 33n],
    [0xc4ceb9fe1a85ec53n, 29n],
  ] as const) {
    body.tee(temporary).get(temporary).long(fold).op(op.shrU64).op(op.xor64).long(multiplier).op(op.mul64);
  }
  body.tee(temporary).get(temporary).long(32n).op(op.shrU64).op(op.xor64);
}

/** Pushes the sum over all members, and leaves each term in the local that `terms` has for the task. */
export function pushMembers(body: Body, { members }: Symmetry, terms: ReadonlyMap<number, number>): void {
  body.long(0n);
  for (const [task, one] of members) {
    body.get(base).call(one);
    const term = terms.get(task);
    if (term !== undefined) body.tee(term);
    body.op(op.add64);
  }
}
