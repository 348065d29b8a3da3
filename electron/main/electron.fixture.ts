// A stand-in for the `electron` module: records what the shell asks of it, and lets a test play the system and the page.

import type { ElectronParts } from './electron-parts.ts';
import { StandInWindow } from './stand-in.fixture.ts';

type Listener = (...args: unknown[]) => unknown;

class Events {
  readonly listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    return this;
  }

  emit(event: string, ...args: unknown[]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...args);
  }
}

export interface StandInElectron {
  readonly modules: ElectronParts;
  readonly app: Events;
  readonly ipcMain: Events;
  readonly windows: RecordedWindow[];
  /** In the order in which things happened. */
  readonly log: string[];
  readonly errors: string[];
  handler: ((request: Request) => Promise<Response>) | undefined;
}

/** A window with what only the shell itself asks for. */
export class RecordedWindow extends StandInWindow {
  readonly options: { readonly webPreferences?: unknown; readonly [name: string]: unknown };
  address = '';
  focused = 0;
  onLoad: () => void = () => undefined;

  constructor(options: { readonly [name: string]: unknown }) {
    super();
    this.options = options;
  }

  once(event: string, listener: () => void): this {
    return this.on(event, listener);
  }

  async loadURL(address: string): Promise<void> {
    this.address = address;
    this.onLoad();
  }

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    this.focused += 1;
  }
}

export function standInElectron(
  userData: string,
  options: { readonly firstInstance?: boolean } = {},
): StandInElectron {
  const log: string[] = [];
  const errors: string[] = [];
  const windows: RecordedWindow[] = [];
  const ipcMain = new Events();
  const app = Object.assign(new Events(), {
    requestSingleInstanceLock: () => options.firstInstance ?? true,
    whenReady: () => {
      log.push('ready');
      return Promise.resolve();
    },
    getPath: () => userData,
    quit: () => log.push('quit'),
    exit: (code: number) => log.push(`exit ${code}`),
    addRecentDocument: () => undefined,
  });
  const standIn: StandInElectron = {
    app,
    ipcMain,
    windows,
    log,
    errors,
    handler: undefined,
    // The shell's own code is checked against Electron's types; here only what it uses is played.
    modules: {
      app,
      ipcMain,
      BrowserWindow: class extends RecordedWindow {
        constructor(given: { readonly [name: string]: unknown }) {
          super(given);
          windows.push(this);
          this.onLoad = () => log.push(`load, ${ipcMain.listeners.size} listeners`);
        }
      },
      dialog: { showErrorBox: (_title: string, text: string) => errors.push(text) },
      Menu: {
        buildFromTemplate: (template: unknown) => template,
        setApplicationMenu: () => log.push('menu'),
      },
      protocol: {
        registerSchemesAsPrivileged: (schemes: readonly { readonly scheme: string }[]) =>
          log.push(`scheme ${schemes.map(({ scheme }) => scheme).join()}`),
        handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => {
          standIn.handler = handler;
        },
      },
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
      session: {
        defaultSession: {
          setPermissionRequestHandler: () => log.push('permissions'),
          setPermissionCheckHandler: () => undefined,
        },
      },
      shell: { openExternal: () => Promise.resolve() },
    } as unknown as ElectronParts,
  };
  return standIn;
}
