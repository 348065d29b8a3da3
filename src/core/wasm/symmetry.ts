// Fingerprints that are equal for states which only differ in which of several equal tasks is where, or which of several
// exchangeable pages is which.
//
// What belongs to a member of a class stays out of the running fingerprint; each member has one of its own, over its
// words under the names of the first member's, and the locks that it holds. Their sum is added at the end. Where objects
// are exchanged too, each exchange is a view: the same for the state under the names that it gives; the fingerprint is
// then the sum over the views of what is made of each. After a step only the terms of the task that did it are new.

import type { Exchange, SymmetricClass } from '../reduce/plan.ts';
import { Body } from './body.ts';
import type { ModuleWriter } from './encode.ts';
import { base, type Setting } from './frame.ts';
import { emitMix, mix } from './mix.ts';
import { op, type } from './opcodes.ts';

/** A member of a class: the function (lane) -> its fingerprint. Who is alone in a class needs no sum. */
interface Member {
  readonly one: number;
  readonly isAlone: boolean;
}

/** The state as it is, or under other names. */
interface View {
  /** By task that does a step: the member that it is here. */
  readonly members: ReadonlyMap<number, Member>;
  /** The function (lane) -> fingerprint of the locks that no member holds; undefined where members hold none. */
  readonly locks: number | undefined;
  /** The function (lane) -> what is different in the running fingerprint; undefined where nothing is. */
  readonly moved: number | undefined;
}

export interface Symmetry {
  readonly views: readonly View[];
}

const whole = { takes: [type.i32], gives: [type.i64] } as const;

/** Slots that classes take out of the running fingerprint. */
export function ownSlots(classes: readonly SymmetricClass[]): readonly number[] {
  return classes.flatMap(({ own, lockSlots }) => [...own.flatMap((slots) => [...slots]), ...lockSlots]);
}

export interface Alike {
  readonly classes: readonly SymmetricClass[];
  readonly exchanges: readonly Exchange[] | undefined;
  /** By slot, 1 where the word counts nowhere. */
  readonly dead: Uint8Array | undefined;
}

export function addSymmetry(module: ModuleWriter, setting: Setting, alike: Alike): Symmetry {
  const exchanges = alike.exchanges ?? [];
  return { views: [undefined, ...exchanges].map((exchange) => addView(module, setting, alike, exchange)) };
}

function addView(
  module: ModuleWriter,
  { thread, counts }: Setting,
  { classes, dead }: Alike,
  exchange: Exchange | undefined,
): View {
  const signature = module.signature(whole.takes, whole.gives);
  const source = (slot: number) => exchange?.from[slot] ?? slot;
  const load = (body: Body, slot: number) =>
    dead?.[slot] === 1 ? body.number(0) : body.get(base).memory('load', thread.vector + 4 * source(slot));
  /** The word under its new name; `value` is a local. */
  const read = (body: Body, slot: number, value: number) => {
    load(body, slot);
    const names = dead?.[slot] === 1 ? undefined : exchange?.values.get(source(slot));
    if (!names) return;
    body.set(value);
    for (const [, name] of names) body.number(name);
    body.get(value);
    for (const [old] of [...names].reverse()) body.get(value).number(old).op(op.eq).op(op.select);
  };
  const members = new Map<number, Member>();
  for (const { tasks, own, lockSlots } of classes) {
    tasks.forEach((task, index) => {
      const doer = exchange ? exchange.tasks.indexOf(task) : task;
      const body = new Body(1);
      const mixed = body.local(type.i64);
      const value = body.local();
      body.long(0n);
      own[index]?.forEach((slot, at) => {
        read(body, slot, value);
        emitMix(body, own[0]?.[at] as number, mixed);
        body.op(op.xor64);
      });
      for (const slot of lockSlots) {
        body.long(mix(slot, 1)).long(mix(slot, 0));
        load(body, slot)
          .number(doer + 1)
          .op(op.eq)
          .op(op.select)
          .op(op.xor64);
      }
      const isAlone = tasks.length === 1;
      if (!isAlone) emitFinish(body, mixed);
      members.set(doer, { one: module.add(signature, body), isAlone });
    });
  }
  const locks = new Set(classes.flatMap(({ lockSlots }) => [...lockSlots]));
  const holders = classes.flatMap(({ tasks, lockSlots }) => (lockSlots.length > 0 ? tasks : []));
  const inState = holders.map((task) => (exchange ? exchange.tasks.indexOf(task) : task));
  return {
    members,
    locks: locks.size > 0 ? module.add(signature, locksBody(locks, inState, load, read)) : undefined,
    moved: exchange && module.add(signature, movedBody(exchange, counts, thread.vector, read)),
  };
}

