// Words that decide nothing: no step does, leaves or finds anything else because of them, but in words of the same kind;
// no property looks at them.
//
// Promises: two states that differ in such words only have the same runs, up to those words.

import type { Layout } from '../machine/layout.ts';
import type { LocalState, LocalStates } from './local-states.ts';
import { writes } from './step-touches.ts';
import type { Leaf } from './step-tree.ts';
import { bitsThatMatter, eachLeaf, readSlots } from './step-tree.ts';
import type { Sight } from './visible.ts';

/** `sights`: of every property that is asked. Undefined where no word is dead. */
export function deadSlots(
  words: readonly number[],
  layout: Layout,
  local: LocalStates,
  sights: readonly Sight[],
): Uint8Array | undefined {
  if (sights.includes(undefined)) return undefined;
  const needed = new Set(sights.flatMap((sight) => [...(sight?.keys() ?? [])]));
  /** By slot: words that decide what is written to it. */
  const sources = new Map<number, Set<number>>();
  for (const { tree } of local.tasks.flat()) {
    if (!tree) continue;
    const leaves: Leaf[] = [];
    eachLeaf(tree, (leaf) => leaves.push(leaf));
    const written = new Set(
      leaves.flatMap(({ ending, effects }) =>
        ending === 'ok' ? effects.filter(writes).map(({ slot }) => slot) : [],
      ),
    );
    for (const slot of readSlots(tree, new Set())) {
      if (slot >= layout.identity) continue;
      if (bitsThatMatter(tree, slot, ({ ending, outcome }) => `${ending} ${outcome}`) !== 0) {
        needed.add(slot);
        continue;
      }
      for (const to of written) {
        if (to === slot || bitsThatMatter(tree, slot, (leaf) => leftIn(leaf, to)) === 0) continue;
        const known = sources.get(to);
        if (known) known.add(slot);
        else sources.set(to, new Set([slot]));
      }
    }
  }
  for (const slot of local.certain) needed.add(slot);
  for (const slot of ambiguous(local)) needed.add(slot);
  for (const slot of needed) for (const source of sources.get(slot) ?? []) needed.add(source);
  const dead = new Uint8Array(layout.length);
  let any = false;
  for (const slot of words) {
    if (slot < 0 || slot >= layout.identity || needed.has(slot)) continue;
    dead[slot] = 1;
    any = true;
  }
  return any ? dead : undefined;
}

/** How a path leaves a word, as far as that can depend on another one. */
function leftIn({ ending, effects }: Leaf, slot: number): string {
  if (ending !== 'ok') return '';
  const effect = effects.find((one) => one.slot === slot && writes(one));
  return effect ? `${effect.known}:${effect.before}>${effect.after}/${effect.mask}` : '';
}

/**
 * Counters and locks of which a task can have different parts in one and the same state of its own: there only the
 * word itself says which it is.
 */
function ambiguous(local: LocalStates): ReadonlySet<number> {
  const slots = new Set<number>();
  const first = new Map<string, LocalState>();
  for (const state of local.tasks.flat()) {
    const key = `${state.task} ${state.place} ${state.registers.join()} ${[...state.own].join()}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, state);
      continue;
    }
    for (const slot of [...known.parts.keys(), ...state.parts.keys()]) {
      if ((known.parts.get(slot) ?? 0) !== (state.parts.get(slot) ?? 0)) slots.add(slot);
    }
    for (const slot of [...known.left.keys(), ...state.left.keys()]) {
      const same =
        known.left.has(slot) === state.left.has(slot) && known.left.get(slot) === state.left.get(slot);
      if (!same && local.seen.has(slot)) slots.add(slot);
    }
    for (const slot of [...known.holds, ...state.holds]) {
      if (!known.holds.includes(slot) || !state.holds.includes(slot)) slots.add(slot);
    }
  }
  return slots;
}
