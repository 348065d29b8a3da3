// The shipped labs under designs that they are compared under, along random schedules, read both ways.
//
// All cells would take minutes: each lab takes its turn of its own designs, so that all labs, and among them all
// strategies and many policies, are met.

import { describe, expect, test } from 'vitest';
import { partsOf, programOf, shipped } from '../labs/cell.ts';
import { firstDifference } from './agree.ts';
import { prepareTexts } from './prepare.ts';

const { labs, texts } = shipped();
const designsEach = 2;
const schedulesEach = 2;

/** Evenly over what there is; the next lab begins one further. */
function turn(all: readonly string[], lab: number): readonly string[] {
  const apart = Math.max(1, Math.floor(all.length / designsEach));
  const picked = Array.from({ length: designsEach }, (_, at) => all[(lab + at * apart) % all.length]);
  return [...new Set(picked)].filter((one) => one !== undefined);
}

labs.forEach((lab, index) => {
  describe(lab.path, () => {
    test.each(turn(lab.compare, index))('%s', (design) => {
      const both = prepareTexts(programOf(texts, lab.path, partsOf(design)));
      if (both.program.missing.length > 0) return;
      for (let seed = 0; seed < schedulesEach; seed += 1) {
        expect(firstDifference(both, seed, 600)).toBeUndefined();
      }
    });
  });
});
