// The matrix: filled live, stopped, read cell by cell, opened; and forks in it.

import { expect, test } from '../face.ts';
import { explore, fillRow, openMatrix, typeAtEnd } from '../person.ts';

const row = 'lru-overlay-2018-07';
const cellOf = (lab: string) => new RegExp(`^design ${row}, lab ${lab}: `);

test('a red cell opens its shortest counterexample, a green one its bounds', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  await fillRow(window, row);
  const red = window.getByRole('button', { name: cellOf('S03') });
  await expect(red).toHaveAccessibleName(/Violated, \d+ steps, documented violated, grade A/);
  await red.hover();
  const detail = window.getByTestId('matrix-detail');
  await expect(detail).toContainText(/Violated: .*SC, all interleavings, .*states; shortest \d+ steps/);
  await expect(detail).toContainText(/Documented: violated, grade A\..*Bounds: no preemption bound/);
  await red.click();
  await expect(window.getByTestId('counterexample')).toBeVisible();
  await expect(window.getByTestId('status-verdict')).toContainText('Violated');
  await expect(window.getByTestId('lab-s03-pin-in-pagevec-missed')).toHaveAttribute('aria-current', 'true');

  await window.getByRole('tab', { name: 'Matrix' }).click();
  await window.getByRole('button', { name: cellOf('S06') }).click();
  await expect(window.getByTestId('verdict-sentence')).toHaveAttribute('data-verdict', 'holds');
  await expect(window.locator('.verdict__details')).toContainText('Bounds:');
});

test('filling is stopped at once, keeps what was found, and goes on with the rest', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  await window.getByTestId('matrix-start').click();
  await expect(window.locator('.matrix__cell[data-state="done"]').first()).toBeVisible();
  await window.getByTestId('stop-background').click();
  await expect(window.getByTestId('stop-background')).toBeHidden();
  await expect(window.locator('.matrix__cell[data-state="done"]').first()).toBeVisible();
  await expect(window.locator('.matrix__cell[data-state="queued"]')).toHaveCount(0);
  await expect(window.getByTestId('matrix-start')).toContainText(/more cell/);
});

test('a cell that waits is left out with Delete', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  await window.getByTestId('matrix-start').click();
  const waiting = window.locator('.matrix__cell[data-state="queued"]').last();
  const name = (await waiting.getAttribute('aria-label'))?.split(':')[0] ?? '';
  await waiting.focus();
  await window.keyboard.press('Delete');
  await expect(window.getByRole('button', { name: `${name}: ` })).toHaveAccessibleName(/stopped/);
  await window.getByTestId('stop-background').click();
});

test('a person can explore while the matrix fills', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  await window.getByTestId('matrix-start').click();
  await window.getByTestId('drawer-large').click();
  await explore(window);
  await expect(window.getByTestId('counterexample')).toBeVisible();
});

test('arrow keys go from cell to cell, one of which Tab comes to', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  const table = window.getByTestId('matrix-strategies');
  await expect(table.locator('.matrix__cell[tabindex="0"]')).toHaveCount(1);
  await table.locator('.matrix__cell[tabindex="0"]').focus();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowRight');
  await expect(table.locator(':focus')).toHaveAccessibleName(/^design page-flag-2018-06, lab S02: /);
  await expect(window.getByTestId('matrix-detail')).toContainText('page-flag-2018-06');
  await window.keyboard.press('End');
  await expect(table.locator('.matrix__cell[tabindex="0"]')).toHaveCount(1);
});

test('only red leaves the rows and columns with a red cell', async ({ window }) => {
  await openMatrix(window, /overlay designs/);
  await fillRow(window, row);
  await window.getByTestId('matrix-only').selectOption('red');
  await expect(window.locator('tbody .matrix__row')).toHaveCount(1);
  const cells = window.locator('tbody .matrix__cell');
  await expect(cells).toHaveCount(await window.locator('[data-mark="✗"]').count());
});

test('a forked strategy is a row at once, a changed lab a column', async ({ window }) => {
  await window.getByTestId(`strategy-${row}`).click();
  await window.getByTestId('fork').click();
  await window.getByTestId('lab-s01-get-pin-put-early-unpin').click();
  await typeAtEnd(window, '\n/* mine */\n');
  await openMatrix(window, /overlay designs/);
  await expect(window.getByRole('rowheader', { name: `${row}-fork, yours` })).toBeVisible();
  await expect(window.getByRole('columnheader', { name: 'S01*' })).toBeVisible();
  await fillRow(window, `${row}-fork`);
  const mine = window.getByRole('button', { name: new RegExp(`^design ${row}-fork, lab S01\\*: Violated`) });
  await mine.click();
  await expect(window.getByTestId('counterexample')).toBeVisible();
  await expect(window.getByTestId('design')).toContainText(`${row}-fork`);
  await expect(window.getByTestId('editor')).toBeVisible();
});
