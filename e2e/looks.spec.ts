// The screenshots that people look at: two sizes, two themes, the main states. They fail only when something is cut off
// that must never be: the window may not scroll sideways.

import { expect, test } from './face.ts';
import { chooseDesign, explore, fillRow, openMatrix } from './person.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 960, height: 600 },
];

for (const size of sizes) {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(`${size.width}x${size.height} ${theme}`, () => {
      test.use({ size, theme });

      test('first sight, counterexample, holds, design, matrix, costs, difference', async ({
        window,
      }, testInfo) => {
        test.setTimeout(120_000);
        const shoot = async (name: string) => {
          const overflow = await window.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow).toBeLessThanOrEqual(0);
          await window.screenshot({ path: testInfo.outputPath(`${name}.png`) });
        };
        await expect(window.getByTestId('editor')).toBeVisible();
        await shoot('1-first-sight');
        await explore(window);
        await expect(window.getByTestId('counterexample')).toBeVisible();
        await shoot('2-counterexample');
        await chooseDesign(window, 'refcount-bias');
        await explore(window);
        await shoot('3-holds');
        await window.getByTestId('design').click();
        await window.getByTestId('choose-refcount-bias').hover();
        await shoot('4-design');
        await window.keyboard.press('Escape');
        await window.getByTestId('bounds').click();
        await window.getByTestId('method-sweep').locator('input').click();
        await shoot('4-search');
        await window.keyboard.press('Escape');
        await openMatrix(window, /overlay designs/);
        await shoot('5-matrix-empty');
        await fillRow(window, 'lru-overlay-2018-07');
        await window.locator('[data-mark="✗"]').first().hover();
        await shoot('6-matrix');
        await window.getByRole('tab', { name: 'Costs' }).click();
        await expect(window.getByTestId('cost-ledger')).toContainText(/\d \/ \d/, { timeout: 40_000 });
        await shoot('7-costs');
        await window.getByTestId('drawer-large').click();
        await window.getByTestId('strategy-refcount-bias').click();
        await window.getByTestId('fork').click();
        await window.getByTestId('show-difference').click();
        await expect(window.getByTestId('difference')).toContainText('refcount-bias-fork');
        await shoot('8-difference');
      });
    });
  }
}
