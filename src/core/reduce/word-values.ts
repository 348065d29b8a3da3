// What each word can hold, as far as all tasks together are known: the values that were stored in it, or, for a
// counter, its first value plus what each task has added so far.
//
// Promises: grows only, and says so by `changed`; a counter's value as one task meets it counts what that task itself
// added exactly. A word with too many values can hold anything (undefined).

/** More different values than this are any value. */
const mostValues = 64;
const mostSums = 160;
const mostParts = 40;

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
  isCounter(slot: number): boolean;
  /** The word is only ever added to, as far as is known; false where it cannot become a counter any more. */
  makeCounter(slot: number): boolean;
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
  /** Called when a counter, or another word, gets too many values; may end the attempt. */
  readonly tooWide: (slot: number, counter: boolean) => void;
}

export function wordValues(start: Int32Array, people: Population, rules: WordRules): WordValues {
  const { tasks, last, untilLast } = people;
  /** By slot: what others than the last task stored, and what that one did. */
  const early = new Map<number, Set<number> | 'any'>();
  const late = new Map<number, Set<number> | 'any'>();
  const counters = new Map<number, Counter>();
  let listener: (slot: number) => void = () => undefined;
  const lists = new Map<number, Possible>();

  const addTo = (
    sets: Map<number, Set<number> | 'any'>,
    slot: number,
    value: number | undefined,
  ): boolean => {
    const known = sets.get(slot);
    const limit = rules.limit(slot);
    if (known === 'any' || (value !== undefined && limit?.includes(value) === false)) return false;
    if (value === undefined) {
      sets.set(slot, 'any');
      return true;
    }
    if (known === undefined) {
      sets.set(slot, new Set([value]));
      return true;
    }
    if (known.has(value)) return false;
    known.add(value);
    if (known.size > mostValues) {
      rules.tooWide(slot, false);
      sets.set(slot, 'any');
    }
    return true;
  };
  const listOf = (slot: number, withLate: boolean): Possible => {
    const key = 2 * slot + (withLate ? 1 : 0);
    if (lists.has(key)) return lists.get(key);
    const first = early.get(slot);
    const second = withLate ? late.get(slot) : undefined;
    let list: Possible;
    if (first !== 'any' && second !== 'any') {
      const all = new Set<number>([start[slot] as number, ...(first ?? []), ...(second ?? [])]);
      list = all.size > mostValues ? undefined : [...all].sort((a, b) => a - b);
    }
    list ??= rules.limit(slot);
    lists.set(key, list);
    return list;
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
    if (rules.notCounters.has(slot) || early.has(slot) || late.has(slot)) return false;
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
        return listOf(slot, viewer === undefined || !(untilLast[viewer.task] ?? false));
      }
      const sums = sumsFor(slot, counter, viewer?.task ?? -1);
      if (viewer === undefined || viewer.own === 0) return sums;
      return sums?.map((sum) => (sum + viewer.own) | 0);
    },
    isCounter: (slot) => counters.has(slot),
    makeCounter,
    stored(task, slot, value) {
      if (!addTo(task === last ? late : early, slot, value)) return;
      lists.delete(2 * slot);
      lists.delete(2 * slot + 1);
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
        if (mine.size > mostParts) rules.tooWide(slot, true);
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
