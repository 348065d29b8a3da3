// The shipped labs under the shipped strategies, along random schedules, read both ways.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readLibrary } from '../../src/lab/library.ts';
import { firstDifference } from './agree.ts';
import { prepareTexts } from './prepare.ts';

const loaded = readLibrary(fileURLToPath(new URL('../../resources', import.meta.url)));
if (!loaded.ok) throw new Error(loaded.error.message);
const { texts, kernel } = loaded.value;
const schedulesEach = 3;

for (const lab of texts.filter(({ role }) => role === 'lab')) {
  describe(lab.path, () => {
    for (const strategy of texts.filter(({ role }) => role === 'strategy')) {
      test(strategy.path, () => {
        const both = prepareTexts({ lab, strategy, kernel });
        if (both.program.missing.length > 0) return;
        for (let seed = 0; seed < schedulesEach; seed += 1) {
          expect(firstDifference(both, seed, 600)).toBeUndefined();
        }
      });
    }
  });
}
