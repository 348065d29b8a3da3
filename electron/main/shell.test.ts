import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createBridgeChannel } from '../../src/contract/channel.ts';
import { createClient } from '../../src/contract/client.ts';
import { completeService } from '../../src/contract/lab-double.fixture.ts';
import type { LabClient } from '../../src/contract/table.ts';
import { createBridge } from '../preload/bridge.ts';
import { serveWindow } from './app-protocol.ts';
import { filesFromArguments } from './argument-files.ts';
import { writeAtomically } from './atomic-write.ts';
import { Backup } from './backup.ts';
import { Files } from './files.ts';
import { ipcNames } from './ipc-names.ts';
import { LabWindow } from './lab-window.ts';
import { judgeLink } from './links.ts';
import type { MenuItem } from './menu.ts';
import { menuTemplate } from './menu.ts';
import { RecentFiles } from './recent.ts';
import { hardenContents, hardenSession, safePreferences } from './security.ts';
import { type DialogAnswers, StandInContents, StandInDialog, StandInWindow } from './stand-in.fixture.ts';
import { clamp, readWindowState, writeWindowState } from './window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-shell-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** For what must NOT happen; what must happen is waited for. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A whole shell around stand-ins: window, preload's bridge and the window's client, joined by hand. */
function openShell(answers: DialogAnswers = {}) {
  const window = new StandInWindow();
  const dialog = new StandInDialog(answers);
  const used: string[] = [];
  const lost: string[] = [];
  const opened: string[] = [];
  const backup = new Backup(join(folder, 'backup.pinlab'));
  const lab = new LabWindow({
    window,
    dialog,
    files: new Files({ used: (path) => used.push(path), lost: (path) => lost.push(path) }),
    backup,
    opener: { open: (address) => opened.push(address), ask: (address) => opened.push(`ask ${address}`) },
    face: { kind: 'electron', version: '1', files: true, platform: 'linux' },
    serviceFor: (face) => completeService({ calls: face }),
  });
  let toPage: ((event: unknown, payload: unknown) => void) | undefined;
  const dropped: unknown[] = [];
  window.webContents.send = (channel, payload) => {
    window.webContents.sent.push({ channel, payload });
    toPage?.(undefined, payload);
  };
  const bridge = createBridge({
    ipcRenderer: {
      send: (name, payload) => {
        if (name === ipcNames.message) lab.channel.receive(window.webContents.message(), payload);
        else dropped.push(payload);
      },
      on: (_name, listener) => {
        toPage = listener;
      },
    },
    pathForFile: (file) => {
      if (typeof file !== 'string') throw new TypeError('not a file');
      return file;
    },
    names: ipcNames,
  });
  window.webContents.load();
  const client: LabClient = createClient(createBridgeChannel(bridge));
  return { window, dialog, lab, client, bridge, used, opened, dropped, backup };
}

test('the window’s calls reach the shell through preload and IPC', async () => {
  const { client, window } = openShell();
  expect(await client.call('face.describe', undefined)).toMatchObject({
    ok: true,
    value: { kind: 'electron' },
  });
  await client.call('window.describe', { title: 'a.lab.c * – pinlab', dirty: true });
  expect([window.title, window.edited]).toEqual(['a.lab.c * – pinlab', true]);
});

test('a message of another frame, another address or another window is dropped', async () => {
  const { client, lab, window } = openShell();
  const before = window.webContents.sent.length;
  const genuine = window.webContents.message();
  const bytes = new Uint8Array([1, 0, 0, 0, 48]);
  const foreign = { url: 'app://pinlab/index.html' };
  lab.channel.receive({ ...genuine, senderFrame: foreign }, bytes);
  lab.channel.receive({ ...genuine, senderFrame: null }, bytes);
  lab.channel.receive({ ...genuine, sender: new StandInContents() }, bytes);
  const elsewhere = { url: 'https://evil.example/' };
  lab.channel.receive({ sender: { id: 7, mainFrame: elsewhere }, senderFrame: elsewhere }, bytes);
  lab.channel.receive({ sender: { ...genuine.sender, id: 8 }, senderFrame: genuine.senderFrame }, bytes);
  lab.channel.receive(genuine, 'text');
  await settled();
  expect(window.webContents.sent.length).toBe(before);
  expect(await client.call('face.describe', undefined)).toMatchObject({ ok: true });
});

