import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBridgeChannel } from '../../src/contract/channel.ts';
import { createClient } from '../../src/contract/client.ts';
import type { LabClient } from '../../src/contract/table.ts';
import { defaultBounds } from '../../src/core/check/verdict.ts';
import { buildWorker, resources, shippedLibrary } from '../../src/lab/built-worker.fixture.ts';
import { createBridge } from '../preload/bridge.ts';
import { type StandInElectron, standInElectron } from './electron.fixture.ts';
import type { ShellPlaces } from './electron-parts.ts';
import { ipcNames } from './ipc-names.ts';
import { safePreferences } from './security.ts';
import { startShell } from './shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-start-'));
let places: ShellPlaces;
const started: StandInElectron[] = [];

beforeAll(async () => {
  mkdirSync(join(folder, 'window'));
  writeFileSync(join(folder, 'window', 'index.html'), '<title>pinlab</title>');
  places = {
    resources,
    windowFolder: join(folder, 'window'),
    workerFile: await buildWorker(folder),
    preload: join(folder, 'preload.cjs'),
    argv: ['electron', '.'],
    folder,
    platform: 'linux',
  };
});
afterAll(() => {
  for (const { app } of started) app.emit('will-quit');
  rmSync(folder, { recursive: true });
});

async function startIn(changes: Partial<ShellPlaces> = {}): Promise<StandInElectron> {
  const electron = standInElectron(mkdtempSync(join(folder, 'user-')));
  started.push(electron);
  startShell(electron.modules, { ...places, ...changes });
  await vi.waitFor(() => expect(electron.windows[0]?.address ?? electron.errors[0]).toBeTruthy());
  return electron;
}

/** The page of the started window, over preload's bridge and IPC. */
function pageOf({ windows, ipcMain }: StandInElectron): LabClient {
  const contents = windows[0]?.webContents;
  if (contents === undefined) throw new Error('no window');
  let receive: ((event: unknown, payload: unknown) => void) | undefined;
  contents.send = (_name, payload) => receive?.(undefined, payload);
  const bridge = createBridge({
    ipcRenderer: {
      send: (name, payload) => ipcMain.emit(name, contents.message(), payload),
      on: (_name, listener) => {
        receive = listener;
      },
    },
    pathForFile: String,
    names: ipcNames,
  });
  contents.load();
  return createClient(createBridgeChannel(bridge));
}

test('the scheme comes before ready, hardening and listeners before the page', async () => {
  const { log, windows } = await startIn();
  expect(log.indexOf('scheme app')).toBeLessThan(log.indexOf('ready'));
  expect(log).toContain('permissions');
  expect(log.at(-1)).toBe('load, 2 listeners');
  expect(windows[0]?.address).toBe('app://pinlab/index.html');
  expect(windows[0]?.options.webPreferences).toEqual({ ...safePreferences, preload: places.preload });
  expect(windows[0]?.options).toMatchObject({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
  });
});

test('the window explores Jan Kara’s race through preload, IPC and a worker thread', async () => {
  const client = pageOf(await startIn());
  const texts = shippedLibrary().texts;
  const textOf = (path: string) => ({ path, text: texts.find((text) => text.path === path)?.text ?? '' });
  const input = {
    lab: textOf('labs/s01-get-pin-put-early-unpin.lab.c'),
    strategy: textOf('strategies/lru-overlay-2018-07.strategy.c'),
    policies: [],
    kernel: [],
    memory: 'SC' as const,
  };
  expect(await client.call('face.describe', undefined)).toMatchObject({
    ok: true,
    value: { kind: 'electron', files: true },
  });
  const outcome = await client.start('lab.explore', { input, bounds: defaultBounds }, () => undefined).done;
  expect(outcome).toMatchObject({ ok: true, value: { verdict: { verdict: 'violated' } } });
});

test('a file on the command line, one from the system and one from a second start are opened', async () => {
  for (const name of ['one', 'two', 'three']) writeFileSync(join(folder, `${name}.lab.c`), name);
  const electron = await startIn({ argv: ['electron', '.', 'one.lab.c'] });
  electron.app.emit('open-file', { preventDefault: () => undefined }, join(folder, 'two.lab.c'));
  electron.app.emit('second-instance', {}, ['electron', '.', 'three.lab.c'], folder);
  const client = pageOf(electron);
  const seen: string[] = [];
  client.on('open-file', ({ text }) => seen.push(text));
  await client.call('window.describe', { title: 't', dirty: false });
  await vi.waitFor(() => expect(seen.sort()).toEqual(['one', 'three', 'two']));
  expect(electron.windows[0]?.focused).toBeGreaterThan(0);
});

test('a second instance gives way', () => {
  const electron = standInElectron(folder, { firstInstance: false });
  startShell(electron.modules, places);
  expect(electron.log).toContain('quit');
  expect(electron.log).not.toContain('ready');
});

test('the window’s files come over app://', async () => {
  const { handler } = await startIn();
  const response = await handler?.(new Request('http://pinlab/'));
  expect(response?.status).toBe(403);
});

test('a product without its library, or without its window, says so and ends', async () => {
  for (const broken of [{ resources: join(folder, 'none') }, { windowFolder: join(folder, 'none') }]) {
    const { log, errors } = await startIn(broken);
    await vi.waitFor(() => expect(log).toContain('exit 2'));
    expect(errors[0]).toContain('none');
  }
});
