// Nobody is shut out: axe finds nothing serious in the main states, in both themes, and the whole first flow works with
// the keyboard alone.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './face.ts';
import { explore, fillRow, openMatrix, position, typeAtEnd } from './person.ts';

async function complaints(window: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: window })
    // Monaco's own markup is Microsoft's to mend; everything around it is ours.
    .exclude('.monaco-editor')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('axe finds nothing serious at first sight, in the results and in the dialogs', async ({
      window,
    }) => {
      test.setTimeout(180_000);
      await expect(window.getByTestId('verdict-sentence')).toBeVisible();
      expect(await complaints(window), 'first sight').toEqual([]);
      await explore(window);
      await expect(window.getByTestId('counterexample')).toBeVisible();
      expect(await complaints(window), 'counterexample').toEqual([]);
      await window.getByRole('tab', { name: 'Verdict' }).click();
      expect(await complaints(window), 'verdict').toEqual([]);
      // A group of labs is enough: a thousand more cells like these only cost axe its time.
      await openMatrix(window, /overlay designs/);
      expect(await complaints(window), 'empty matrix').toEqual([]);
      await fillRow(window, 'lru-overlay-2018-07');
      expect(await complaints(window), 'matrix').toEqual([]);
      await window.getByRole('tab', { name: 'Costs' }).click();
      await expect(window.getByTestId('cost-ledger')).toContainText(/\d \/ \d/, { timeout: 40_000 });
      expect(await complaints(window), 'costs').toEqual([]);
      await window.getByTestId('drawer-large').click();
      await window.getByTestId('design').click();
      await expect(window.getByTestId('design-dialog')).toBeVisible();
      expect(await complaints(window), 'design').toEqual([]);
      await window.keyboard.press('Escape');
      await window.getByTestId('bounds').click();
      await window.getByTestId('method-sweep').locator('input').click();
      expect(await complaints(window), 'search').toEqual([]);
      await window.keyboard.press('Escape');
      await typeAtEnd(window, '\nTASK(oops) { put_page(q); }\n');
      await window.getByRole('tab', { name: /Problems/ }).click();
      await expect(window.getByTestId('problems')).toBeVisible();
      expect(await complaints(window), 'problems').toEqual([]);
    });
  });
}

test('from the open window to the race and through its steps with the keyboard alone', async ({ window }) => {
  await expect(window.getByTestId('explore').first()).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('counterexample')).toBeVisible();
  const { steps } = await position(window);
  await window.keyboard.press('F6');
  const seen = new Set<string>();
  for (let press = 0; press < 8; press += 1) {
    await window.keyboard.press('F6');
    seen.add(await window.evaluate(() => document.activeElement?.closest('[id^=region-]')?.id ?? 'none'));
  }
  expect([...seen]).toEqual(
    expect.arrayContaining(['region-editor', 'region-timeline', 'region-inspector', 'region-drawer']),
  );
  await window.keyboard.press('Control+3');
  await window.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await position(window)).step).toBe(steps - 1);
  await window.keyboard.press('Control+Shift+P');
  await expect(window.getByTestId('palette')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('palette')).toBeHidden();
});
