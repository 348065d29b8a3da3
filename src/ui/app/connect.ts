// The window's way to the lab: the bridge that Electron's preload puts there, else a WebSocket to the page's own server
// with the secret from the address's fragment.

import { labSocketPath } from '../../contract/browser-address.ts';
import { type Bridge, createBridgeChannel, createSocketChannel } from '../../contract/channel.ts';
import { createClient } from '../../contract/client.ts';
import type { LabClient } from '../../contract/table.ts';

declare global {
  interface Window {
    readonly pinlab?: Bridge;
  }
}

export function connect(): LabClient {
  if (window.pinlab) return createClient(createBridgeChannel(window.pinlab));
  const address = new URL(labSocketPath, window.location.href);
  address.protocol = 'ws:';
  address.hash = '';
  return createClient(createSocketChannel(new WebSocket(address), rememberedSecret()));
}

const key = 'pinlab.secret';

/** Out of the address bar as soon as it is read, but kept for a reload of this tab. */
function rememberedSecret(): string {
  const secret = window.location.hash.slice(1);
  if (secret === '') return sessionStorage.getItem(key) ?? '';
  sessionStorage.setItem(key, secret);
  window.history.replaceState(undefined, '', window.location.pathname);
  return secret;
}
