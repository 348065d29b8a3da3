// Two ends that pass bytes to each other in order: what a WebSocket, Electron's IPC and a test have in common.

export interface Channel {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** One listener; set before the first message can arrive. */
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The part of a browser's WebSocket that a channel needs; the browser's own fits. */
export interface SocketLike {
  binaryType: string;
  send(message: string | ArrayBuffer): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
}

/**
 * A channel over a socket that is still connecting. The first message is the secret, as text; what is sent before the
 * socket is open waits.
 */
export function createSocketChannel(socket: SocketLike, secret: string): Channel {
  let waiting: Uint8Array<ArrayBuffer>[] | undefined = [];
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    socket.send(secret);
    for (const bytes of waiting ?? []) socket.send(bytes.buffer);
    waiting = undefined;
  });
  return {
    send(bytes) {
      if (waiting === undefined) socket.send(bytes.buffer);
      else waiting.push(bytes);
    },
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        if (data instanceof ArrayBuffer) listener(new Uint8Array(data));
      });
    },
    onClose(listener) {
      socket.addEventListener('close', listener);
    },
    close: () => socket.close(),
  };
}

/** What the preload puts into the window as `window.pinlab`, and all that it puts there. */
export interface Bridge {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** A file that was dropped on the window; it comes back as the event `open-file`. `File` is the browser's. */
  openDropped(file: unknown): void;
}

export function createBridgeChannel(bridge: Bridge): Channel {
  return {
    send: (bytes) => bridge.send(bytes),
    onMessage: (listener) => bridge.onMessage(listener),
    // The bridge lives exactly as long as the window.
    onClose: () => undefined,
    close: () => undefined,
  };
}

/** Two ends in one process. Messages arrive later, in order, as over a wire; closing one end closes both. */
export function createChannelPair(): readonly [Channel, Channel] {
  const ends = [endpoint(), endpoint()] as const;
  const close = () => {
    for (const end of ends) {
      end.open = false;
      for (const listener of end.closed.splice(0)) listener();
    }
  };
  const channel = (own: Endpoint, other: Endpoint): Channel => ({
    send(bytes) {
      const copy = bytes.slice();
      void Promise.resolve().then(() => {
        if (other.open) other.listener?.(copy);
      });
    },
    onMessage(listener) {
      own.listener = listener;
    },
    onClose(listener) {
      own.closed.push(listener);
    },
    close,
  });
  return [channel(ends[0], ends[1]), channel(ends[1], ends[0])];
}

interface Endpoint {
  open: boolean;
  listener: ((bytes: Uint8Array) => void) | undefined;
  readonly closed: (() => void)[];
}

function endpoint(): Endpoint {
  return { open: true, listener: undefined, closed: [] };
}
