// Forks: any built-in text becomes the person's own, shows its difference, and goes back.

import { expect, test } from '../face.ts';
import { explore, pickByName, typeAtEnd } from '../person.ts';

test('a forked strategy shows its difference from the built-in text, and reverts', async ({ window }) => {
  await window.getByTestId('strategy-refcount-bias').click();
  await window.getByTestId('fork').click();
  await window.getByTestId('show-difference').click();
  const difference = window.getByTestId('difference');
  await expect(difference).toContainText('refcount-bias-fork');
  await window.getByTestId('revert').click();
  await expect(difference).toBeHidden();
  await expect(window.getByTestId('design')).toHaveText(/refcount-bias$/);
  await expect(window.getByTestId('built-in-band')).toBeVisible();
});

test('what is typed beside the built-in text is typed in the editor', async ({ window }) => {
  await typeAtEnd(window, '\n/* first */\n');
  await window.getByTestId('show-difference').click();
  await window.getByTestId('difference').locator('.editor.modified').click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('/* second */');
  await window.getByTestId('show-difference').click();
  await window.getByTestId('editor').click();
  await window.keyboard.press('Control+End');
  await expect(window.getByTestId('editor')).toContainText('second');
  await window.getByTestId('revert').click();
  await window.getByTestId('confirm-yes').click();
  await expect(window.getByTestId('editor')).not.toContainText('second');
  await expect(window.getByTestId('own-band')).toBeHidden();
});

test('a forked kernel file decides the verdict, until it is reverted', async ({ window }) => {
  await pickByName(window, 'kernel/mm/swap.c');
  await window.getByTestId('fork').click();
  await typeAtEnd(window, '\nint nobody_calls(void)\n{\nreturn 1;\n}\n');
  await explore(window);
  await expect(window.getByTestId('status-verdict')).toContainText('Violated');
  await expect(window.getByTestId('own-band')).toContainText('Your version of the built-in text');
  await window.getByTestId('revert').click();
  await window.getByTestId('confirm-yes').click();
  await expect(window.getByTestId('built-in-band')).toBeVisible();
});
