// How to search: the methods and their numbers, what the verdict says of them, pause and stop of a long search, other
// counterexamples and the nearest passing run, and models for other checkers.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../face.ts';
import { chooseDesign, explore, pickByName } from '../person.ts';

/** Chooses how to search; `numbers` are typed into the fields of these names. */
async function chooseMethod(
  window: Page,
  kind: string,
  numbers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await window.getByTestId('bounds').click();
  await window.getByTestId(`method-${kind}`).locator('input').click();
  for (const [field, text] of Object.entries(numbers)) {
    await window.getByTestId(`method-number-${field}`).fill(text);
  }
  await window.getByTestId('bounds-dialog').getByRole('button', { name: 'Apply' }).click();
  await expect(window.getByTestId('bounds-dialog')).toBeHidden();
}

/** A lab of millions of states: nothing of it is done while a person looks at the window. */
const longLab = `/* Many readers. */
#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .mapped = 1);

${[1, 2, 3, 4, 5, 6, 7, 8]
  .map(
    (number) => `TASK(reader_${number}) {
	get_page(p);
	get_page(p);
	get_page(p);
	put_page(p);
	put_page(p);
	put_page(p);
}
`,
  )
  .join('\n')}
NEVER(freed, page_count(p) == 0);
`;

test('random runs are never a proof, and say how many there were', async ({ window }) => {
  await chooseDesign(window, 'refcount-bias');
  await chooseMethod(window, 'random', { runs: '500', seed: '7' });
  await expect(window.getByTestId('bounds')).toHaveText('Search: Random runs');
  await explore(window);
  const sentence = window.getByTestId('verdict-sentence');
  await expect(sentence).toHaveAttribute('data-verdict', 'incomplete');
  await expect(sentence).toContainText('Random search: 500 runs, seed 7.');
});

test('a sweep names its reductions, its threads and the risk', async ({ window }) => {
  await chooseDesign(window, 'refcount-bias');
  await window.getByTestId('bounds').click();
  await window.getByTestId('method-sweep').locator('input').click();
  await window.getByTestId('reduction-symmetry').locator('input').click();
  await expect(window.getByTestId('reduction-symmetry').locator('input')).not.toBeChecked();
  await window.getByTestId('method-number-workers').fill('0');
  await expect(window.getByTestId('bounds-dialog').getByRole('alert')).toContainText(
    'a whole number from 1 to 64',
  );
  await expect(window.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await window.getByTestId('method-number-workers').fill('2');
  await window.getByRole('button', { name: 'Apply' }).click();
  await explore(window);
  await expect(window.getByTestId('verdict-sentence')).toContainText(/search.*worker.*collision risk below/i);
  await expect(window.getByTestId('searched')).toContainText('64-bit fingerprints');
});

test('a violation shows what decides it, and the nearest run that passes', async ({ window }) => {
  await explore(window);
  await window.getByRole('tab', { name: 'Verdict' }).click();
  await expect(window.getByTestId('explanation')).toContainText('the run would have passed');
  await window.getByRole('button', { name: 'Nearest passing run' }).click();
  await expect(window.getByTestId('run-label')).toContainText('nearest passing run');
  await expect(window.locator('.counterexample__mark')).toContainText('Here it leaves the counterexample');
  await window.getByTestId('counterexample-choice').selectOption('shortest');
  await expect(window.getByTestId('run-label')).toContainText('shortest counterexample');
  await expect(window.locator('.counterexample__mark').first()).toContainText('would have passed');
});

test.describe('a long search', () => {
  test.skip(({ server }) => server === undefined, 'the lab is uploaded, which is the browser face’s way');

  test('rests, goes on, and stops with what it has', async ({ window }) => {
    await expect(window.getByTestId('problem-count')).toBeVisible();
    const [chooser] = await Promise.all([
      window.waitForEvent('filechooser'),
      window.keyboard.press('Control+O'),
    ]);
    await chooser.setFiles({ name: 'long.lab.c', mimeType: 'text/plain', buffer: Buffer.from(longLab) });
    await expect(window.getByTestId('editor')).toContainText('Many readers');
    await chooseMethod(window, 'exact');
    await window.keyboard.press('Control+Shift+Enter');
    const progress = window.getByTestId('progress');
    await expect(progress).toContainText(/frontier/);
    await window.getByTestId('pause').click();
    await expect(progress).toContainText('Paused');
    const states = () => progress.locator('dd').first().textContent();
    await window.waitForTimeout(600);
    const before = await states();
    await window.waitForTimeout(600);
    expect(await states()).toBe(before);
    await window.getByTestId('pause').click();
    await expect.poll(states, { timeout: 15_000 }).not.toBe(before);
    await progress.getByRole('button', { name: 'Stop' }).click();
    await expect(window.getByTestId('verdict-sentence')).toContainText('stopped by hand');
  });
});

test.describe('a model for another checker', () => {
  test.skip(({ server }) => server === undefined, 'a download belongs to the browser face');

  test('is saved as Promela', async ({ window }) => {
    const [download] = await Promise.all([
      window.waitForEvent('download'),
      pickByName(window, '>Export as Promela'),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.pml$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('active proctype');
    await expect(window.getByTestId('notices')).toContainText('Exported');
  });
});

test('Spin searches the exported model where it is installed; else the dialog says what is missing', async ({
  window,
}) => {
  await chooseDesign(window, 'refcount-bias');
  await window.getByTestId('bounds').click();
  const spin = window.getByTestId('method-spin');
  const form = window.getByTestId('bounds-dialog').locator('form');
  await expect(form).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 });
  if (await spin.getByText('not installed').isVisible()) {
    await expect(spin.locator('input')).toBeDisabled();
    await expect(spin).toContainText('apt install spin gcc');
    return;
  }
  await spin.locator('input').click();
  await window.getByRole('button', { name: 'Apply' }).click();
  await explore(window);
  await expect(window.getByTestId('verdict-sentence')).toContainText('Searched by Spin');
});
