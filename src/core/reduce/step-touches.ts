// From the paths of one step to what it touches: which bits of which words make a difference, and how it writes.
//
// Promises: a word whose value changes nothing but itself, by a fixed amount, is only added to; a bit that is set
// whatever it was is only set. Words behind the state's identity are left out.

import type { Touch } from './footprint.ts';
import { reads, writtenBits } from './footprint.ts';
import type { Effect, Leaf, Tree } from './step-tree.ts';
import { bitsThatMatter, eachLeaf, readSlots } from './step-tree.ts';
import type { Possible } from './word-values.ts';

export function touchesOf(
  tree: Tree,
  identity: number,
  possible: (slot: number) => Possible,
): readonly Touch[] {
  const leaves: Leaf[] = [];
  eachLeaf(tree, (leaf) => leaves.push(leaf));
  const read = readSlots(tree, new Set());
  const slots = new Set(read);
  for (const { ending, effects } of leaves) {
    if (ending !== 'ok') continue;
    for (const effect of effects) if (writes(effect)) slots.add(effect.slot);
  }
  const rest = labels(leaves);
  return [...slots].flatMap((slot): Touch[] => {
    if (slot >= identity) return [];
    const about = leaves.flatMap(({ ending, effects }) =>
      ending === 'ok' ? effects.filter((effect) => effect.slot === slot) : [],
    );
    const others = (leaf: Leaf) => rest(leaf, slot);
    const bits = written(about, possible(slot));
    const inBits: Touch = {
      slot,
      ...bits,
      read: read.has(slot)
        ? bitsThatMatter(
            tree,
            slot,
            (leaf) => `${others(leaf)}=${finalIn(leaf, slot, bits.sets | bits.clears | bits.changes)}`,
          )
        : 0,
      adds: 0,
    };
    const adds = sumBits(about, possible(slot));
    const asSum: Touch | undefined =
      adds === undefined
        ? undefined
        : {
            ...reads(
              slot,
              read.has(slot)
                ? bitsThatMatter(tree, slot, (leaf) => `${others(leaf)}+${sumIn(leaf, slot)}`)
                : 0,
            ),
            adds,
          };
    const touch = asSum && countBits(asSum.read) <= countBits(inBits.read) ? asSum : inBits;
    return touch.read === 0 && writtenBits(touch) === 0 ? [] : [touch];
  });
}

/** What of a path concerns nobody but the word itself is left out. */
export function labels(leaves: readonly Leaf[]): (leaf: Leaf, without: number) => string {
  const texts = new Map<Leaf, readonly { readonly slot: number; readonly text: string }[]>();
  for (const leaf of leaves) {
    const changed = leaf.ending === 'ok' ? leaf.effects.filter(writes) : [];
    texts.set(
      leaf,
      changed.map(({ slot, known, before, after, mask }) => ({
        slot,
        text: known ? `${slot}:${before}>${after};` : `${slot}:${mask}=${after};`,
      })),
    );
  }
  return (leaf, without) => {
    let text = `${leaf.ending} ${leaf.outcome}|`;
    for (const one of texts.get(leaf) ?? []) if (one.slot !== without) text += one.text;
    return text;
  };
}

export function writes({ known, before, after, mask }: Effect): boolean {
  return known ? before !== after || after === undefined : mask !== 0 || after !== 0;
}

/** What the path adds to the word, where that can be said. */
function added({ known, before, after, mask }: Effect): number | undefined {
  if (!known) return mask === 0 ? after : undefined;
  return before === undefined || after === undefined ? undefined : (after - before) | 0;
}

/** Bits that additions change in some value; undefined where something else is written. */
function sumBits(effects: readonly Effect[], possible: Possible): number | undefined {
  let bits = 0;
  for (const effect of effects) {
    const sum = added(effect);
    if (sum === undefined) return undefined;
    if (effect.known) bits |= (effect.before as number) ^ (effect.after as number);
    else if (sum !== 0 && possible === undefined) bits = -1;
    else for (const value of possible ?? []) bits |= value ^ (value + sum);
  }
  return bits;
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function sumIn(leaf: Leaf, slot: number): number | undefined {
  const effect = leaf.effects.find((one) => one.slot === slot);
  return effect ? added(effect) : 0;
}

/** The word's final value in those bits; without a write, nothing is said of it. */
function finalIn(leaf: Leaf, slot: number, bits: number): string {
  const effect = leaf.effects.find((one) => one.slot === slot);
  if (!effect) return '';
  const { known, after, mask } = effect;
  if (after === undefined) return 'any';
  return known ? `${after & bits}` : `${mask & bits}/${after & bits}`;
}

function written(effects: readonly Effect[], possible: Possible): Omit<Touch, 'slot' | 'read' | 'adds'> {
  let sets = 0;
  let clears = 0;
  let changes = 0;
  for (const { known, before, after, mask } of effects) {
    if (after === undefined || (known && before === undefined) || (!known && mask === 0)) {
      if (known || after !== 0) changes = -1;
    } else if (known) {
      sets |= after & ~(before as number);
      clears |= ~after & (before as number);
    } else {
      const open = possible === undefined ? -1 : openBits(possible, mask, after);
      sets |= mask & after & open;
      clears |= mask & ~after & open;
    }
  }
  changes |= sets & clears;
  return { sets: sets & ~changes, clears: clears & ~changes, changes };
}

/** Bits that the write changes in some value that the word can have. */
function openBits(possible: readonly number[], mask: number, after: number): number {
  let open = 0;
  for (const value of possible) open |= (value ^ after) & mask;
  return open;
}
