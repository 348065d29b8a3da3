// One WebSocket of the browser face: silent until it has told the secret, then a channel.
//
// Promises: a socket that says the wrong secret, anything but text first, or nothing for `patience` is closed; the
// comparison takes the same time whatever is wrong.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Channel } from '../contract/channel.ts';

const patience = 5000;
/** Close codes of our own, from the range that RFC 6455 leaves to applications. */
export const refused = 4401;

/** Gives the channel once the secret has been told. */
export function admit(socket: WebSocket, secret: string, onAdmitted: (channel: Channel) => void): void {
  const timer = setTimeout(() => socket.close(refused, 'no secret'), patience);
  socket.on('close', () => clearTimeout(timer));
  socket.on('error', () => socket.terminate());
  socket.once('message', (message: Buffer, binary: boolean) => {
    clearTimeout(timer);
    if (binary || !same(message.toString('utf8'), secret)) {
      socket.close(refused, 'wrong secret');
      return;
    }
    onAdmitted(channelOf(socket));
  });
}

function same(told: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(told), digest(secret));
}

function channelOf(socket: WebSocket): Channel {
  return {
    send(bytes) {
      if (socket.readyState === socket.OPEN) socket.send(bytes);
    },
    onMessage(listener) {
      socket.on('message', (message: Buffer, binary: boolean) => {
        if (binary) listener(new Uint8Array(message.buffer, message.byteOffset, message.byteLength));
        else socket.close(1003, 'only binary messages');
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
    close: () => socket.close(1002, 'not a message of the contract'),
  };
}
