// The product's life in Electron: one instance, one window, the lab in threads beside it.
//
// Takes Electron's modules and the product's places as parameters, so that a test can start it with stand-ins.
// Promises: the window's scheme is registered before the product is ready; files that are named early are kept; the
// window's messages are listened to before its page loads.

import { join } from 'node:path';
import { readLibrary } from '../../src/lab/library.ts';
import { createLab } from '../../src/lab/service.ts';
import { listWindowFiles } from '../../src/lab/window-files.ts';
import { appScheme, serveWindow } from './app-protocol.ts';
import { filesFromArguments } from './argument-files.ts';
import { Backup } from './backup.ts';
import type { ElectronParts, ShellPlaces } from './electron-parts.ts';
import { Files } from './files.ts';
import { isFromWindow } from './ipc-channel.ts';
import { ipcNames } from './ipc-names.ts';
import { type MenuItem, menuTemplate } from './menu.ts';
import { type OpenedWindow, openWindow } from './open-window.ts';
import { RecentFiles } from './recent.ts';
import { hardenSession } from './security.ts';

export function startShell(electron: ElectronParts, places: ShellPlaces): void {
  const { app, dialog, protocol } = electron;
  const shell = new Shell(electron, places);
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // macOS may name a file before the product is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    shell.open([path]);
  });
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', (_event, argv, folder) => shell.open(filesFromArguments(argv, folder)));
  void app
    .whenReady()
    .then(() => shell.start())
    .catch((error: unknown) => {
      dialog.showErrorBox('pinlab cannot start', error instanceof Error ? error.message : String(error));
      app.exit(2);
    });
}

class Shell {
  readonly #electron: ElectronParts;
  readonly #places: ShellPlaces;
  readonly #mac: boolean;
  /** Files that are to be opened once there is a window. */
  readonly #asked: string[];
  #current: OpenedWindow | undefined;

  constructor(electron: ElectronParts, places: ShellPlaces) {
    this.#electron = electron;
    this.#places = places;
    this.#mac = places.platform === 'darwin';
    this.#asked = filesFromArguments(places.argv, places.folder);
  }

  open(paths: readonly string[]): void {
    const current = this.#current;
    if (current === undefined) {
      this.#asked.push(...paths);
      return;
    }
    for (const path of paths) void current.lab.openPath(path);
    if (current.window.isMinimized()) current.window.restore();
    current.window.focus();
  }

  async start(): Promise<void> {
    const { app, dialog, ipcMain, protocol, session } = this.#electron;
    const library = readLibrary(this.#places.resources);
    if (!library.ok) {
      dialog.showErrorBox('pinlab cannot start', `${library.error.message}\n\n${library.error.remedy}`);
      app.exit(2);
      return;
    }
    hardenSession(session.defaultSession);
    protocol.handle(appScheme, serveWindow(listWindowFiles(this.#places.windowFolder)));
    const userFile = (name: string) => join(app.getPath('userData'), name);
    const lab = createLab(library.value, this.#places.workerFile);
    const recent = new RecentFiles(userFile('recent.json'), (paths) => this.#showMenu(paths, recent));
    // The list of recent files is a convenience: a disk that is full must not stop the open or save.
    const files = new Files({
      used: (path) => {
        recent.add(path).catch(() => undefined);
        app.addRecentDocument(path);
      },
      lost: (path) => {
        if (recent.paths.includes(path)) recent.remove(path).catch(() => undefined);
      },
    });
    const backup = new Backup(userFile('backups/unsaved.pinlab'));
    const parts = { electron: this.#electron, places: this.#places, lab, files, backup };
    const showWindow = async () => {
      const opened = await openWindow({ ...parts, stateFile: userFile('window.json') });
      this.#current = opened;
      opened.window.on('closed', () => {
        this.#current = undefined;
      });
      for (const path of this.#asked.splice(0)) void opened.lab.openPath(path);
      await opened.load();
    };

    ipcMain.on(ipcNames.message, (event, payload) => this.#current?.lab.channel.receive(event, payload));
    ipcMain.on(ipcNames.dropped, (event, path: unknown) => {
      const current = this.#current;
      if (current === undefined || typeof path !== 'string' || path === '') return;
      if (isFromWindow(event, current.window.webContents)) void current.lab.openPath(path);
    });
    app.on('activate', () => {
      if (this.#current === undefined) void showWindow();
    });
    app.on('window-all-closed', () => {
      if (!this.#mac) app.quit();
    });
    app.on('will-quit', () => void lab.close());
    await recent.load();
    await showWindow();
  }

  #showMenu(recent: readonly string[], list: RecentFiles): void {
    const { Menu } = this.#electron;
    const template: MenuItem[] = menuTemplate(this.#mac, recent, {
      command: (id) => this.#current?.lab.command(id),
      openRecent: (path) => this.open([path]),
      clearRecent: () => void list.clear(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}
