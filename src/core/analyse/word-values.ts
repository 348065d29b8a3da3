// The values that each word of memory can have, over all time and whoever wrote it.
//
// A word is: what it was at the start or what was stored there, plus what tasks added since. Additions are kept by task
// (accounts.ts), so that a count that every task raises before it lowers it is known not to fall below what it was.
// Promises: only grows; `grew` is called when it does.

import type { TaskGraph } from '../language/lower/graph.ts';
import type { Account, Accounts } from './accounts.ts';
import { accountOf } from './accounts.ts';
import type { Values } from './analysis.ts';
import { anything, between, constant, join, spread, widened } from './values.ts';

/** A word that has grown so often is widened. */
const mostGrowths = 24;
const mostWideGrowths = 3;
/** The bounds of what a task adds to a word, before what still grows loses them. */
const mostRangeGrowths = 6;

export interface WordValues {
  /** What a step of the task can read, after what it added itself on its way. */
  read(slot: number, task: number, own: Accounts): Values;
  /** What the word can be between two steps. */
  atRest(slot: number): Values;
  /** Something is stored that is not what the word is, plus an addition. */
  store(slot: number, values: Values): void;
  /** What is stored is what the word was some steps ago, plus an addition that the account has. */
  storeLate(slot: number): void;
  /** A task comes to a place with these accounts. */
  settle(task: number, accounts: Accounts): void;
}

interface WordState {
  values: Values;
  growths: number;
  /** Nothing was stored: the word is its first value plus all accounts, exactly. */
  exact: boolean;
  late: boolean;
}

export function createWordValues(
  start: Int32Array,
  kinds: readonly TaskGraph['kind'][],
  grew: (slot: number, by: number) => void,
): WordValues {
  const tasks = kinds.length;
  // It runs when all tasks have ended; daemons may still go on, and an interrupt may come.
  const quiesce = kinds.indexOf('quiesce');
  const words: WordState[] = Array.from(start, (value) => ({
    values: constant(value),
    growths: 0,
    exact: true,
    late: false,
  }));
  const word = (slot: number) => words[slot] as WordState;
  /** By task, by slot: bounds of its accounts over all its places. */
  const ranges: Map<number, Account>[] = Array.from({ length: tasks }, () => new Map());

  const rangeGrowths: Map<number, number>[] = Array.from({ length: tasks }, () => new Map());

  /** Of task `task` its own account counts and not its range; with `hull`, both. */
  const sum = (slot: number, task: number, own: Account | undefined) => {
    const { exact, late, values } = word(slot);
    let low = 0;
    let high = 0;
    for (let of = 0; of < tasks; of++) {
      if (of === quiesce && kinds[task] === 'task') continue;
      const range = (ranges[of] as Map<number, Account>).get(slot);
      const account = of === task ? own : range;
      if (exact) {
        low += account?.netLow ?? 0;
        high += account?.netHigh ?? 0;
        continue;
      }
      const least = (key: 'netLow' | 'grossLow') => Math.min(account?.[key] ?? 0, range?.[key] ?? 0);
      const most = (key: 'netHigh' | 'grossHigh') => Math.max(account?.[key] ?? 0, range?.[key] ?? 0);
      const change = most('netHigh') - least('netLow');
      low += late ? least('grossLow') : -change;
      high += late ? most('grossHigh') : change;
    }
    return low === 0 && high === 0 ? values : spread(values, low, high);
  };

  return {
    read: (slot, task, own) => sum(slot, task, accountOf(own, slot)),
    atRest: (slot) => sum(slot, -1, undefined),
    store(slot, values) {
      const state = word(slot);
      const wasExact = state.exact;
      state.exact = false;
      const joined = join(state.values, values);
      if (joined === state.values) {
        if (wasExact && hasAccounts(slot)) grew(slot, -1);
        return;
      }
      state.growths += 1;
      if (state.growths > mostGrowths) {
        state.values =
          state.growths > mostGrowths + 2 * mostWideGrowths ? anything : widened(state.values, joined);
      } else {
        if (joined.list === undefined) state.growths = Math.max(state.growths, mostGrowths - mostWideGrowths);
        state.values = joined;
      }
      grew(slot, -1);
    },
    storeLate(slot) {
      const state = word(slot);
      if (state.late) return;
      state.late = true;
      state.exact = false;
      grew(slot, -1);
    },
    settle(task, accounts) {
      const range = ranges[task] as Map<number, Account>;
      for (const account of accounts) {
        const old = range.get(account.slot);
        const next: Account = {
          slot: account.slot,
          netLow: Math.min(0, old?.netLow ?? 0, account.netLow),
          netHigh: Math.max(0, old?.netHigh ?? 0, account.netHigh),
          grossLow: Math.min(old?.grossLow ?? 0, account.grossLow),
          grossHigh: Math.max(old?.grossHigh ?? 0, account.grossHigh),
        };
        const grown =
          next.netLow !== (old?.netLow ?? 0) ||
          next.netHigh !== (old?.netHigh ?? 0) ||
          next.grossLow !== (old?.grossLow ?? 0) ||
          next.grossHigh !== (old?.grossHigh ?? 0);
        if (!grown) continue;
        const times = (rangeGrowths[task]?.get(account.slot) ?? 0) + 1;
        rangeGrowths[task]?.set(account.slot, times);
        range.set(account.slot, times > mostRangeGrowths ? withoutBounds(old, next) : next);
        grew(account.slot, word(account.slot).exact ? task : -1);
      }
    },
  };

  function hasAccounts(slot: number): boolean {
    return ranges.some((range) => range.has(slot));
  }
}

/** What still grows has no bounds. */
function withoutBounds(old: Account | undefined, next: Account): Account {
  return {
    slot: next.slot,
    netLow: next.netLow < (old?.netLow ?? 0) ? -Infinity : next.netLow,
    netHigh: next.netHigh > (old?.netHigh ?? 0) ? Infinity : next.netHigh,
    grossLow: next.grossLow < (old?.grossLow ?? 0) ? -Infinity : next.grossLow,
    grossHigh: next.grossHigh > (old?.grossHigh ?? 0) ? Infinity : next.grossHigh,
  };
}

/** Any value that bits of a word can be, where part of it is written: what was and what comes, in their places. */
export function inserted(word: Values, value: Values, mask: number, shift: number): Values {
  const place = mask << shift;
  const bits = (word.bits & ~place) | ((value.bits << shift) & place);
  const ones = (word.ones & ~place) | ((value.ones << shift) & place);
  return bits >= 0 ? between(0, bits, bits, ones) : { ...anything, bits, ones };
}
