// Starts the browser face: one HTTP server on 127.0.0.1 with the built window and a WebSocket to the lab.
//
// Promises: no other interface is listened on; every answer has the strict headers; `close` ends all connections.
// A port that is taken is a Failure with a remedy.

import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { fragmentOf, labSocketPath } from '../contract/browser-address.ts';
import { limits } from '../contract/limits.ts';
import { failure } from '../contract/problems.ts';
import { type LabService, serveChannel } from '../contract/server.ts';
import type { Outcome } from '../contract/table.ts';
import { listWindowFiles, type WindowFile } from '../lab/window-files.ts';
import { windowHeaders } from '../lab/window-headers.ts';
import { judgeGet, judgeSocket, type Knock, originOf } from './guard.ts';
import { admit } from './socket.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Folder of the built window. */
  readonly windowFolder: string;
  readonly service: LabService;
}

export interface BrowserFace {
  /** With the secret in its fragment. */
  readonly address: string;
  readonly port: number;
  readonly secret: string;
  close(): Promise<void>;
}

/** Windows, and sockets that have not told the secret yet: the latter take no places of the former. */
const maxWindows = 16;
const maxStrangers = 16;

export async function serve({ port, windowFolder, service }: ServeOptions): Promise<Outcome<BrowserFace>> {
  let files: ReadonlyMap<string, WindowFile>;
  try {
    files = listWindowFiles(windowFolder);
  } catch {
    files = new Map();
  }
  if (!files.has('/')) {
    return failure('not-found', 'The window has not been built.', 'Run npm run build, then start again.');
  }
  const secret = randomBytes(32).toString('base64url');
  const http = createServer({ requestTimeout: 10_000, headersTimeout: 5000 });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
  });

  const windows = new Set<WebSocket>();

  const listening = await listen(http, port);
  if (!listening.ok) return listening;
  const bound = listening.value;
  const headers = windowHeaders([`ws://127.0.0.1:${bound}`]);

  const refusalOf = (request: IncomingMessage): string | undefined => {
    const judged = judgeSocket(knockOf(request), bound);
    if (!judged.ok) return '403 Forbidden';
    if (judged.path !== labSocketPath) return '404 Not Found';
    return sockets.clients.size - windows.size < maxStrangers ? undefined : '503 Service Unavailable';
  };

  http.on('request', (request, response) => answer(request, response, bound, headers, files));
  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => {
      admit(
        socket,
        secret,
        () => windows.size < maxWindows,
        (channel) => {
          windows.add(socket);
          socket.on('close', () => windows.delete(socket));
          serveChannel(service, channel);
        },
      );
    });
  });

  const close = async () => {
    for (const socket of sockets.clients) socket.close(1001, 'pinlab is closing');
    const ended = new Promise<void>((resolve) => http.close(() => resolve()));
    const timer = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, 500);
    http.closeIdleConnections();
    await ended;
    clearTimeout(timer);
  };
  return {
    ok: true,
    value: { address: `${originOf(bound)}/${fragmentOf(secret)}`, port: bound, secret, close },
  };
}

function listen(http: ReturnType<typeof createServer>, port: number): Promise<Outcome<number>> {
  if (port > 65_535) {
    return Promise.resolve(
      failure(
        'bad-request',
        `There is no port ${port}.`,
        'Choose one up to 65535, or --port 0 for any free one.',
      ),
    );
  }
  return new Promise((resolve) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      resolve(
        failure(
          'io',
          taken ? `Port ${port} is taken.` : `Port ${port} cannot be listened on: ${error.message}`,
          'Choose another with --port, or --port 0 for any free one.',
        ),
      );
    });
    http.listen(port, '127.0.0.1', () => resolve({ ok: true, value: (http.address() as AddressInfo).port }));
  });
}

function knockOf({ method, headers, url }: IncomingMessage): Knock {
  return { method, host: headers.host, origin: headers.origin, target: url };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  headers: Readonly<Record<string, string>>,
  files: ReadonlyMap<string, WindowFile>,
): void {
  const end = (status: number, text: string) => {
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(text);
  };
  const judged = judgeGet(knockOf(request), port);
  const found = judged.ok ? files.get(judged.path) : undefined;
  if (!judged.ok) end(judged.status, `pinlab: refused, ${judged.why}\n`);
  else if (found === undefined) end(404, 'pinlab: there is nothing here\n');
  else sendFile(found, request.method === 'HEAD', response, headers);
}

function sendFile(
  { file, type }: WindowFile,
  headOnly: boolean,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): void {
  const content = createReadStream(file);
  content.once('error', () => {
    if (!response.headersSent) response.writeHead(404, headers);
    response.end();
  });
  content.once('open', () => {
    response.writeHead(200, { ...headers, 'Content-Type': type });
    if (!headOnly) content.pipe(response);
    else {
      content.destroy();
      response.end();
    }
  });
}
