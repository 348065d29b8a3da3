// How many states there will be, by the sizes of the layers so far: so that the visited set is made as large at once as it
// will have to be.
//
// A run is made of many small steps of several tasks, so layers grow and shrink like a bell: the logarithm of their
// sizes bends down evenly. The bend of the last layers, drawn on to its end, tells what is to come: from a tenth of the
// states on half of them to twice as many, from a third on within a quarter; where one task goes on alone for long it says
// too many, or nothing. Promises: a guess. Whoever rests on it only takes longer, or more memory, where it is wrong.

export interface Forecast {
  /** A layer is done: states that are known now. */
  note(states: number): void;
  /** Undefined where no end can be seen yet. */
  total(): number | undefined;
}

/** The bend is that of so large a part of the layers, and of as many before them: early ones say little of late ones. */
const part = 1 / 4;
const leastLayers = 2;
/** A table for so many there is not. */
const endless = 1e10;

/** `known`: states before the first layer that is noted. */
export function createForecast(known: number): Forecast {
  const sizes: number[] = [];
  let before = known;
  /** By how much the logarithm grows with each of the `count` layers up to `last`. */
  const slope = (last: number, count: number) =>
    Math.log((sizes[last] as number) / (sizes[last - count] as number)) / count;

  return {
    note(states) {
      sizes.push(states - before);
      before = states;
    },
    total() {
      const last = sizes.length - 1;
      const count = Math.floor(part * last);
      if (count < leastLayers) return undefined;
      const now = slope(last, count);
      const bend = (slope(last - count, count) - now) / count;
      if (!(bend > 0)) return undefined;
      let total = before;
      // The slope that was measured is that in the middle of the layers that it was measured over.
      let growth = now - (bend * count) / 2;
      for (let size = sizes[last] as number; size >= 1 && total < endless; total += size) {
        growth -= bend;
        size *= Math.exp(growth);
      }
      return total < endless ? total : undefined;
    },
  };
}
