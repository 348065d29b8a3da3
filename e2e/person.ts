// What a person does in the window, said once: choose, explore, read the position, type into the editor.

import type { Page } from '@playwright/test';
import { expect } from './face.ts';

/** Presses Explore and waits for the verdict, whatever it is. */
export async function explore(window: Page): Promise<void> {
  await expect(window.getByTestId('problem-count')).not.toContainText(/error/i);
  await window.keyboard.press('Control+Shift+Enter');
  await expect(window.getByTestId('status-verdict')).toContainText(
    /Holds|Violated|Incomplete|Does not apply/,
    { timeout: 30_000 },
  );
}

/** Opens the design dialog, chooses what has these ids (strategy, policies, preset, memory model) and closes it. */
export async function chooseDesign(window: Page, ...ids: readonly string[]): Promise<void> {
  await window.getByTestId('design').click();
  for (const id of ids) await window.getByTestId(`choose-${id}`).locator('input').click();
  await window.getByTestId('design-dialog').getByRole('button', { name: 'Done' }).click();
  await expect(window.getByTestId('design-dialog')).toBeHidden();
}

/** Opens what has this name with the palette; `>` begins a command. */
export async function pickByName(window: Page, name: string): Promise<void> {
  await expect(window.getByTestId('problem-count')).toBeVisible();
  await window.keyboard.press('Control+P');
  await expect(window.getByTestId('palette')).toBeVisible();
  await window.keyboard.type(name);
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('palette')).toBeHidden();
}

/** The matrix in the whole window, with one group of labs only. */
export async function openMatrix(window: Page, group: RegExp): Promise<void> {
  await window.getByRole('tab', { name: 'Matrix' }).click();
  await window.getByTestId('drawer-large').click();
  const select = window.getByTestId('matrix-group');
  const name = await select.locator('option').filter({ hasText: group }).first().textContent();
  await select.selectOption({ label: name ?? '' });
}

/** Fills one row and waits until it is done. */
export async function fillRow(window: Page, design: string): Promise<void> {
  await window
    .getByRole('button', { name: `Fill the row ${design}`, exact: true })
    .first()
    .click();
  await expect(window.getByTestId('stop-background')).toBeHidden({ timeout: 45_000 });
}

/** `step K of N` as the status bar says it. */
export async function position(window: Page): Promise<{ step: number; steps: number }> {
  const text = (await window.getByTestId('cursor-position').textContent()) ?? '';
  const found = /step\s+(\d+)\s+of\s+(\d+)/i.exec(text);
  if (found === null) throw new Error(`no position in "${text}"`);
  return { step: Number(found[1]), steps: Number(found[2]) };
}

/** Types at the very end of the text that the editor shows. */
export async function typeAtEnd(window: Page, text: string): Promise<void> {
  await window.getByTestId('editor').click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type(text);
}