/** Of a lock that one of `members` holds that member says it. */
function locksBody(
  locks: ReadonlySet<number>,
  members: readonly number[],
  load: (body: Body, slot: number) => Body,
  read: (body: Body, slot: number, value: number) => void,
): Body {
  const isMember = members.reduce((bits, task) => bits | (1 << task), 0);
  const body = new Body(1);
  const holder = body.local();
  const value = body.local();
  const mixed = body.local(type.i64);
  body.long(0n);
  for (const slot of locks) {
    load(body, slot).number(1).op(op.sub).tee(holder).number(-1).op(op.eq).if(type.i64);
    body.long(mix(slot, 0)).else();
    body.number(isMember).get(holder).op(op.shrU).number(1).op(op.and);
    body.get(holder).number(32).op(op.ltU).op(op.and).if(type.i64);
    body.long(0n).else();
    read(body, slot, value);
    emitMix(body, slot, mixed);
    body.end().end().op(op.xor64);
  }
  return body;
}

function movedBody(
  { from, values }: Exchange,
  counts: Uint8Array,
  vector: number,
  read: (body: Body, slot: number, value: number) => void,
): Body {
  const body = new Body(1);
  const mixed = body.local(type.i64);
  const value = body.local();
  body.long(0n);
  from.forEach((source, slot) => {
    if (counts[slot] !== 1 || (source === slot && !values.has(slot))) return;
    body.get(base).memory('load', vector + 4 * slot);
    emitMix(body, slot, mixed);
    body.op(op.xor64);
    read(body, slot, value);
    emitMix(body, slot, mixed);
    body.op(op.xor64);
  });
  return body;
}

/** Sums of such numbers tell sets of members apart, and of views. */
function emitFinish(body: Body, temporary: number): void {
  for (const [multiplier, fold] of [
    [0xff51afd7ed558ccdn, 33n],
    [0xc4ceb9fe1a85ec53n, 29n],
  ] as const) {
    body.tee(temporary).get(temporary).long(fold).op(op.shrU64).op(op.xor64).long(multiplier).op(op.mul64);
  }
  body.tee(temporary).get(temporary).long(32n).op(op.shrU64).op(op.xor64);
}

/** The sum over the views, on the stack; `pushView`: everything of one but locks. */
function pushSum(
  body: Body,
  { views }: Symmetry,
  mixed: number,
  pushView: (view: View, index: number) => void,
): void {
  views.forEach((view, index) => {
    pushView(view, index);
    if (view.locks !== undefined) body.get(base).call(view.locks).op(op.add64);
    if (views.length > 1) emitFinish(body, mixed);
    if (index > 0) body.op(op.add64);
  });
}

/** The whole fingerprint of the state in the vector, whose running one is in the local `running`. */
export function pushWhole(body: Body, symmetry: Symmetry, running: number): void {
  pushSum(body, symmetry, body.local(type.i64), ({ members, moved }) => {
    body.get(running);
    if (moved !== undefined) body.get(base).call(moved).op(op.xor64);
    for (const { one, isAlone } of members.values()) if (isAlone) body.get(base).call(one).op(op.xor64);
    for (const { one, isAlone } of members.values()) if (!isAlone) body.get(base).call(one).op(op.add64);
  });
}

export interface Terms {
  /** The local `running` becomes the whole fingerprint of the state behind a step of this task. */
  after(actor: number, running: number): void;
}

/**
 * What members are before a record's steps, and what moves: computed here, once for all of them. `before`: the local with
 * the running fingerprint of the record.
 */
export function openTerms(body: Body, symmetry: Symmetry, before: number): Terms {
  const mixed = body.local(type.i64);
  const known = symmetry.views.map(({ members, moved }) => {
    /** Of those who are alone, with what moves; of the others. */
    const [alone, sum] = [body.local(type.i64), body.local(type.i64)];
    const move = moved === undefined ? undefined : body.local(type.i64);
    const terms = new Map<number, number>();
    if (moved === undefined || move === undefined) body.long(0n);
    else body.get(base).call(moved).tee(move);
    for (const [task, { one, isAlone }] of members) {
      if (!isAlone) continue;
      terms.set(task, body.local(type.i64));
      body
        .get(base)
        .call(one)
        .tee(terms.get(task) as number)
        .op(op.xor64);
    }
    body.set(alone).long(0n);
    for (const [task, { one, isAlone }] of members) {
      if (isAlone) continue;
      terms.set(task, body.local(type.i64));
      body
        .get(base)
        .call(one)
        .tee(terms.get(task) as number)
        .op(op.add64);
    }
    body.set(sum);
    return { alone, sum, move, terms };
  });
  return {
    after(actor, running) {
      pushSum(body, symmetry, mixed, ({ members, moved }, index) => {
        const { alone, sum, move, terms } = known[index] as (typeof known)[number];
        const term = terms.get(actor);
        const own = term === undefined ? undefined : members.get(actor);
        body.get(running).get(alone).op(op.xor64);
        if (own?.isAlone)
          body
            .get(base)
            .call(own.one)
            .op(op.xor64)
            .get(term as number)
            .op(op.xor64);
        // Nothing moved anew where the step left what all share as it was.
        if (moved !== undefined && move !== undefined) {
          body.get(running).get(before).op(op.eq64).if(type.i64);
          body.long(0n).else();
          body.get(base).call(moved).get(move).op(op.xor64).end().op(op.xor64);
        }
        body.get(sum).op(op.add64);
        if (own && !own.isAlone)
          body
            .get(base)
            .call(own.one)
            .op(op.add64)
            .get(term as number)
            .op(op.sub64);
      });
      body.set(running);
    },
  };
}
