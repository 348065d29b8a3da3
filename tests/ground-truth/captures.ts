// What page_ref events say of one page in captures of a real 6.1 kernel, and the lab that does the same to one of its pages.
//
// `changes` are the events' `val`, in order: a page_ref_set counts as what it adds to 0. Left out are the pairs +1, -1 of
// the activation pagevec, which is not modelled.

export interface Capture {
  /** The scenario's name in its tracing_mark_write lines. */
  readonly scenario: string;
  readonly what: string;
  readonly lab: string;
  readonly page: string;
  /** `pin`: what the lab did before its first fast pin is not compared. */
  readonly from: 'start' | 'pin';
  readonly changes: readonly number[];
}

export const captures: readonly Capture[] = [
  {
    scenario: 'anon-pin-unpin',
    what: 'fault, drain, fast and slow pin, unpins, both for long, a fast get',
    lab: 'k01-pin-arithmetic',
    page: 'p',
    from: 'start',
    changes: [1, 1, -1, 1, 1023, 1024, -1024, -1024, 1, 1023, -1024, 1024, -1024, 1, -1],
  },
  {
    scenario: 'pagevec-then-pin',
    what: 'a fault, a pin while the page is in the pagevec, drain, unpin',
    lab: 'k08-pagevec',
    page: 'p',
    from: 'start',
    changes: [1, 1, 1, 1023, -1, -1024],
  },
  {
    scenario: 'fork-while-pinned',
    what: 'a fast pin; fork takes a reference, finds the pin and drops it, allocates, and does both once more',
    lab: 'k09-fork-with-pins',
    page: 'writing',
    from: 'pin',
    changes: [1, 1023, 1, -1, 1, -1],
  },
  {
    scenario: 'pin-then-truncate',
    what: 'a fast pin; truncation drops the entry’s, takes a lookup’s, drops the cache’s and its own; the unpin frees',
    lab: 'k17b-truncate-shmem',
    page: 'end',
    from: 'pin',
    changes: [1, 1023, -1, 1, -1, -1, -1024],
  },
];
