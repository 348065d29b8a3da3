// The ways to let one task do some of its steps earlier, or later, than it did in a run, from the smallest change up.
//
// `advance`: at step `at` the task does its next `count` steps, then the rest goes on as before. `delay`: from step
// `at` on the task waits until step `until` is done. The measure of a change is how many pairs of steps trade places;
// among equals the latest in the run comes first: it is closest to what went wrong.

export interface Reordering {
  readonly kind: 'advance' | 'delay';
  readonly at: number;
  readonly actor: number;
  /** Of `advance`. */
  readonly count: number;
  /** Of `delay`: the last step that comes before. */
  readonly until: number;
  readonly pairs: number;
}

/** Steps beyond the end of the run that a task may be let do. */
const mostBeyond = 24;
/** Pairs that trade places at most; fewer in long runs, so that the list stays short. */
const mostPairs = 400;
const leastPairs = 20;
const about = 40_000;

/** `actors`: who did each step; `all`: how many actors there are. */
export function reorderings(actors: readonly number[], all: number): readonly Reordering[] {
  const found: Reordering[] = [];
  const most = Math.min(mostPairs, Math.max(leastPairs, about / (1 + actors.length * all)));
  for (let at = 0; at < actors.length; at++) {
    for (let actor = 0; actor < all; actor++) {
      if (actors[at] === actor) continue;
      advances(actors, at, actor, most, found);
    }
    if (at + 1 < actors.length) delays(actors, at, most, found);
  }
  return found.sort((a, b) => a.pairs - b.pairs || b.at - a.at || b.actor - a.actor);
}

function advances(
  actors: readonly number[],
  at: number,
  actor: number,
  most: number,
  found: Reordering[],
): void {
  let pairs = 0;
  let count = 0;
  let crossed = 0;
  for (let step = at; step < actors.length && pairs <= most; step++) {
    if (actors[step] !== actor) {
      crossed += 1;
      continue;
    }
    pairs += crossed;
    count += 1;
    found.push({ kind: 'advance', at, actor, count, until: step, pairs });
  }
  for (let beyond = 0; beyond < mostBeyond && pairs + crossed <= most; beyond++) {
    pairs += crossed;
    count += 1;
    found.push({ kind: 'advance', at, actor, count, until: actors.length, pairs });
  }
}

/** With two actors at work a delay is an advance of the other. */
function delays(actors: readonly number[], at: number, most: number, found: Reordering[]): void {
  const actor = actors[at] as number;
  const others = new Set<number>();
  let held = 1;
  let pairs = 0;
  for (let step = at + 1; step < actors.length && pairs <= most; step++) {
    const other = actors[step] as number;
    if (other === actor) {
      held += 1;
      continue;
    }
    pairs += held;
    others.add(other);
    if (others.size > 1) found.push({ kind: 'delay', at, actor, count: 0, until: step, pairs });
  }
}
