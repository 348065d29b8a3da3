// What of the `electron` module the shell uses, and where the product's places are.

import type * as Electron from 'electron';

export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'screen' | 'session' | 'shell'
>;

export interface ShellPlaces {
  readonly resources: string;
  /** The built window. */
  readonly windowFolder: string;
  readonly workerFile: string | URL;
  readonly preload: string;
  readonly argv: readonly string[];
  /** Where relative file names begin. */
  readonly folder: string;
  readonly platform: string;
}
