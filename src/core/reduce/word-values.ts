// What each word can hold, as far as all tasks together are known: the values that were stored in it, or, for a
// counter, its first value plus what each task has added so far.
//
// Promises: grows only, and says so by `changed`; a counter's value as one task meets it counts what that task itself
// added exactly. A word with too many values can hold anything (undefined).

/** More different values than this are any value. */
const mostValues = 64;
const mostSums = 160;

/** Everything a word can hold; undefined: anything. */
export type Possible = readonly number[] | undefined;

/** Who looks: a task that counts `own` as its part of a counter. */
export interface Viewer {
  readonly task: number;
  readonly own: number;
}

export interface WordValues {
  /** Undefined task: a property, which sees every state. */
  possible(slot: number, viewer: Viewer | undefined): Possible;
  /** What other tasks stored in a word that is no counter. */
  foreign(slot: number, task: number): Possible;
  isCounter(slot: number): boolean;
  /** The word is only ever added to, as far as is known; false where it cannot become a counter any more. */
  makeCounter(slot: number): boolean;
  /** What other tasks left in such a word when they gave back its guard. */
  released(slot: number, task: number): Possible;
  gaveBack(task: number, slot: number, value: number | undefined): void;
  /** A task stored this (undefined: anything) in a word that is no counter. */
  stored(task: number, slot: number, value: number | undefined): void;
  /** In some state the task's part of this counter is `part`; `ended`: in a state where it has ended. */
  counted(task: number, slot: number, part: number, ended: boolean): void;
  /** Called with each word whose possible values have grown. */
  onChange(listener: (slot: number) => void): void;
}

export interface Population {
  readonly tasks: number;
  /** The quiesce task, or -1: it runs when tasks (`untilLast`) have ended. */
  readonly last: number;
  /** By task: nothing of it is left to do once the last one runs. */
  readonly untilLast: readonly boolean[];
}

/** By slot, by task. */
type Stores = Map<number, (Set<number> | 'any' | undefined)[]>;

interface Counter {
  /** By task: what it can have added, in any state and in those where it has ended. */
  readonly parts: readonly Set<number>[];
  readonly endParts: readonly Set<number>[];
  /** By viewer's task (and one for properties): sums of what the others added. */
  sums: (Possible | 'unknown')[];
}

export interface WordRules {
  /** Slots that a former attempt found to be counters, or not to be. */
  readonly counters: ReadonlySet<number>;
  readonly notCounters: ReadonlySet<number>;
  /** All that a word can hold as far as somebody else knows (core/analyse); undefined: nobody knows. */
  readonly limit: (slot: number) => Possible;
  /** So many values that one task leaves in the word, or adds to it, are kept apart. */
  readonly followed: (slot: number) => number;
  /** Called when one task stores many values in a word; may end the attempt. */
  readonly tooMany: (slot: number) => void;
  /** Called when a counter, or another word, gets too many values; may end the attempt. */
  readonly tooWide: (slot: number, counter: boolean) => void;
}

