// The contract's channel over Electron's IPC: bytes between one window and this process.
//
// Promises: a message counts only when its sender is our window's top frame and shows our own address; everything else
// is dropped without an answer. When the page is loaded anew, the old channel closes (its jobs end) and a new one opens.

import type { Channel } from '../../src/contract/channel.ts';
import { isOurs } from './app-protocol.ts';
import { ipcNames } from './ipc-names.ts';
import type { ContentsPart, MessageEventPart } from './parts.ts';

export interface WindowChannel {
  /** To be called with every message that arrives under `ipcNames.message`. */
  receive(event: MessageEventPart, payload: unknown): void;
}

export function isFromWindow(event: MessageEventPart, contents: ContentsPart): boolean {
  return (
    event.sender.id === contents.id &&
    event.senderFrame !== null &&
    event.senderFrame === event.sender.mainFrame &&
    isOurs(event.senderFrame.url)
  );
}

export function openWindowChannel(contents: ContentsPart, onOpen: (channel: Channel) => void): WindowChannel {
  let listener: ((bytes: Uint8Array) => void) | undefined;
  let closed: (() => void)[] = [];
  const close = () => {
    listener = undefined;
    for (const tell of closed.splice(0)) tell();
  };
  const open = () => {
    close();
    const own: (() => void)[] = [];
    closed = own;
    onOpen({
      send(bytes) {
        if (closed === own && !contents.isDestroyed()) contents.send(ipcNames.message, bytes);
      },
      onMessage(next) {
        listener = next;
      },
      onClose(tell) {
        own.push(tell);
      },
      close,
    });
  };
  // At the start of a load, not at its commit: the new page's first message must find its channel.
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) open();
  });
  contents.on('destroyed', close);
  return {
    receive(event, payload) {
      if (isFromWindow(event, contents) && payload instanceof Uint8Array) listener?.(payload);
    },
  };
}