test('a reload ends the old page’s calls and serves the new one', async () => {
  const { client, window } = openShell();
  await client.call('face.describe', undefined);
  window.webContents.load();
  expect(await client.call('face.describe', undefined)).toMatchObject({ ok: true });
});

test('a save goes to the chosen file, later saves to the same one by token', async () => {
  const path = join(folder, 'mine.lab.c');
  const { client, dialog, used } = openShell({ save: path });
  const first = await client.call('files.save', {
    token: undefined,
    suggestedName: '../../mine.lab.c',
    text: 'one',
  });
  if (!first.ok || first.value === undefined) throw new Error('not saved');
  expect(first.value.name).toBe('mine.lab.c');
  expect(first.value.token).not.toContain(folder);
  expect(dialog.suggested).toEqual(['mine.lab.c']);
  await client.call('files.save', { token: first.value.token, suggestedName: 'x', text: 'two' });
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(dialog.suggested.length).toBe(1);
  expect(used).toEqual([path, path]);
});

test('an invented token names no file: the person is asked', async () => {
  const { client, dialog } = openShell({});
  const outcome = await client.call('files.save', {
    token: '/etc/passwd',
    suggestedName: 'a.lab.c',
    text: 'x',
  });
  expect(outcome).toEqual({ ok: true, value: undefined });
  expect(dialog.suggested).toEqual(['a.lab.c']);
});

test('opening reads what was chosen; a cancelled dialog gives nothing', async () => {
  const path = join(folder, 'open.lab.c');
  writeFileSync(path, 'text');
  const { client } = openShell({ open: path });
  expect(await client.call('files.open', { kinds: ['lab'] })).toMatchObject({
    ok: true,
    value: { name: 'open.lab.c', text: 'text' },
  });
  expect(await openShell({}).client.call('files.open', { kinds: ['lab'] })).toEqual({
    ok: true,
    value: undefined,
  });
});

test('a file that is no text, too large or gone is a message', async () => {
  const binary = join(folder, 'binary.lab.c');
  writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
  const large = join(folder, 'large.pinlab');
  writeFileSync(large, 'x'.repeat(8 * 1024 * 1024 + 1));
  const lost: string[] = [];
  const files = new Files({ used: () => undefined, lost: (path) => lost.push(path) });
  expect(await files.read(binary)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await files.read(large)).toMatchObject({ ok: false, error: { code: 'too-large' } });
  expect(await files.read(join(folder, 'gone.lab.c'))).toMatchObject({ ok: false, error: { code: 'io' } });
  expect(await files.read(folder)).toMatchObject({ ok: false, error: { code: 'io' } });
  expect(lost).toEqual([join(folder, 'gone.lab.c'), folder]);
});

test('a failed save leaves the old file and no litter', async () => {
  const inner = mkdtempSync(join(folder, 'save-'));
  // A folder where the file should be: the rename must fail.
  await writeAtomically(join(inner, 'a', 'b'), 'x');
  await expect(writeAtomically(join(inner, 'a'), 'y')).rejects.toThrow();
  expect(readdirSync(inner)).toEqual(['a']);
  expect(readFileSync(join(inner, 'a', 'b'), 'utf8')).toBe('x');
});

test('files that were asked for early open once the page listens', async () => {
  const path = join(folder, 'early.lab.c');
  writeFileSync(path, 'early');
  const { client, lab } = openShell();
  await lab.openPath(path);
  const seen: string[] = [];
  client.on('open-file', ({ name }) => seen.push(name));
  await settled();
  expect(seen).toEqual([]);
  await client.call('window.describe', { title: 't', dirty: false });
  await vi.waitFor(() => expect(seen).toEqual(['early.lab.c']));
});

test('a dropped file’s path goes to the shell and not to the page', () => {
  const { bridge, dropped } = openShell();
  bridge.openDropped('/home/someone/race.pinlab');
  bridge.openDropped({});
  expect(dropped).toEqual(['/home/someone/race.pinlab']);
  expect(Object.keys(bridge).sort()).toEqual(['onMessage', 'openDropped', 'send']);
});

test('a menu command arrives in the window', async () => {
  const { client, lab } = openShell();
  const seen: string[] = [];
  client.on('command', ({ id }) => seen.push(id));
  lab.command('explore.start');
  await vi.waitFor(() => expect(seen).toEqual(['explore.start']));
});

