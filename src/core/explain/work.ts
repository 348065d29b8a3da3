// How much may still be spent on an explanation: counted in steps of the machine, so that the answer is the same
// everywhere; the caller can end it too.

export interface Work {
  /** Spends so many steps. False when there are none left or the caller has had enough: nothing more may be done. */
  spend(steps: number): boolean;
  readonly spent: boolean;
}

const askEvery = 1024;

export function allowWork(steps: number, cancelled: () => boolean): Work {
  let left = steps;
  let nextAsk = steps - askEvery;
  return {
    spend(count) {
      left -= count;
      if (left < nextAsk) {
        nextAsk = left - askEvery;
        if (cancelled()) left = 0;
      }
      return left > 0;
    },
    get spent() {
      return left <= 0;
    },
  };
}
