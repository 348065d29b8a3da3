// Loads, stores and read-modify-writes, as far as the values of addresses and words are known.
//
// Promises: an address that can be several words goes to each of them: one way through the step for each where they are
// few, else one way that counts as all. What cannot be an address ends that way.

import { assert } from '../base/assert.ts';
import { lowestAddress } from '../check/finding.ts';
import type { Access, Instruction, Value } from '../language/lower/graph.ts';
import { slotAt } from '../machine/address-table.ts';
import { added } from './accounts.ts';
import type { Values } from './analysis.ts';
import { Touch } from './analysis.ts';
import { combinations, evaluate, offsetOf, registersIn } from './evaluate.ts';
import type { Link, Path } from './path.ts';
import type { StepContext } from './step-context.ts';
import { anything, between, constant, contains, join, listed, mostListed, single, spread } from './values.ts';
import { inserted } from './word-values.ts';

type Load = Instruction & { readonly kind: 'load' };
type Store = Instruction & { readonly kind: 'store' };
type Rmw = Instruction & { readonly kind: 'rmw' };
type Size = Load['size'];

/** So many ways through a step are kept apart because of what an address can be. */
const mostWays = 16;

/** The words that an access goes to: each with the bits below the value in it. None: this way ends here. */
interface Target {
  readonly slots: readonly number[];
  readonly shifts: readonly number[];
}

/** Ways that the path has to be split into before the access is done; undefined where there is no need. */
export function splitAtAddress(
  path: Path,
  address: Value,
  ways: number,
  context: StepContext,
): readonly Path[] | undefined {
  if (address.kind === 'const') return undefined;
  for (const register of registersIn(address)) {
    const { list } = path.get(register);
    if (list === undefined || list.length === 1 || list.length > mostWays) continue;
    if (single(evaluate(address, path, context.table)) !== undefined) return undefined;
    if (ways + list.length > mostWays) return undefined;
    return list.map((value) => {
      const way = path.clone();
      way.narrow(register, constant(value));
      return way;
    });
  }
  return undefined;
}

function locate(path: Path, address: Value, size: Size, context: StepContext): Target {
  const { table, site, code } = context;
  const slots: number[] = [];
  const shifts: number[] = [];
  let bad = false;
  const reach = (at: number): boolean => {
    const slot = (at & (size - 1)) === 0 ? slotAt(table, at) : -1;
    if (slot < 0) {
      bad = true;
      return false;
    }
    const shift = (at & 3) << 3;
    if (!slots.some((known, index) => known === slot && shifts[index] === shift)) {
      slots.push(slot);
      shifts.push(shift);
      code.go(path.block, path.at, slot);
    }
    return true;
  };
  const kept: number[][] = registersIn(address).map(() => []);
  const all = combinations(address, path, table, (at, chosen) => {
    if (reach(at)) for (let nth = 0; nth < chosen.length; nth++) kept[nth]?.push(chosen[nth] as number);
  });
  if (all) {
    // What went on had a good address.
    if (bad && slots.length > 0) {
      for (const [nth, register] of registersIn(address).entries())
        path.narrow(register, listed(kept[nth] as number[]));
    }
  } else {
    const values = evaluate(address, path, table);
    bad = true;
    site.imprecise = true;
    const step = size === 8 ? 8 : size === 4 ? 4 : size;
    context.effort.spent += mostWays;
    const to = Math.min(values.high < 0 ? -1 : values.high, table.limit - 1);
    for (let at = Math.max(values.low, lowestAddress); at <= to; at++) {
      if (at % step === 0 && slotAt(table, at) >= 0 && contains(values, at)) reach(at);
    }
  }
  if (bad) {
    site.mayFail = true;
    code.fault(path.block, path.at);
  }
  return { slots, shifts };
}

