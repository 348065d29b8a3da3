// The first thirty seconds: one key from the open window to the counterexample of July 2018, then the second half.

import { expect, test } from '../face.ts';
import { chooseDesign, explore, position } from '../person.ts';

test('one key finds the race, and every view stands on the step that loses the pin', async ({ window }) => {
  await expect(window.getByTestId('verdict-sentence')).toContainText('Not explored yet');
  await expect(window.getByTestId('explore').first()).toBeEnabled();
  await window.keyboard.press('Control+Shift+Enter');

  await expect(window.getByTestId('counterexample')).toBeVisible();
  const { step, steps } = await position(window);
  expect(steps).toBeGreaterThan(10);
  expect(step).toBe(steps);
  const row = window.getByTestId('counterexample').locator('[aria-current="step"]');
  await expect(row).toHaveCount(1);
  await expect(window.getByTestId('status-verdict')).toContainText('Violated');
  await expect(window.getByTestId('status-verdict')).toContainText('SC');

  await window.getByRole('tab', { name: 'Verdict' }).click();
  const sentence = window.getByTestId('verdict-sentence');
  await expect(sentence).toHaveAttribute('data-verdict', 'violated');
  await expect(sentence).toContainText('pin_not_seen');
  await expect(sentence).toContainText(/\d+ states/);
});

test('the inspector shows both arms of the union and who holds each reference', async ({ window }) => {
  await explore(window);
  const words = window.getByTestId('inspector-words');
  await expect(words).toContainText('lru.prev');
  await expect(words).toContainText('dma_pinned_count');
  await expect(words).toContainText('_refcount');
  await expect(window.getByTestId('inspector-ledger')).toContainText('page cache');
  await expect(window.getByTestId('inspector-step')).toContainText('random_process');
});

test('the diagram for a mail is at most 72 columns wide and says how to replay it', async ({ window }) => {
  await explore(window);
  await window.keyboard.press('Control+Shift+C');
  await expect(window.getByTestId('notices')).toContainText(/copied/i);
  const mail = await window.evaluate(() => navigator.clipboard.readText());
  const lines = mail.split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  expect(mail).toContain('pinner');
  expect(mail).toContain('random_process');
  expect(mail).toContain('Violated');
  expect(mail).toMatch(/random_process\/\S+#\d/);
});

for (const strategy of ['lru-overlay-2018-11', 'refcount-bias']) {
  test(`${strategy} holds, with the number of states`, async ({ window }) => {
    await chooseDesign(window, strategy);
    await explore(window);
    const sentence = window.getByTestId('verdict-sentence');
    await expect(sentence).toHaveAttribute('data-verdict', 'holds');
    await expect(sentence).toContainText(/all interleavings.*\d+ states/);
  });
}

test('a verdict about another strategy says that it is old', async ({ window }) => {
  await explore(window);
  await chooseDesign(window, 'own-field');
  await window.getByRole('tab', { name: 'Verdict' }).click();
  await expect(window.getByTestId('stale-verdict')).toBeVisible();
});