export function wordValues(start: Int32Array, people: Population, rules: WordRules): WordValues {
  const { tasks, last, untilLast } = people;
  /** By slot, by task: what it stored. */
  const stores: Stores = new Map();
  const releases: Stores = new Map();
  const counters = new Map<number, Counter>();
  let listener: (slot: number) => void = () => undefined;
  /** By slot: what was asked for already, by who asks. */
  const lists = new Map<number, (Possible | 'unknown')[]>();

  /** Whether that is new. */
  const store = (into: Stores, task: number, slot: number, value: number | undefined): boolean => {
    const byTask = into.get(slot) ?? [];
    if (byTask.length === 0) into.set(slot, byTask);
    const known = byTask[task];
    if (known === 'any' || (value !== undefined && rules.limit(slot)?.includes(value) === false))
      return false;
    if (value === undefined) byTask[task] = 'any';
    else if (known === undefined) byTask[task] = new Set([value]);
    else if (known.has(value)) return false;
    else {
      known.add(value);
      if (known.size > rules.followed(slot)) rules.tooMany(slot);
      if (known.size > mostValues) {
        rules.tooWide(slot, false);
        byTask[task] = 'any';
      }
    }
    return true;
  };
  /** What those stored whom `from` names. */
  const storedBy = (
    slot: number,
    first: readonly number[],
    from: (task: number) => boolean,
    kept = stores,
  ): Possible => {
    const all = new Set(first);
    for (const [task, values] of (kept.get(slot) ?? []).entries()) {
      if (values === undefined || !from(task)) continue;
      if (values === 'any') return rules.limit(slot);
      for (const value of values) all.add(value);
    }
    return all.size > mostValues ? rules.limit(slot) : [...all].sort((a, b) => a - b);
  };
  const remembered = (slot: number, who: number, make: () => Possible): Possible => {
    const known = lists.get(slot) ?? new Array<'unknown'>(2 + 2 * tasks).fill('unknown');
    lists.set(slot, known);
    const list = known[who];
    if (list !== 'unknown') return list;
    known[who] = make();
    return known[who] as Possible;
  };

  const sumsFor = (slot: number, counter: Counter, viewer: number): Possible => {
    const known = counter.sums[viewer + 1];
    if (known !== 'unknown') return known;
    let sums = new Set<number>([start[slot] as number]);
    for (let other = 0; other < tasks; other++) {
      if (other === viewer) continue;
      // The last task has added nothing while a task lives, and what those added who have ended is settled.
      if (other === last && viewer >= 0 && untilLast[viewer]) continue;
      const settled = viewer === last && viewer >= 0 && untilLast[other];
      const parts = (settled ? counter.endParts : counter.parts)[other] as Set<number>;
      if (parts.size === 1 && parts.has(0)) continue;
      const next = new Set<number>();
      for (const sum of sums) for (const part of parts) next.add((sum + part) | 0);
      sums = next;
      if (sums.size > mostSums) rules.tooWide(slot, true);
    }
    const list = [...sums].sort((a, b) => a - b);
    counter.sums[viewer + 1] = list;
    return list;
  };

  const makeCounter = (slot: number): boolean => {
    if (counters.has(slot)) return true;
    if (rules.notCounters.has(slot) || stores.has(slot)) return false;
    counters.set(slot, {
      parts: Array.from({ length: tasks }, () => new Set([0])),
      endParts: Array.from({ length: tasks }, () => new Set([0])),
      sums: new Array<'unknown'>(tasks + 1).fill('unknown'),
    });
    return true;
  };
  for (const slot of rules.counters) makeCounter(slot);

  return {
    possible(slot, viewer) {
      const counter = counters.get(slot);
      if (counter === undefined) {
        const withLate = viewer === undefined || !(untilLast[viewer.task] ?? false);
        const first = [start[slot] as number];
        return remembered(slot, withLate ? 1 : 0, () =>
          storedBy(slot, first, (task) => withLate || task !== last),
        );
      }
      const sums = sumsFor(slot, counter, viewer?.task ?? -1);
      if (viewer === undefined || viewer.own === 0) return sums;
      return sums?.map((sum) => (sum + viewer.own) | 0);
    },
    foreign: (slot, viewer) =>
      remembered(slot, 2 + viewer, () =>
        storedBy(slot, [], (task) => task !== viewer && !(task === last && untilLast[viewer])),
      ),
    released: (slot, viewer) =>
      remembered(slot, 2 + tasks + viewer, () =>
        storedBy(slot, [], (task) => task !== viewer && !(task === last && untilLast[viewer]), releases),
      ),
    gaveBack(task, slot, value) {
      if (!store(releases, task, slot, value)) return;
      lists.delete(slot);
      listener(slot);
    },
    isCounter: (slot) => counters.has(slot),
    makeCounter,
    stored(task, slot, value) {
      if (!store(stores, task, slot, value)) return;
      lists.delete(slot);
      listener(slot);
    },
    counted(task, slot, part, ended) {
      const counter = counters.get(slot);
      if (counter === undefined) return;
      let grown = false;
      for (const parts of ended ? [counter.parts, counter.endParts] : [counter.parts]) {
        const mine = parts[task] as Set<number>;
        if (mine.has(part)) continue;
        mine.add(part);
        grown = true;
        if (mine.size > rules.followed(slot)) rules.tooWide(slot, true);
      }
      if (!grown) return;
      counter.sums.fill('unknown');
      listener(slot);
    },
    onChange(given) {
      listener = given;
    },
  };
}
