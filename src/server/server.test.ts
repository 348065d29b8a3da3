import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketChannel, type SocketLike } from '../contract/channel.ts';
import { createClient } from '../contract/client.ts';
import { completeService } from '../contract/lab-double.fixture.ts';
import { limits } from '../contract/limits.ts';
import type { Outcome } from '../contract/table.ts';
import { judgeGet, judgeSocket } from './guard.ts';
import { type BrowserFace, serve } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-window-'));
const service = completeService({
  calls: {
    'face.describe': async () => ({
      ok: true,
      value: { kind: 'browser', version: '1', files: false, platform: 'linux' },
    }),
  },
});
let face: BrowserFace;

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>pinlab</title>');
  writeFileSync(join(folder, 'main.js'), '1');
  writeFileSync(join(folder, 'secret.pem'), 'not for the web');
  face = must(await serve({ port: 0, windowFolder: folder, service }));
});
afterAll(async () => {
  await face.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Answer>((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: face.port,
        path,
        method,
        headers: { host: `127.0.0.1:${face.port}`, ...headers },
      },
      (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    asked.on('error', reject);
    asked.end();
  });

const origin = () => `http://127.0.0.1:${face.port}`;
const socket = (options: { origin?: string; host?: string; path?: string } = {}) =>
  new WebSocket(`ws://127.0.0.1:${face.port}${options.path ?? '/lab'}`, {
    headers: { Origin: options.origin ?? origin(), Host: options.host ?? `127.0.0.1:${face.port}` },
  });
const closeCode = (of: WebSocket) =>
  new Promise<number>((resolve) => {
    of.on('close', resolve);
    of.on('error', () => undefined);
  });
const handshakeStatus = (of: WebSocket) =>
  new Promise<number>((resolve) => {
    of.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    of.on('open', () => resolve(101));
    of.on('error', () => undefined);
  });

test('the window comes with a strict policy', async () => {
  const { status, headers, body } = await get('/');
  expect(status).toBe(200);
  expect(body).toContain('pinlab');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${face.port};`);
  expect(policy).not.toContain('unsafe-eval');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('refusals carry the policy too', async () => {
  const { headers } = await get('/nothing');
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
});

test('only the listed files are there', async () => {
  const paths = [
    '/secret.pem',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '//etc/passwd',
    '/main.js/',
    '/lab',
  ];
  for (const path of paths) expect((await get(path)).status, path).toBe(404);
  expect((await get('/main.js')).status).toBe(200);
  expect((await get('/main.js?x=1')).status).toBe(200);
});

test('another host name, origin or method is refused', async () => {
  expect((await get('/', { host: 'localhost' })).status).toBe(403);
  expect((await get('/', { host: `evil.example:${face.port}` })).status).toBe(403);
  expect((await get('/', { host: '127.0.0.1:1' })).status).toBe(403);
  expect((await get('/', { origin: 'https://evil.example' })).status).toBe(403);
  expect((await get('/', {}, 'POST')).status).toBe(405);
  expect((await get('/', { origin: origin() })).status).toBe(200);
});

test('a request without a host is refused', () => {
  const knock = { method: 'GET', host: undefined, origin: undefined, target: '/' };
  expect(judgeGet(knock, 1)).toMatchObject({ ok: false, status: 403 });
  expect(judgeSocket({ ...knock, host: '127.0.0.1:1' }, 1)).toMatchObject({ ok: false, status: 403 });
  expect(judgeGet({ ...knock, host: '127.0.0.1:1', target: 'http://x/' }, 1)).toMatchObject({
    ok: false,
    status: 400,
  });
});

test('the socket is refused to other origins, hosts and paths', async () => {
  expect(await handshakeStatus(socket({ origin: 'https://evil.example' }))).toBe(403);
  expect(await handshakeStatus(socket({ origin: 'null' }))).toBe(403);
  expect(await handshakeStatus(socket({ origin: `${origin()}.evil.example` }))).toBe(403);
  expect(await handshakeStatus(socket({ host: 'localhost' }))).toBe(403);
  expect(await handshakeStatus(socket({ path: '/other' }))).toBe(404);
});

test('a socket without origin is refused', async () => {
  const bare = new WebSocket(`ws://127.0.0.1:${face.port}/lab`);
  expect(await handshakeStatus(bare)).toBe(403);
});

test('the wrong secret, or a binary first message, closes the socket', async () => {
  for (const first of ['', 'wrong', `${face.secret}x`, Buffer.from(face.secret)]) {
    const one = socket();
    one.on('open', () => one.send(first));
    expect(await closeCode(one)).toBe(4401);
  }
});

test('before the secret nothing is answered', async () => {
  const one = socket();
  let answers = 0;
  one.on('message', () => {
    answers += 1;
  });
  one.on('open', () => {
    one.send('wrong');
    one.send(Buffer.from([1, 2, 3]));
  });
  await closeCode(one);
  expect(answers).toBe(0);
});

test('with the secret the contract is served', async () => {
  const one = socket();
  const client = createClient(createSocketChannel(one as unknown as SocketLike, face.secret));
  expect(await client.call('face.describe', undefined)).toMatchObject({
    ok: true,
    value: { kind: 'browser' },
  });
  expect(await client.call('files.open', { kinds: ['lab'] })).toMatchObject({ ok: false });
  one.close();
  expect(await client.call('face.describe', undefined)).toMatchObject({
    ok: false,
    error: { code: 'crashed' },
  });
});

test('text after the secret, and a message that is too large, close the socket', async () => {
  const text = socket();
  text.on('open', () => {
    text.send(face.secret);
    text.send('hello');
  });
  expect(await closeCode(text)).toBe(1003);
  const large = socket();
  large.on('open', () => {
    large.send(face.secret);
    large.send(Buffer.alloc(limits.messageBytes + 1));
  });
  expect(await closeCode(large)).toBe(1009);
});

test('sockets without the secret take no places of windows, and there are not more than a few of either', async () => {
  const other = must(await serve({ port: 0, windowFolder: folder, service }));
  const at = `http://127.0.0.1:${other.port}`;
  const knock = () => new WebSocket(`ws://127.0.0.1:${other.port}/lab`, { headers: { Origin: at } });
  const admitted = async () => {
    const one = knock();
    const client = createClient(createSocketChannel(one as unknown as SocketLike, other.secret));
    return (await client.call('face.describe', undefined)).ok;
  };
  const strangers = Array.from({ length: 15 }, knock);
  expect(await Promise.all(strangers.map(handshakeStatus))).toEqual(strangers.map(() => 101));
  for (let window = 0; window < 16; window += 1) expect(await admitted()).toBe(true);
  const late = knock();
  late.on('open', () => late.send(other.secret));
  expect(await closeCode(late)).toBe(4429);
  const last = knock();
  expect(await handshakeStatus(last)).toBe(101);
  expect(await handshakeStatus(knock())).toBe(503);
  await other.close();
});

test('no other interface is listened on', async () => {
  const reached = await new Promise<boolean>((resolve) => {
    const attempt = connect({ host: '127.0.0.2', port: face.port });
    attempt.on('connect', () => resolve(true));
    attempt.on('error', () => resolve(false));
  });
  expect(reached).toBe(false);
});

test('the address holds the secret in its fragment only', () => {
  const address = new URL(face.address);
  expect(address.hash).toBe(`#${face.secret}`);
  expect(face.secret.length).toBeGreaterThanOrEqual(40);
  expect(address.pathname + address.search).toBe('/');
});

test('a port that is taken, and a window that is not built, are said with a remedy', async () => {
  expect(await serve({ port: face.port, windowFolder: folder, service })).toMatchObject({
    ok: false,
    error: { code: 'io' },
  });
  expect(await serve({ port: 99_999, windowFolder: folder, service })).toMatchObject({
    ok: false,
    error: { code: 'bad-request', message: 'There is no port 99999.' },
  });
  expect(await serve({ port: 0, windowFolder: join(folder, 'none'), service })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
});

test('closing ends the sockets', async () => {
  const other = must(await serve({ port: 0, windowFolder: folder, service }));
  const one = new WebSocket(`ws://127.0.0.1:${other.port}/lab`, {
    headers: { Origin: `http://127.0.0.1:${other.port}` },
  });
  const code = closeCode(one);
  await new Promise((resolve) => one.on('open', resolve));
  await other.close();
  expect(await code).toBe(1001);
});
