// How well the number of states is foretold, on layers as tasks have them that do not wait for each other.

import { expect, it } from 'vitest';
import { createForecast } from './forecast.ts';

/** Sizes of the layers where so many tasks do so many steps each: a state is a place of every task. */
function layersOf(tasks: number, steps: number): readonly number[] {
  let sizes = [1];
  for (let task = 0; task < tasks; task++) {
    const more = new Array<number>(sizes.length + steps).fill(0);
    sizes.forEach((size, depth) => {
      for (let step = 0; step <= steps; step++) more[depth + step] = (more[depth + step] as number) + size;
    });
    sizes = more;
  }
  return sizes;
}

it.each([
  [3, 60],
  [4, 40],
  [6, 12],
  [7, 9],
])('knows of %i tasks with %i steps how many states there will be', (tasks, steps) => {
  const all = (steps + 1) ** tasks;
  const forecast = createForecast(1);
  let known = 1;
  let asked = 0;
  for (const size of layersOf(tasks, steps).slice(1)) {
    known += size;
    forecast.note(known);
    if (known < all / 10) continue;
    const share = (forecast.total() ?? 0) / all;
    expect(share).toBeGreaterThan(known < all / 3 ? 0.4 : 0.75);
    expect(share).toBeLessThan(2);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(tasks * 3);
});

it('says nothing where no end can be seen, nor of the first layers', () => {
  const early = createForecast(1);
  for (const known of [3, 7, 12]) early.note(known);
  expect(early.total()).toBeUndefined();

  const steady = createForecast(1);
  for (let depth = 1; depth < 40; depth++) steady.note(1 + 10 * depth);
  expect(steady.total()).toBeUndefined();

  const doubling = createForecast(1);
  for (let depth = 1; depth < 20; depth++) doubling.note(2 ** (depth + 1) - 1);
  expect(doubling.total()).toBeUndefined();
});
