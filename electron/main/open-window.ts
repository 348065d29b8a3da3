// Makes the one window: where it was last time, hardened, shown when it has something to show.

import { join } from 'node:path';
import type { FaceDescription } from '../../src/contract/table.ts';
import type { Lab } from '../../src/lab/service.ts';
import { engineVersion } from '../../src/lab/version.ts';
import { appAddress } from './app-protocol.ts';
import type { Backup } from './backup.ts';
import type { ElectronParts, ShellPlaces } from './electron-parts.ts';
import type { Files } from './files.ts';
import { LabWindow } from './lab-window.ts';
import type { DialogPart } from './parts.ts';
import { type LinkOpener, safePreferences } from './security.ts';
import { readWindowState, smallest, usual, writeWindowState } from './window-state.ts';

export interface OpenWindowParts {
  readonly electron: ElectronParts;
  readonly places: ShellPlaces;
  readonly lab: Lab;
  readonly files: Files;
  readonly backup: Backup;
  readonly stateFile: string;
}

export interface OpenedWindow {
  readonly window: InstanceType<ElectronParts['BrowserWindow']>;
  readonly lab: LabWindow;
  /** Loads the page; whoever receives messages is in place by then. */
  load(): Promise<void>;
}

export async function openWindow(parts: OpenWindowParts): Promise<OpenedWindow> {
  const { electron, places, lab, files, backup, stateFile } = parts;
  const screens = electron.screen.getAllDisplays().map((display) => display.workArea);
  const state = await readWindowState(stateFile, screens);
  const window = new electron.BrowserWindow({
    ...(state.bounds ?? usual),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'pinlab',
    icon: join(places.resources, 'icons', 'pinlab-256.png'),
    webPreferences: { ...safePreferences, preload: places.preload },
  });
  const dialog: DialogPart = {
    showOpenDialog: (options) => electron.dialog.showOpenDialog(window, options),
    showSaveDialog: (options) => electron.dialog.showSaveDialog(window, options),
    showMessageBox: (options) => electron.dialog.showMessageBox(window, options),
  };
  const labWindow = new LabWindow({
    window,
    dialog,
    files,
    backup,
    opener: linkOpener(electron, dialog),
    face: describeFace(places.platform),
    serviceFor: lab.serviceFor,
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    // Where the window was is not worth a message when it cannot be written.
    writeWindowState(stateFile, window).catch(() => undefined);
  });
  return { window, lab: labWindow, load: () => window.loadURL(appAddress) };
}

function describeFace(platform: string): FaceDescription {
  const known = platform === 'darwin' || platform === 'win32' || platform === 'linux';
  return { kind: 'electron', version: engineVersion, files: true, platform: known ? platform : 'other' };
}

function linkOpener({ shell }: ElectronParts, dialog: DialogPart): LinkOpener {
  const open = (address: string) => void shell.openExternal(address);
  const ask = async (address: string) => {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this address in your browser?',
      detail: address,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) open(address);
  };
  return { open, ask: (address) => void ask(address) };
}
