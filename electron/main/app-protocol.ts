// `app://pinlab/…`: the built window. What may be served was listed at the start; a request is looked up in that list, so
// that no path ever reaches the file system.

import { readFile } from 'node:fs/promises';
import type { WindowFile } from '../../src/lab/window-files.ts';
import { windowHeaders } from '../../src/lab/window-headers.ts';

export const appScheme = 'app';
export const appOrigin = 'app://pinlab';
export const appAddress = `${appOrigin}/index.html`;

/** A handler for `protocol.handle`. */
export function serveWindow(
  files: ReadonlyMap<string, WindowFile>,
): (request: { readonly url: string; readonly method: string }) => Promise<Response> {
  const headers = windowHeaders([]);
  const refuse = (status: number) => new Response('', { status, headers });
  return async ({ url, method }) => {
    const path = pathOf(url);
    if (path === undefined || method !== 'GET') return refuse(path === undefined ? 403 : 405);
    const found = files.get(path);
    if (found === undefined) return refuse(404);
    try {
      const content = await readFile(found.file);
      return new Response(new Uint8Array(content), { headers: { ...headers, 'Content-Type': found.type } });
    } catch {
      return refuse(404);
    }
  };
}

function pathOf(address: string): string | undefined {
  try {
    const { protocol, host, pathname } = new URL(address);
    return protocol === `${appScheme}:` && host === 'pinlab' ? pathname : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a frame shows our own window. */
export function isOurs(address: string): boolean {
  return pathOf(address) !== undefined;
}
