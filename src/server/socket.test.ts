import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Channel } from '../contract/channel.ts';
import { admit } from './socket.ts';

/** The other side of it never reads, and so never says goodbye either. */
class DeafSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  closedWith: number | undefined;
  ended = false;
  send(bytes: Uint8Array) {
    this.bufferedAmount += bytes.length;
  }
  close(code: number) {
    this.readyState = 2;
    this.closedWith = code;
  }
  terminate() {
    this.ended = true;
    this.emit('close');
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a window that reads nothing is closed, and answered no more', () => {
  const socket = new DeafSocket();
  let channel: Channel | undefined;
  admit(
    socket as unknown as WebSocket,
    'secret',
    () => true,
    (given) => {
      channel = given;
    },
  );
  socket.emit('message', Buffer.from('secret'), false);
  let asked = 0;
  channel?.onMessage(() => {
    asked += 1;
    channel?.send(new Uint8Array(32 * 1024 ** 2));
  });
  for (let call = 0; call < 100; call += 1) socket.emit('message', Buffer.from([0]), true);
  expect(socket.closedWith).toBe(4408);
  expect(asked).toBeLessThan(12);
  expect(socket.bufferedAmount).toBeLessThan(300 * 1024 ** 2);
  vi.advanceTimersByTime(1000);
  expect(socket.ended).toBe(true);
});

test('one that never tells the secret is gone after six seconds', () => {
  const socket = new DeafSocket();
  admit(
    socket as unknown as WebSocket,
    'secret',
    () => true,
    () => undefined,
  );
  vi.advanceTimersByTime(5000);
  expect(socket.closedWith).toBe(4401);
  vi.advanceTimersByTime(1000);
  expect(socket.ended).toBe(true);
});