/** What the word is at this point of the way. */
function wordNow(path: Path, slot: number, context: StepContext): Values {
  if (context.site.depend(slot)) context.depends(slot);
  if (!context.buffered) {
    for (const { values, link } of path.registers.values()) {
      if (link?.now && link.slot === slot) return spread(values, -link.by, -link.by);
    }
  }
  const known = path.known.get(slot) ?? context.own.first(slot);
  return known ?? context.words.read(slot, context.task, path.accounts);
}

/** The word is one of these from here on; with `maybe`, or still what it was. */
function remember(path: Path, slot: number, values: Values, maybe: boolean, context: StepContext): void {
  const own = context.own.first(slot) !== undefined;
  const now = maybe && own ? join(wordNow(path, slot, context), values) : values;
  path.written(slot);
  if (own || (!maybe && !context.buffered)) path.known.set(slot, now);
  else path.known.delete(slot);
}

/** False where the way ends here. */
export function load(path: Path, instruction: Load, context: StepContext): boolean {
  const { slots, shifts } = locate(path, instruction.address, instruction.size, context);
  if (slots.length === 0) return false;
  let values: Values | undefined;
  let word: Values | undefined;
  slots.forEach((slot, index) => {
    context.site.touch(slot, Touch.read);
    word = wordNow(path, slot, context);
    const part = extracted(word, instruction.size, instruction.signed, shifts[index] as number);
    values = values === undefined ? part : join(values, part);
  });
  assert(values !== undefined && word !== undefined, 'there is a word');
  const only = slots.length === 1 ? slots[0] : undefined;
  const whole = only !== undefined && instruction.size >= 4;
  const now = !context.buffered || staysNow(instruction.access);
  path.set(instruction.register, values, whole ? { slot: only, by: 0, now } : undefined);
  if (whole && !context.buffered && !path.known.has(only)) path.known.set(only, word);
  return true;
}

/** Under store buffers: accesses that happen in memory itself, with nothing of this CPU waiting. */
function staysNow(access: Access): boolean {
  return (
    access === 'rmw' ||
    access === 'rmw-ordered' ||
    access === 'lock' ||
    access === 'atomic' ||
    access === 'ghost'
  );
}

function extracted(word: Values, size: Size, signed: boolean, shift: number): Values {
  if (size >= 4) return word;
  const bits = 8 * size;
  const part = (value: number) =>
    signed ? (value << (32 - bits - shift)) >> (32 - bits) : (value >>> shift) & ((1 << bits) - 1);
  if (word.list !== undefined) return listed(word.list.map(part));
  const mask = (1 << bits) - 1;
  if (signed) return between(-(1 << (bits - 1)), (1 << (bits - 1)) - 1);
  return between(0, mask, (word.bits >>> shift) & mask, (word.ones >>> shift) & mask);
}

export function store(path: Path, instruction: Store, context: StepContext): boolean {
  const { size, value, access } = instruction;
  const { slots, shifts } = locate(path, instruction.address, size, context);
  if (slots.length === 0) return false;
  for (const slot of slots) context.claim(slot);
  const values = evaluate(value, path, context.table);
  const [only] = slots;
  const link = size >= 4 && slots.length === 1 ? linkOf(path, value) : undefined;
  if (only !== undefined && link?.slot === only) {
    context.site.touch(only, Touch.write);
    const now = link.now && (!context.buffered || staysNow(access));
    const { low, high } = link;
    path.accounts = added(path.accounts, only, low, high);
    if (!now) context.words.storeLate(only);
    remember(path, only, values, false, context);
    if (value.kind === 'register' && now) path.set(value.register, values, { slot: only, by: 0, now });
    return true;
  }
  slots.forEach((slot, index) => {
    context.site.touch(slot, Touch.write);
    const whole = size >= 4;
    const word = whole
      ? values
      : insertedInto(wordNow(path, slot, context), values, size, shifts[index] as number);
    context.words.store(slot, word);
    remember(path, slot, word, slots.length > 1, context);
  });
  return true;
}

