// Sessions: saved, opened again with everything back and the digest checked; broken and hostile files change nothing.
// In Electron the dialogs are the shell's own, so these scripts run in the browser face.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../face.ts';
import { chooseDesign, explore, position, typeAtEnd } from '../person.ts';

test.skip(({ server }) => server === undefined, 'upload and download belong to the browser face');

async function saveSession(window: Page): Promise<string> {
  const [download] = await Promise.all([
    window.waitForEvent('download'),
    window.keyboard.press('Control+Alt+S'),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pinlab$/);
  return readFile(await download.path(), 'utf8');
}

async function openText(window: Page, name: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([
    window.waitForEvent('filechooser'),
    window.keyboard.press('Control+O'),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

test('a session brings back texts, strategy, run, verdict and cursor, and its digest is checked', async ({
  window,
}) => {
  await typeAtEnd(window, '\n/* my own remark */\n');
  await explore(window);
  await window.keyboard.press('F6');
  const before = await position(window);
  const text = await saveSession(window);
  expect(text.length).toBeLessThan(64 * 1024);
  expect(Object.keys(JSON.parse(text) as object)[0]).toMatch(/format|pinlab|version/);

  await window.reload();
  await expect(window.getByTestId('explore').first()).toBeVisible();
  await openText(window, 'mine.pinlab', text);
  await window.getByRole('tab', { name: 'Verdict' }).click();
  await expect(window.getByTestId('recorded')).toContainText(/recorded in this file, not explored here/i);
  await expect(window.getByTestId('digest')).toContainText(/same run|matches|✓/i);
  await expect.poll(() => position(window)).toEqual(before);
  await expect(window.getByTestId('editor')).toContainText('my own remark');
});

test('a session brings back the design: a preset, and a change of it', async ({ window }) => {
  await chooseDesign(window, 'v5.10');
  await explore(window);
  const preset = await saveSession(window);
  await chooseDesign(window, 'x86-TSO');
  await window.reload();
  await expect(window.getByTestId('problem-count')).toBeVisible();
  await openText(window, 'mine.pinlab', preset);
  await expect(window.getByTestId('design')).toHaveText(/v5\.10$/);
  await expect(window.getByTestId('memory-model')).toContainText('SC');
});

test('unsaved changes are asked about, and Cancel keeps them', async ({ window }) => {
  await typeAtEnd(window, '\n/* precious */\n');
  await openText(window, 'other.lab.c', '#include <lab.h>\nPAGE(p);\nTASK(t) { get_page(p); }\n');
  await expect(window.getByTestId('unsaved')).toBeVisible();
  await window.getByTestId('cancel').click();
  await expect(window.getByTestId('editor')).toContainText('precious');
});

const hostile: readonly [string, (good: string) => string][] = [
  ['truncated', (good) => good.slice(0, good.length / 2)],
  ['not a session', () => '{"hello": "world"}'],
  ['too new', (good) => good.replace(/"version": ?\d+/, '"version": 999')],
  ['wrong types', (good) => good.replace(/"engine": ?"[^"]*"/, '"engine": 7')],
  ['prototype keys', (good) => good.replace('{', '{ "__proto__": { "polluted": true },')],
];

for (const [name, spoil] of hostile) {
  test(`a file that is ${name} gets a clear message and changes nothing`, async ({ window }) => {
    await chooseDesign(window, 'own-field');
    await explore(window);
    const good = await saveSession(window);
    const bad = spoil(good);
    expect(bad).not.toBe(good);
    const sentence = await window.getByTestId('status-verdict').textContent();
    await openText(window, 'bad.pinlab', bad);
    await expect(window.getByTestId('message')).toBeVisible();
    await expect(window.getByTestId('message')).toContainText(/session|file/i);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('status-verdict')).toHaveText(sentence ?? '');
    expect(
      await window.evaluate(() => ({}) as { polluted?: boolean }).then((o) => o.polluted),
    ).toBeUndefined();
  });
}
