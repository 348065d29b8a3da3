// The window's bridge: bytes out, bytes in, a dropped file by the shell's own hand. Three functions, nothing else.
//
// The window never learns a path: a dropped file's path goes straight to the shell, and the file comes back as text.

import type { Bridge } from '../../src/contract/channel.ts';

export interface PreloadParts {
  readonly ipcRenderer: {
    send(name: string, payload: unknown): void;
    on(name: string, listener: (event: unknown, payload: unknown) => void): unknown;
  };
  /** `webUtils.getPathForFile`; throws for what is no file. */
  pathForFile(file: unknown): string;
  readonly names: { readonly message: string; readonly dropped: string };
}

export function createBridge({ ipcRenderer, pathForFile, names }: PreloadParts): Bridge {
  let listener: ((bytes: Uint8Array) => void) | undefined;
  ipcRenderer.on(names.message, (_event, payload) => {
    if (payload instanceof Uint8Array) listener?.(payload);
  });
  // What is no file of the system, or was made by a script, has no path.
  const pathOf = (file: unknown): string => {
    try {
      return pathForFile(file);
    } catch {
      return '';
    }
  };
  return {
    send: (bytes) => {
      if (bytes instanceof Uint8Array) ipcRenderer.send(names.message, bytes);
    },
    onMessage: (next) => {
      listener = next;
    },
    openDropped: (file) => {
      const path = pathOf(file);
      if (path !== '') ipcRenderer.send(names.dropped, path);
    },
  };
}
