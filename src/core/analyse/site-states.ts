// With what a task can stand at a site: a few states side by side, or where they are too many one that is all of them.
//
// States side by side keep apart what belongs together: a pointer and what was counted through it.

import type { Register } from '../language/lower/graph.ts';
import type { Accounts } from './accounts.ts';
import { joinAccounts } from './accounts.ts';
import type { Values } from './analysis.ts';
import type { Effort } from './effort.ts';
import { mostStates } from './effort.ts';
import type { OwnWords, Path, RegisterState } from './path.ts';
import { joinRegister } from './path.ts';
import { join, same } from './values.ts';

/** So often a state's accounts grow before what still grows loses its bounds. */
const mostGrowths = 6;

export interface SiteState {
  /** In the order of the registers that are alive at the site. */
  registers: readonly RegisterState[];
  accounts: Accounts;
  /** By slot: the task's own words that are not what they were at the start. */
  words: ReadonlyMap<number, Values>;
  growths: number;
  /** To be tried, for the first time or again. */
  due: boolean;
}

export interface SiteStates {
  /** Changed by `arrive` only. */
  readonly states: readonly SiteState[];
  /** The way through a step ends here; false when that is nothing new. */
  arrive(path: Path): boolean;
}

export function createSiteStates(alive: readonly Register[], own: OwnWords, effort: Effort): SiteStates {
  const states: SiteState[] = [];
  let joined = false;

  const grow = (state: SiteState, other: Pick<SiteState, 'registers' | 'accounts' | 'words'>): boolean => {
    const widen = state.growths >= mostGrowths;
    const registers = state.registers.map((one, at) =>
      joinRegister(one, other.registers[at] as RegisterState, widen),
    );
    const accounts = joinAccounts(state.accounts, other.accounts, widen);
    const words = joinWords(state.words, other.words, own, widen);
    const same = accounts === state.accounts && words === state.words;
    if (same && registers.every((one, at) => one === state.registers[at])) return false;
    state.registers = registers;
    state.accounts = accounts;
    state.words = words;
    state.growths += 1;
    state.due = true;
    return true;
  };

  return {
    states,
    arrive(path) {
      const registers = alive.map((register): RegisterState => {
        const { values, link } = path.state(register);
        // From here on somebody else may come and write the word.
        return { values, link: link?.now ? { ...link, now: false } : link };
      });
      const words = new Map<number, Values>();
      for (const [slot, values] of path.known) {
        const first = own.first(slot);
        if (first !== undefined && !same(first, values)) words.set(slot, values);
      }
      const { accounts } = path;
      const arriving = { registers, accounts, words };
      const known = joined
        ? states[0]
        : states.find(
            (state) => sameRegisters(state.registers, registers) && sameWords(state.words, words, own),
          );
      if (known !== undefined) return grow(known, arriving);
      const first = states[0];
      if (first !== undefined && states.length >= mostStates(effort)) {
        joined = true;
        for (const other of states.splice(1)) grow(first, other);
        grow(first, arriving);
        first.growths = 0;
        first.due = true;
        return true;
      }
      states.push({ ...arriving, growths: 0, due: true });
      return true;
    },
  };
}

function sameWords(a: ReadonlyMap<number, Values>, b: ReadonlyMap<number, Values>, own: OwnWords): boolean {
  for (const [slot, values] of a) {
    const first = own.first(slot);
    const other = b.get(slot) ?? first;
    if (first !== undefined && other !== undefined && !same(values, other)) return false;
  }
  for (const slot of b.keys()) if (!a.has(slot) && own.first(slot) !== undefined) return false;
  return true;
}

/** The first itself where it has room for the second. */
function joinWords(
  a: ReadonlyMap<number, Values>,
  b: ReadonlyMap<number, Values>,
  own: OwnWords,
  widen: boolean,
): ReadonlyMap<number, Values> {
  let joined: Map<number, Values> | undefined;
  for (const slot of new Set([...a.keys(), ...b.keys()])) {
    const first = own.first(slot);
    if (first === undefined) continue;
    const mine = a.get(slot) ?? first;
    const both = join(mine, b.get(slot) ?? first);
    if (both === mine) continue;
    joined ??= new Map(a);
    // What grows again and again grows at once to what it can be anyway.
    joined.set(slot, widen ? join(both, own.ever(slot)) : both);
  }
  return joined ?? a;
}

function sameRegisters(a: readonly RegisterState[], b: readonly RegisterState[]): boolean {
  return a.every((one, at) => {
    const other = b[at] as RegisterState;
    if (one === other) return true;
    if (one.link?.slot !== other.link?.slot || one.link?.by !== other.link?.by) return false;
    return same(one.values, other.values);
  });
}
