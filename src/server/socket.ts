// One WebSocket of the browser face: silent until it has told the secret, then a channel.
//
// Promises: a socket that says the wrong secret, anything but text first, or nothing for `patience` is closed; the
// comparison takes the same time whatever is wrong. One that does not read what it asked for is closed too. What is
// closed here is gone after `farewell`, whether the other side agrees or not.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Channel } from '../contract/channel.ts';

const patience = 5000;
const farewell = 1000;
/** Close codes of our own, from the range that RFC 6455 leaves to applications. */
export const refused = 4401;
export const unread = 4408;
export const tooMany = 4429;
/** Bytes that may wait to be read: a few runs of the greatest length. */
const mostUnread = 256 * 1024 ** 2;

/** Gives the channel once the secret has been told, if there is a place for it. */
export function admit(
  socket: WebSocket,
  secret: string,
  hasPlace: () => boolean,
  onAdmitted: (channel: Channel) => void,
): void {
  const timer = setTimeout(() => part(socket, refused, 'no secret'), patience);
  socket.on('close', () => clearTimeout(timer));
  socket.on('error', () => socket.terminate());
  socket.once('message', (message: Buffer, binary: boolean) => {
    clearTimeout(timer);
    if (binary || !same(message.toString('utf8'), secret)) {
      part(socket, refused, 'wrong secret');
    } else if (!hasPlace()) {
      part(socket, tooMany, 'too many windows; close one');
    } else {
      onAdmitted(channelOf(socket));
    }
  });
}

function same(told: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(told), digest(secret));
}

/** Says goodbye, but does not wait long for an answer: one that does not read never gives any. */
function part(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), farewell);
  socket.on('close', () => clearTimeout(timer));
}

function channelOf(socket: WebSocket): Channel {
  return {
    send(bytes) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostUnread) part(socket, unread, 'the window does not read its answers');
      else socket.send(bytes);
    },
    onMessage(listener) {
      socket.on('message', (message: Buffer, binary: boolean) => {
        if (socket.readyState !== socket.OPEN) return;
        if (binary) listener(new Uint8Array(message.buffer, message.byteOffset, message.byteLength));
        else part(socket, 1003, 'only binary messages');
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
    close: () => part(socket, 1002, 'not a message of the contract'),
  };
}