test('closing a clean window asks nothing', async () => {
  const { client, window, dialog } = openShell();
  await client.call('window.describe', { title: 't', dirty: false });
  expect(window.close()).toBe(false);
  expect(dialog.messages).toEqual([]);
});

test('closing with changes: Cancel keeps the window', async () => {
  const { client, window, dialog } = openShell({ message: 2 });
  await client.call('window.describe', { title: 'a.lab.c * – pinlab', dirty: true });
  expect(window.close()).toBe(true);
  await vi.waitFor(() => expect(dialog.messages).toEqual(['Save the changes to a.lab.c?']));
  await settled();
  expect(window.destroyed).toBe(false);
});

test('closing with changes: Don’t Save closes and drops the backup', async () => {
  const { client, window, backup } = openShell({ message: 1 });
  await client.call('backup.write', { text: 'unsaved' });
  expect(await backup.read()).toEqual({ ok: true, value: 'unsaved' });
  await client.call('window.describe', { title: 't *', dirty: true });
  expect(window.close()).toBe(true);
  await vi.waitFor(() => expect(window.destroyed).toBe(true));
  expect(await backup.read()).toEqual({ ok: true, value: undefined });
});

test('closing with changes: Save closes once the window says that it is saved', async () => {
  const path = join(folder, 'closing.lab.c');
  const { client, window } = openShell({ message: 0, save: path });
  client.on('command', async ({ id }) => {
    expect(id).toBe('file.save');
    await client.call('files.save', { token: undefined, suggestedName: 'closing.lab.c', text: 'kept' });
    await client.call('window.describe', { title: 't', dirty: false });
  });
  await client.call('window.describe', { title: 't *', dirty: true });
  expect(window.close()).toBe(true);
  await expect.poll(() => window.destroyed).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('kept');
});

test('closing with changes: a save that was cancelled keeps the window, also when it is saved later', async () => {
  const { client, window } = openShell({ message: 0 });
  client.on('command', () => {
    void client.call('files.save', { token: undefined, suggestedName: 'a.lab.c', text: 'x' });
  });
  await client.call('window.describe', { title: 't *', dirty: true });
  window.close();
  await settled();
  await client.call('window.describe', { title: 't', dirty: false });
  expect(window.destroyed).toBe(false);
});

test('a crashed page is loaded again, but not for ever', () => {
  const { window } = openShell();
  for (let times = 0; times < 6; times += 1)
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(window.webContents.reloads).toBe(3);
});

test('no navigation, no redirect, no webview, no new window', () => {
  const contents = new StandInContents();
  const links: string[] = [];
  hardenContents(contents, { open: (url) => links.push(url), ask: (url) => links.push(`ask ${url}`) });
  for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
    let prevented = false;
    contents.emit(event, {
      url: 'https://evil.example',
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented, event).toBe(true);
  }
  const open = (url: string) => contents.openHandler?.({ url });
  expect(open('https://lore.kernel.org/linux-mm/')).toEqual({ action: 'deny' });
  open('https://example.org/');
  open('file:///etc/passwd');
  open('javascript:alert(1)');
  expect(links).toEqual(['https://lore.kernel.org/linux-mm/', 'ask https://example.org/']);
});

test.each([
  ['https://lore.kernel.org/all/x', 'open'],
  ['https://lwn.net/Articles/753027/', 'open'],
  ['https://kernel.org.evil.example/', 'ask'],
  ['https://evilkernel.org/', 'ask'],
  ['http://lwn.net/', 'refuse'],
  ['https://user:word@lwn.net/', 'refuse'],
  ['https://lwn.net:8443/', 'refuse'],
  ['smb://server/share', 'refuse'],
  ['not an address', 'refuse'],
])('%s: %s', (address, verdict) => {
  expect(judgeLink(address)).toBe(verdict);
});

test('no permission but writing to the clipboard', () => {
  const asked: [string, boolean][] = [];
  hardenSession({
    setPermissionRequestHandler: (handler) => {
      for (const name of [
        'media',
        'geolocation',
        'clipboard-read',
        'clipboard-sanitized-write',
        'openExternal',
      ]) {
        handler(undefined, name, (granted) => asked.push([name, granted]));
      }
    },
    setPermissionCheckHandler: (handler) => {
      expect(handler(undefined, 'notifications')).toBe(false);
    },
  });
  expect(asked.filter(([, granted]) => granted).map(([name]) => name)).toEqual(['clipboard-sanitized-write']);
});

