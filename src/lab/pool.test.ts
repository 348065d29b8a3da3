import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Pool } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-pool-'));
const pools: Pool[] = [];
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true });
});

let files = 0;
/** A worker whose whole behaviour is the given text; `task` is what it was sent. */
function poolOf(behaviour: string, size = 1, heapMegabytes = 256): Pool {
  files += 1;
  const workerFile = join(folder, `worker-${files}.mjs`);
  writeFileSync(
    workerFile,
    `import { parentPort } from 'node:worker_threads';
     const send = (message) => parentPort.postMessage(message);
     const done = (value) => send({ kind: 'done', outcome: { ok: true, value } });
     parentPort.on('message', async (task) => { const control = new Int32Array(task.control); ${behaviour} });`,
  );
  const pool = new Pool({ workerFile, size, heapMegabytes, start: { kernel: [] } });
  pools.push(pool);
  return pool;
}

const request = {
  kind: 'check',
  input: { lab: text('a'), strategy: text('b'), policies: [], kernel: [], memory: 'SC' },
} as const;
function text(path: string) {
  return { path, text: '' };
}
const silent = () => Promise.resolve();

test('a task is answered by a thread, the next one by the same thread', async () => {
  const pool = poolOf('globalThis.count = (globalThis.count ?? 0) + 1; done(globalThis.count);');
  expect(await pool.run(request, silent).done).toEqual({ ok: true, value: 1 });
  expect(await pool.run(request, silent).done).toEqual({ ok: true, value: 2 });
});

test('tasks wait for a free thread and keep their order', async () => {
  const pool = poolOf('globalThis.count = (globalThis.count ?? 0) + 1; done(globalThis.count);');
  const all = await Promise.all([1, 2, 3].map(() => pool.run(request, silent).done));
  expect(all.map((outcome) => outcome.ok && outcome.value)).toEqual([1, 2, 3]);
});

test('a thread that polls ends by itself and says what it has', async () => {
  const pool = poolOf('Atomics.wait(control, 0, 0, 10000); done("so far");');
  const job = pool.run(request, silent);
  setTimeout(() => job.cancel(), 50);
  expect(await job.done).toEqual({ ok: true, value: 'so far' });
});

test('a thread that is stuck is ended, and the pool goes on', async () => {
  const pool = poolOf('if (task.request.input.lab.path === "stuck") for (;;) {} done(1);');
  const job = pool.run({ ...request, input: { ...request.input, lab: text('stuck') } }, silent);
  await new Promise((resolve) => setTimeout(resolve, 100));
  job.cancel();
  expect(await job.done).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await pool.run(request, silent).done).toEqual({ ok: true, value: 1 });
});

test('a task that has not begun is cancelled at once', async () => {
  const pool = poolOf('Atomics.wait(control, 0, 0, 300); done(1);');
  const first = pool.run(request, silent);
  const second = pool.run(request, silent);
  second.cancel();
  expect(await second.done).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await first.done).toMatchObject({ ok: true });
});

test('a crash is a message with a remedy, and the thread is replaced', async () => {
  const pool = poolOf('if (task.request.input.lab.path === "bad") throw new Error("boom"); done(1);');
  const bad = { ...request, input: { ...request.input, lab: text('bad') } };
  const outcome = await pool.run(bad, silent).done;
  expect(outcome).toMatchObject({ ok: false, error: { code: 'crashed' } });
  expect(outcome.ok ? '' : outcome.error.message).toContain('boom');
  expect(await pool.run(request, silent).done).toEqual({ ok: true, value: 1 });
});

test('a heap that is too small is a message about memory', async () => {
  const pool = poolOf('const all = []; for (;;) all.push(new Array(1000).fill({}));', 1, 16);
  const outcome = await pool.run(request, silent).done;
  expect(outcome).toMatchObject({ ok: false, error: { code: 'crashed' } });
  expect(outcome.ok ? '' : outcome.error.message).toContain('memory');
});

test('an exit without an answer is a message', async () => {
  const pool = poolOf('process.exit(3);');
  expect(await pool.run(request, silent).done).toMatchObject({ ok: false, error: { code: 'crashed' } });
});

test('progress counts as taken in when its promise resolves', async () => {
  const pool = poolOf(
    'send({ kind: "progress", progress: 1 }); Atomics.wait(control, 1, 0, 5000); done(control[1]);',
  );
  const seen: unknown[] = [];
  const outcome = await pool.run(request, async (progress) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push(progress);
  }).done;
  expect([outcome, seen]).toEqual([{ ok: true, value: 1 }, [1]]);
});

test('closing settles everything and refuses what comes after', async () => {
  const pool = poolOf('for (;;) {}');
  const busy = pool.run(request, silent);
  const queued = pool.run(request, silent);
  await pool.close();
  expect(await busy.done).toMatchObject({ ok: false });
  expect(await queued.done).toMatchObject({ ok: false });
  expect(await pool.run(request, silent).done).toMatchObject({ ok: false });
});
