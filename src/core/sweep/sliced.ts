// Work in slices of some milliseconds: whoever drives it may do something else between two.
//
// Promises: nothing depends on what happens between two slices, but through the hooks of the work.

export type Sliced<T> = Generator<undefined, T, undefined>;

/** All slices in a row, for a thread that has nothing else to do. */
export function inOneGo<T>(work: Sliced<T>): T {
  for (;;) {
    const slice = work.next();
    if (slice.done) return slice.value;
  }
}

/** What has no slices, as one. */
export function* inOneSlice<T>(work: () => T): Sliced<T> {
  yield;
  return work();
}