function insertedInto(word: Values, value: Values, size: Size, shift: number): Values {
  const mask = size === 1 ? 0xff : 0xffff;
  if (
    word.list === undefined ||
    value.list === undefined ||
    word.list.length * value.list.length > 4 * mostListed
  ) {
    return inserted(word, value, mask, shift);
  }
  const found: number[] = [];
  for (const before of word.list) {
    for (const part of value.list) found.push((before & ~(mask << shift)) | ((part & mask) << shift));
  }
  return listed(found);
}

/** The value as what a word was, plus something. */
function linkOf(
  path: Path,
  value: Value,
): { readonly slot: number; readonly low: number; readonly high: number; readonly now: boolean } | undefined {
  const shift = offsetOf(value);
  const linked = (link: Link | undefined, low: number, high: number) =>
    link && { slot: link.slot, low: link.by + low, high: link.by + high, now: link.now };
  if (shift !== undefined) return linked(path.state(shift.register).link, shift.by, shift.by);
  if (value.kind !== 'binary' || (value.op !== '+' && value.op !== '-') || value.left.kind !== 'register') {
    return undefined;
  }
  if (value.right.kind !== 'register') return undefined;
  const { low, high } = path.get(value.right.register);
  const { link } = path.state(value.left.register);
  return value.op === '+' ? linked(link, low, high) : linked(link, -high, -low);
}

/** The link of a register that is set to a value. */
export function linkOfSet(path: Path, value: Value): Link | undefined {
  const shift = offsetOf(value);
  const link = shift && path.state(shift.register).link;
  return link && shift && { slot: link.slot, by: link.by + shift.by, now: link.now };
}

const kinds = { add: Touch.add, or: Touch.or, and: Touch.and, xor: Touch.xor } as const;

export function rmw(path: Path, instruction: Rmw, context: StepContext): boolean {
  const { op, size } = instruction;
  const { slots, shifts } = locate(path, instruction.address, size, context);
  if (slots.length === 0) return false;
  for (const slot of slots) context.claim(slot);
  const values = evaluate(instruction.value, path, context.table);
  slots.forEach((slot, index) => {
    const whole = size >= 4;
    context.site.touch(slot, whole || op !== 'add' ? kinds[op] : Touch.write);
    if (whole && op === 'add') {
      const sure = slots.length === 1;
      const [low, high] = sure
        ? [values.low, values.high]
        : [Math.min(0, values.low), Math.max(0, values.high)];
      const own = context.own.first(slot) !== undefined;
      const before = own ? wordNow(path, slot, context) : path.known.get(slot);
      path.accounts = added(path.accounts, slot, low, high);
      if (before !== undefined) remember(path, slot, spread(before, low, high), false, context);
      else path.written(slot);
      return;
    }
    const word = wordNow(path, slot, context);
    const after = combined(word, op, values, size, shifts[index] as number);
    context.words.store(slot, after);
    remember(path, slot, after, slots.length > 1, context);
  });
  return true;
}

function combined(word: Values, op: Rmw['op'], by: Values, size: Size, shift: number): Values {
  const mask = size >= 4 ? -1 : ((1 << (8 * size)) - 1) << shift;
  const one = (before: number, value: number): number => {
    const placed = value << shift;
    if (op === 'or') return before | (placed & mask);
    if (op === 'and') return before & (placed | ~mask);
    if (op === 'xor') return before ^ (placed & mask);
    return (before & ~mask) | ((before + placed) & mask);
  };
  const { list } = word;
  if (list !== undefined && by.list !== undefined && list.length * by.list.length <= 4 * mostListed) {
    return listed(list.flatMap((before) => by.list?.map((value) => one(before, value)) ?? []));
  }
  const value = single(by);
  if (value === undefined || op === 'add') return anything;
  const placed = (value << shift) & mask;
  let { bits, ones } = word;
  if (op === 'or') {
    bits |= placed;
    ones |= placed;
  } else if (op === 'and') {
    bits &= placed | ~mask;
    ones &= placed | ~mask;
  } else {
    bits |= placed;
    ones &= ~placed;
  }
  return bits >= 0 ? between(0, bits, bits, ones) : { ...anything, bits, ones };
}