test('the window’s preferences', () => {
  expect(safePreferences).toEqual({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});

test('app:// serves the listed files and nothing else', async () => {
  const file = join(folder, 'index.html');
  writeFileSync(file, '<title>pinlab</title>');
  const serve = serveWindow(new Map([['/index.html', { file, type: 'text/html' }]]));
  const status = async (url: string, method = 'GET') => (await serve({ url, method })).status;
  const good = await serve({ url: 'app://pinlab/index.html', method: 'GET' });
  expect(good.status).toBe(200);
  expect(await good.text()).toContain('pinlab');
  expect(good.headers.get('content-security-policy')).toContain("connect-src 'self';");
  expect(await status('app://pinlab/../../package.json')).toBe(404);
  expect(await status('app://pinlab/%2e%2e/%2e%2e/etc/passwd')).toBe(404);
  expect(await status('app://other/index.html')).toBe(403);
  expect(await status('file:///etc/passwd')).toBe(403);
  expect(await status('app://pinlab/index.html', 'POST')).toBe(405);
});

test('a window is put back where it was, but onto a screen', async () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  expect(clamp({ x: 100, y: 100, width: 1200, height: 800 }, [screen])).toEqual({
    x: 100,
    y: 100,
    width: 1200,
    height: 800,
  });
  expect(clamp({ x: 1800, y: -50, width: 1200, height: 800 }, [screen])).toEqual({
    x: 720,
    y: 0,
    width: 1200,
    height: 800,
  });
  expect(clamp({ x: 0, y: 0, width: 10, height: 10 }, [screen])).toMatchObject({ width: 960, height: 600 });
  expect(clamp({ x: 5000, y: 0, width: 1200, height: 800 }, [screen])).toBeUndefined();
  const file = join(folder, 'window.json');
  await writeWindowState(file, new StandInWindow());
  expect(await readWindowState(file, [screen])).toEqual({
    bounds: { x: 10, y: 20, width: 1200, height: 800 },
    maximized: false,
  });
  for (const broken of ['{', '[]', '{"bounds":{"x":"1"}}', 'null']) {
    writeFileSync(file, broken);
    expect((await readWindowState(file, [screen])).bounds).toBeUndefined();
  }
});

test('recent files: newest first, each once, at most ten, kept', async () => {
  const file = join(folder, 'recent.json');
  const recent = new RecentFiles(file, () => undefined);
  for (let number = 0; number < 12; number += 1) await recent.add(`/labs/${number}`);
  await recent.add('/labs/5');
  expect(recent.paths.slice(0, 3)).toEqual(['/labs/5', '/labs/11', '/labs/10']);
  expect(recent.paths.length).toBe(10);
  await recent.remove('/labs/5');
  expect(recent.paths[0]).toBe('/labs/11');
  const again = new RecentFiles(file, () => undefined);
  await again.load();
  expect(again.paths).toEqual(recent.paths);
  writeFileSync(file, '{"no":"list"}');
  await again.load();
  expect(again.paths).toEqual([]);
});

test('every command of the menu is one of the window’s', () => {
  const ids: string[] = [];
  const press = (items: readonly MenuItem[]): void => {
    for (const { click, submenu } of items) {
      click?.();
      press(submenu ?? []);
    }
  };
  const actions = {
    command: (id: string) => ids.push(id),
    openRecent: () => undefined,
    clearRecent: () => undefined,
  };
  press(menuTemplate(true, ['/a'], actions));
  const commands = new URL('../../src/ui/commands/', import.meta.url);
  const source = readdirSync(commands)
    .filter((name) => name.endsWith('-commands.ts'))
    .map((name) => readFileSync(new URL(name, commands), 'utf8'))
    .join('\n');
  const missing = ids.filter((id) => {
    // A few ids are made from a prefix and a name: `theme.${setting}`.
    const [noun = '', verb = ''] = id.split('.');
    return !source.includes(`'${id}'`) && !(source.includes(`${noun}.\${`) && source.includes(`'${verb}'`));
  });
  expect(ids.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('files on the command line: ours, made absolute, flags left out', () => {
  const words = ['electron', '--inspect', '/repo', 'a.lab.c', 'b.pinlab', 'c.txt', '/x/d.strategy.c'];
  expect(filesFromArguments(words, '/home')).toEqual(['/home/a.lab.c', '/home/b.pinlab', '/x/d.strategy.c']);
});
