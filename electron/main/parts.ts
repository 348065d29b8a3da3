// The parts of Electron that the shell uses, as narrow types: the real modules fit, and so do a test's stand-ins.

/** `contents.mainFrame` of the same object: identity says whether a message came from the top frame. */
export interface FramePart {
  readonly url: string;
}

export interface MessageEventPart {
  readonly sender: { readonly id: number; readonly mainFrame: FramePart };
  readonly senderFrame: FramePart | null;
}

export interface ContentsPart {
  readonly id: number;
  readonly mainFrame: FramePart;
  send(channel: string, payload: unknown): void;
  isDestroyed(): boolean;
  reload(): void;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: 'deny' }): void;
  on(event: 'will-navigate', listener: (event: PreventablePart & { readonly url: string }) => void): unknown;
  on(event: 'will-redirect', listener: (event: PreventablePart) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: PreventablePart) => void): unknown;
  on(
    event: 'did-start-navigation',
    listener: (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }) => void,
  ): unknown;
  on(event: 'destroyed', listener: () => void): unknown;
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { readonly reason: string }) => void,
  ): unknown;
}

export interface PreventablePart {
  preventDefault(): void;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPart {
  readonly webContents: ContentsPart;
  setTitle(title: string): void;
  setDocumentEdited(edited: boolean): void;
  getNormalBounds(): Rectangle;
  isMaximized(): boolean;
  destroy(): void;
  on(event: 'close', listener: (event: PreventablePart) => void): unknown;
}

/** Dialogs that belong to one window. */
export interface DialogPart {
  showOpenDialog(options: {
    readonly filters: FileFilterPart[];
    readonly properties: ['openFile'];
  }): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  showSaveDialog(options: {
    readonly defaultPath: string;
    readonly filters: FileFilterPart[];
  }): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  showMessageBox(options: {
    readonly type: 'question' | 'warning' | 'error';
    readonly message: string;
    readonly detail: string;
    readonly buttons: string[];
    readonly defaultId: number;
    readonly cancelId: number;
  }): Promise<{ readonly response: number }>;
}

export interface FileFilterPart {
  readonly name: string;
  readonly extensions: string[];
}

export interface SessionPart {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
}
