// The design: preset, strategy, policies and memory model in one control; everything follows it.

import { expect, test } from '../face.ts';
import { chooseDesign, explore, pickByName } from '../person.ts';

test('a preset sets everything, and a change of one part is said', async ({ window }) => {
  await chooseDesign(window, 'v5.10');
  await expect(window.getByTestId('design')).toHaveText(/v5\.10$/);
  await explore(window);
  await expect(window.getByTestId('verdict-sentence')).toHaveAttribute('data-verdict', 'holds');
  await chooseDesign(window, 'x86-TSO');
  await expect(window.getByTestId('design')).toContainText('v5.10, changed');
  await expect(window.getByTestId('memory-model')).toContainText('x86-TSO');
  await expect(window.getByTestId('stale-verdict')).toBeVisible();
  await explore(window);
  await expect(window.getByTestId('verdict-sentence')).toContainText('x86-TSO');
});

test('a policy joins the design, has a tab, and leaves again', async ({ window }) => {
  await chooseDesign(window, 'refcount-bias', 'wb-bounce');
  await expect(window.getByTestId('design')).toContainText('refcount-bias + wb-bounce');
  await expect(window.getByRole('tab', { name: 'wb-bounce.policy.c' })).toBeVisible();
  await chooseDesign(window, 'wb-bounce');
  await expect(window.getByTestId('design')).not.toContainText('wb-bounce');
  await expect(window.getByRole('tab', { name: 'wb-bounce.policy.c' })).toBeHidden();
});

test('each choice is explained where it is looked at, with its citation', async ({ window }) => {
  await expect(window.getByTestId('problem-count')).toBeVisible();
  await window.keyboard.press('Control+Alt+D');
  await expect(window.getByTestId('design-dialog').locator(':focus')).toHaveAttribute('name', 'preset');
  await window.getByTestId('choose-wb-bounce').locator('input').focus();
  await expect(window.getByTestId('design-about')).toContainText('20230209121046.25360-1-jack@suse.cz');
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('design-dialog')).toBeHidden();
});

test('the palette knows presets, policies and memory models', async ({ window }) => {
  await pickByName(window, 'v6.1');
  await expect(window.getByTestId('design')).toHaveText(/v6\.1$/);
  await pickByName(window, '>memory relaxed');
  await expect(window.getByTestId('memory-model')).toContainText('relaxed');
});
