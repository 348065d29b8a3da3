// What one task has added to words on its way to a place: bounds, by slot of the word.
//
// `net`: the sum of all that it added. `gross`: the least and the most that some of its additions come to, if any of them
// may be left out: for words that a task reads, and writes a step later.

export interface Account {
  readonly slot: number;
  readonly netLow: number;
  readonly netHigh: number;
  readonly grossLow: number;
  readonly grossHigh: number;
}

/** Ascending by slot; what is not there is 0. */
export type Accounts = readonly Account[];

export function accountOf(accounts: Accounts, slot: number): Account | undefined {
  for (const account of accounts) if (account.slot === slot) return account;
  return undefined;
}

/** After an addition of anything from `low` to `high`. */
export function added(accounts: Accounts, slot: number, low: number, high: number): Accounts {
  const old = accountOf(accounts, slot) ?? empty(slot);
  const account: Account = {
    slot,
    netLow: old.netLow + low,
    netHigh: old.netHigh + high,
    grossLow: old.grossLow + Math.min(0, low),
    grossHigh: old.grossHigh + Math.max(0, high),
  };
  return [...accounts.filter((one) => one.slot !== slot), account].sort((a, b) => a.slot - b.slot);
}

/** Bounds of both; the first itself where it has room for the second. With `widen`, what grows is without bounds. */
export function joinAccounts(a: Accounts, b: Accounts, widen: boolean): Accounts {
  if (a === b) return a;
  const slots = new Set([...a, ...b].map(({ slot }) => slot));
  let grew = false;
  const joined = [...slots]
    .sort((x, y) => x - y)
    .map((slot): Account => {
      const old = accountOf(a, slot) ?? empty(slot);
      const next = accountOf(b, slot) ?? empty(slot);
      const low = (key: 'netLow' | 'grossLow') =>
        next[key] < old[key] ? (widen ? -Infinity : next[key]) : old[key];
      const high = (key: 'netHigh' | 'grossHigh') =>
        next[key] > old[key] ? (widen ? Infinity : next[key]) : old[key];
      const account = {
        slot,
        netLow: low('netLow'),
        netHigh: high('netHigh'),
        grossLow: low('grossLow'),
        grossHigh: high('grossHigh'),
      };
      grew ||= !sameAccount(account, old);
      return account;
    });
  return grew ? joined : a;
}

function sameAccount(a: Account, b: Account): boolean {
  return (
    a.netLow === b.netLow &&
    a.netHigh === b.netHigh &&
    a.grossLow === b.grossLow &&
    a.grossHigh === b.grossHigh
  );
}

function empty(slot: number): Account {
  return { slot, netLow: 0, netHigh: 0, grossLow: 0, grossHigh: 0 };
}
