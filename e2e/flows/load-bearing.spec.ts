// "Is this line load-bearing?": a strategy without each of its lines, and a red opened as a fork.

import { expect, test } from '../face.ts';

test('lines of a strategy turn scenarios red, and a red opens as a fork', async ({ window }) => {
  test.setTimeout(120_000);
  await window.getByTestId('strategy-lru-overlay-2018-11').click();
  await window.getByTestId('load-bearing-here').click();
  const progress = window.getByTestId('load-bearing-progress');
  await expect(progress).toContainText(/\d+ removals/);
  const red = window.getByTestId('load-bearing').locator('.bearing__red').first();
  await expect(red).toBeVisible({ timeout: 60_000 });
  await window.getByTestId('stop-background').click();
  await expect(window.getByTestId('stop-background')).toBeHidden();
  const property = (await red.locator('.bearing__property').textContent()) ?? '';
  await red.click();
  await expect(window.getByTestId('design')).toContainText('lru-overlay-2018-11-fork');
  await expect(window.getByTestId('status-verdict')).toContainText(`Violated: ${property}`);
  await expect(window.getByTestId('own-band')).toContainText('Your copy of strategies/lru-overlay-2018-11');
});
