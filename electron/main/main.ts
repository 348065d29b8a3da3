// The Electron face's first file: real modules and places in. Everything with a decision in it is in shell.ts and beside.

import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell } from 'electron';
import { startShell } from './shell.ts';

// The bundle lies in `out/main/`; the resources at the product's root, or beside the packed product.
const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const modules = { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell };
startShell(modules, {
  resources: app.isPackaged ? join(process.resourcesPath, 'resources') : place('../../resources'),
  windowFolder: place('../renderer'),
  workerFile: pathToFileURL(place('./worker.js')),
  preload: place('../preload/preload.cjs'),
  argv: process.argv,
  folder: process.cwd(),
  platform: process.platform,
});
