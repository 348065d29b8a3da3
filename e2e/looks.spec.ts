// The screenshots that people look at: two sizes, two themes, four states. They fail only when something is cut off
// that must never be: the window may not scroll sideways, and no region may have no height.

import { expect, test } from './face.ts';
import { chooseStrategy, explore } from './person.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 960, height: 600 },
];

for (const size of sizes) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${size.width}x${size.height} ${theme}`, () => {
      test.use({ size, theme });

      test('first sight, counterexample, holds, matrix', async ({ window }, testInfo) => {
        const shoot = async (name: string) => {
          await expect(window.locator('section.tl')).toBeVisible();
          const overflow = await window.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow).toBeLessThanOrEqual(0);
          await window.screenshot({ path: testInfo.outputPath(`${name}.png`) });
        };
        await expect(window.getByTestId('verdict-sentence')).toBeVisible();
        await shoot('1-first-sight');
        await explore(window);
        await expect(window.getByTestId('counterexample')).toBeVisible();
        await shoot('2-counterexample');
        await chooseStrategy(window, 'refcount-bias');
        await explore(window);
        await shoot('3-holds');
        await window.getByRole('tab', { name: 'Matrix' }).click();
        await window.getByTestId('matrix-start').click();
        await expect(window.getByTestId('matrix-progress')).toContainText('60 of 60');
        await shoot('4-matrix');
      });
    });
  }
}
