// The reference ledger in time: who holds each unit, and where the strategy's knowledge departs from the truth.

import { expect, test } from '../face.ts';
import { explore, position } from '../person.ts';

test('F9 goes to where a pin is no longer seen; lane, inspector and text say so', async ({ window }) => {
  await explore(window);
  const { steps } = await position(window);
  await window.keyboard.press('Alt+Home');
  const seen: number[] = [];
  for (let press = 0; press < 2; press += 1) {
    await window.keyboard.press('F9');
    seen.push((await position(window)).step);
  }
  expect(seen.at(-1)).toBe(steps);
  await expect(window.getByTestId('departure-false-negative')).toBeVisible();
  const knows = window.getByTestId('inspector-knows');
  await expect(knows).toContainText(/says no, but 1 pin/);
  await expect(knows).toContainText(/misses a pin \(fatal\)/);
  await window.getByTestId('timeline-cursor').focus();
  await window.keyboard.press('Alt+F2');
  await expect(window.getByTestId('timeline-text')).toContainText(/▼✗ p departs from the truth/);
});

test('each reference has a holder, with task, function and line', async ({ window }) => {
  await explore(window);
  const pin = window.getByTestId('inspector-ledger').getByRole('row', { name: /^pin / });
  await expect(pin).toContainText(/pinner\s*\w+:\d+/);
});
