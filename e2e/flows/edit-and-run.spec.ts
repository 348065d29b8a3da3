// Editing with errors under the place, running once, stepping, scrubbing: one cursor in every view.

import { expect, test } from '../face.ts';
import { explore, position, typeAtEnd } from '../person.ts';

test('an error appears while typing, under its place, with a remedy, and goes away', async ({ window }) => {
  await typeAtEnd(window, '\nTASK(oops) { put_page(q); }\n');
  await expect(window.getByTestId('problem-count')).toContainText('1');
  await window.getByRole('tab', { name: /Problems/ }).click();
  const problems = window.getByTestId('problems');
  await expect(problems).toContainText('q');
  await expect(problems).toContainText(/did you mean|declare|write/i);
  await window.getByTestId('editor').click();
  for (let undo = 0; undo < 12; undo += 1) await window.keyboard.press('Control+Z');
  await expect(window.getByTestId('problem-count')).not.toContainText(/[1-9]/);
});

test('brackets stay as they are typed, also in a line that the editor has read already', async ({
  window,
}) => {
  await typeAtEnd(window, '\nint nobody_calls(void)');
  await expect(
    window.locator('.monaco-editor .view-line').last().locator('span[class*="mtk"]'),
  ).not.toHaveCount(1);
  await window.waitForTimeout(500);
  await window.keyboard.type('\n{\nreturn 1;\n}\n', { delay: 60 });
  await explore(window);
  await expect(window.getByTestId('failure')).toHaveCount(0);
});

test('round-robin runs to the end, and the arrow keys scrub it', async ({ window }) => {
  await window.getByTestId('schedule').selectOption('round-robin');
  await window.getByTestId('run').first().click();
  await expect(window.getByTestId('cursor-position')).toContainText(/step \d+ of \d+/);
  await expect.poll(async () => (await position(window)).steps).toBeGreaterThan(10);
  const { steps } = await position(window);
  await window.getByTestId('timeline-cursor').focus();
  await window.keyboard.press('Home');
  await expect.poll(async () => (await position(window)).step).toBe(0);
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowRight');
  await expect.poll(async () => (await position(window)).step).toBe(2);
  await window.keyboard.press('End');
  await expect.poll(async () => (await position(window)).step).toBe(steps);
});

test('a random run shows its seed, and the same seed gives the same run', async ({ window }) => {
  await window.getByTestId('schedule').selectOption('random');
  await window.getByTestId('seed').fill('42');
  const mails: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    await window.getByTestId('run').first().click();
    await expect.poll(async () => (await position(window)).steps).toBeGreaterThan(10);
    await window.getByTestId('timeline-cursor').focus();
    await window.keyboard.press('Alt+F2');
    mails.push((await window.getByTestId('timeline-text').textContent()) ?? '');
    await window.keyboard.press('Escape');
  }
  expect(mails[0]?.length).toBeGreaterThan(50);
  expect(mails[1]).toBe(mails[0]);
});

test('step by step: the person chooses who runs next, and steps back', async ({ window }) => {
  await window.getByTestId('schedule').selectOption('stepwise');
  await window.getByTestId('step').first().click();
  await expect(window.getByTestId('stepper')).toBeVisible();
  await window.getByTestId('next-2').click();
  await expect.poll(async () => (await position(window)).steps).toBe(1);
  await window.getByTestId('next-1').click();
  await expect.poll(async () => (await position(window)).steps).toBe(2);
  await expect(window.getByTestId('inspector-step')).toContainText('pinner');
  await window.getByTestId('step-back').first().click();
  await expect.poll(async () => (await position(window)).step).toBe(1);
  await expect(window.getByTestId('inspector-step')).toContainText('random_process');
});

test('an edit after a search leaves the result with a word that it is old', async ({ window }) => {
  await explore(window);
  await typeAtEnd(window, '\n/* a remark */\n');
  await expect(window.getByTestId('stale-band')).toBeVisible();
});
