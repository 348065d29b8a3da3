// What a person does in the window, said once: choose, explore, read the position, type into the editor.

import type { Page } from '@playwright/test';
import { expect } from './face.ts';

/** Presses Explore and waits for the verdict, whatever it is. */
export async function explore(window: Page): Promise<void> {
  await expect(window.getByTestId('problem-count')).not.toContainText(/error/i);
  await window.keyboard.press('Control+Shift+Enter');
  await expect(window.getByTestId('status-verdict')).toContainText(
    /Holds|Violated|Incomplete|Does not apply/,
  );
}

/** By id: `refcount-bias`. */
export async function chooseStrategy(window: Page, id: string): Promise<void> {
  const select = window.getByTestId('strategy-select');
  const value = await select.locator('option').filter({ hasText: id }).first().getAttribute('value');
  await select.selectOption(value ?? id);
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
