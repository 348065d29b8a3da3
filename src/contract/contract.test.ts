import { expect, test } from 'vitest';
import { defaultBounds } from '../core/check/verdict.ts';
import { createChannelPair } from './channel.ts';
import { createClient } from './client.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import { createLabDouble } from './lab-double.fixture.ts';
import { limits } from './limits.ts';
import { requestSchemas } from './requests.ts';
import type { LabInput, OpenedFile } from './table.ts';

const input: LabInput = {
  lab: { path: 'a.lab.c', text: 'TASK(a) { }' },
  strategy: { path: 'b.strategy.c', text: '' },
  policies: [],
  kernel: [],
  memory: 'SC',
};
const progress = { states: 1, transitions: 1, depth: 1, frontier: 1, memory: 1, ms: 1 };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a call reaches the service as it was asked and its answer comes back', async () => {
  const { client } = createLabDouble({
    calls: {
      'lab.check': async (request) => ({
        ok: true,
        value: {
          diagnostics: [
            {
              severity: 'error',
              code: 'c',
              path: request.lab.path,
              line: 1,
              column: 1,
              endLine: 1,
              endColumn: 2,
              message: request.lab.text,
              remedy: 'r',
            },
          ],
        },
      }),
    },
  });
  const outcome = await client.call('lab.check', input);
  expect(outcome).toMatchObject({
    ok: true,
    value: { diagnostics: [{ path: 'a.lab.c', message: 'TASK(a) { }' }] },
  });
});

test.each([
  [
    'a text that is too long',
    { ...input, lab: { path: 'a', text: 'x'.repeat(limits.textLength + 1) } },
    'too-large',
  ],
  [
    'too many texts',
    { ...input, kernel: Array(limits.texts + 1).fill({ path: 'k', text: '' }) },
    'too-large',
  ],
  ['an unknown member', { ...input, extra: 1 }, 'bad-request'],
  ['a missing member', { lab: input.lab }, 'bad-request'],
  ['a wrong type', { ...input, lab: 'text' }, 'bad-request'],
])('%s is refused with a remedy', async (_what, request, code) => {
  let reached = false;
  const { client } = createLabDouble({
    calls: {
      'lab.check': async () => {
        reached = true;
        return { ok: true, value: { diagnostics: [] } };
      },
    },
  });
  const outcome = await client.call('lab.check', request as LabInput);
  expect(outcome).toMatchObject({ ok: false, error: { code } });
  expect(outcome.ok ? '' : outcome.error.remedy).not.toBe('');
  expect(reached).toBe(false);
});

test('numbers out of any sense are refused', () => {
  const explore = requestSchemas['lab.explore'];
  const bad = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e18];
  for (const maxStates of bad) {
    expect(explore.safeParse({ input, bounds: { ...defaultBounds, maxStates } }).success).toBe(false);
  }
  expect(explore.safeParse({ input, bounds: defaultBounds }).success).toBe(true);
});

test('a matrix names only labs and designs that it brings along', () => {
  const { lab, ...design } = input;
  const request = { labs: [lab], designs: [{ ...design, id: 'x' }], bounds: defaultBounds };
  const judge = (cells: unknown) => requestSchemas['lab.matrix'].safeParse({ ...request, cells }).success;
  expect(judge([[0, 0]])).toBe(true);
  for (const cells of [[[1, 0]], [[0, 1]], [[0]], [[-1, 0]], [[0, 0.5]], 'all'])
    expect(judge(cells)).toBe(false);
});

test('one cell of a matrix is stopped by its number', async () => {
  const asked: (number | undefined)[] = [];
  const { client } = createLabDouble({
    jobs: {
      'lab.matrix': () => ({
        done: new Promise(() => undefined),
        cancel: (cell) => void asked.push(cell),
      }),
    },
  });
  const job = client.start(
    'lab.matrix',
    { labs: [], designs: [], cells: [], bounds: defaultBounds },
    () => undefined,
  );
  job.cancel(7);
  job.cancel();
  await settled();
  expect(asked).toEqual([7, undefined]);
});

test('a pause reaches the job that it is about, and is nothing to a job that cannot rest', async () => {
  const asked: boolean[] = [];
  const unending = { done: new Promise<never>(() => undefined), cancel: () => undefined };
  const { client } = createLabDouble({
    jobs: {
      'lab.explore': () => ({ ...unending, pause: (paused) => void asked.push(paused) }),
      'lab.matrix': () => unending,
    },
  });
  const search = client.start('lab.explore', { input, bounds: defaultBounds }, () => undefined);
  const matrix = client.start(
    'lab.matrix',
    { labs: [], designs: [], cells: [], bounds: defaultBounds },
    () => undefined,
  );
  matrix.pause?.(true);
  search.pause?.(true);
  search.pause?.(false);
  await settled();
  expect(asked).toEqual([true, false]);
});

test('a service that throws becomes a Failure', async () => {
  const { client } = createLabDouble({
    calls: {
      'lab.check': () => Promise.reject(new Error('boom')),
    },
  });
  expect(await client.call('lab.check', input)).toMatchObject({ ok: false, error: { code: 'crashed' } });
});

test('an answer of the wrong shape is not handed on', async () => {
  const { client } = createLabDouble({
    calls: { 'lab.check': async () => ({ ok: true, value: { diagnostics: 'none' } as never }) },
  });
  expect(await client.call('lab.check', input)).toMatchObject({ ok: false, error: { code: 'crashed' } });
});

test('a job reports, waits for a slow face, and is cancelled by its client', async () => {
  let sent = 0;
  let cancelled: () => void = () => undefined;
  const { client } = createLabDouble({
    jobs: {
      'lab.explore': (_request, report) => {
        let stop = false;
        const work = async () => {
          while (!stop) {
            sent += 1;
            await report({ ...progress, states: sent });
          }
          return { ok: false as const, error: { code: 'cancelled' as const, message: 'm', remedy: 'r' } };
        };
        return {
          done: work(),
          cancel: () => {
            stop = true;
            cancelled();
          },
        };
      },
    },
  });
  const seen: number[] = [];
  const ended = new Promise<void>((resolve) => {
    cancelled = resolve;
  });
  const job = client.start('lab.explore', { input, bounds: defaultBounds }, ({ states }) => {
    seen.push(states);
    if (seen.length === 10) job.cancel();
  });
  await ended;
  expect(await job.done).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index + 1));
  // At most the messages under way run ahead of the face.
  expect(sent - seen.length).toBeLessThanOrEqual(4);
});

test('a face that takes nothing in stops the job from sending', async () => {
  let sent = 0;
  const [near, far] = createChannelPair();
  const { serveChannel } = await import('./server.ts');
  const { completeService } = await import('./lab-double.fixture.ts');
  serveChannel(
    completeService({
      jobs: {
        'lab.explore': (_request, report) => {
          const work = async () => {
            for (; sent < 100; ) {
              sent += 1;
              await report(progress);
            }
            return { ok: false as const, error: { code: 'io' as const, message: 'm', remedy: 'r' } };
          };
          return { done: work(), cancel: () => undefined };
        },
      },
    }),
    far,
  );
  near.onMessage(() => undefined);
  near.send(
    encodeMessage({ kind: 'start', id: 1, name: 'lab.explore', request: { input, bounds: defaultBounds } }),
  );
  await settled();
  expect(sent).toBe(4);
  near.send(encodeMessage({ kind: 'taken', id: 1 }));
  await settled();
  expect(sent).toBe(5);
});

test('when the connection breaks, everything open settles and jobs are cancelled', async () => {
  let cancels = 0;
  const lab = createLabDouble({
    calls: { 'lab.check': () => new Promise(() => undefined) },
    jobs: {
      'lab.explore': () => ({
        done: new Promise(() => undefined),
        cancel: () => {
          cancels += 1;
        },
      }),
    },
  });
  const call = lab.client.call('lab.check', input);
  const job = lab.client.start('lab.explore', { input, bounds: defaultBounds }, () => undefined);
  await settled();
  lab.close();
  expect(await call).toMatchObject({ ok: false, error: { code: 'crashed' } });
  expect(await job.done).toMatchObject({ ok: false, error: { code: 'crashed' } });
  expect(cancels).toBe(1);
  expect(await lab.client.call('lab.check', input)).toMatchObject({ ok: false });
});

test('what is no message of the contract closes the channel', async () => {
  for (const bad of [
    { kind: 'call', id: 0, name: 'x' },
    { kind: 'eval', id: 1 },
    [],
    'text',
    { kind: 'cancel', id: 1, more: 1 },
    { kind: 'cancel', id: 1, cell: -1 },
  ]) {
    const [near, far] = createChannelPair();
    const { serveChannel } = await import('./server.ts');
    const { completeService } = await import('./lab-double.fixture.ts');
    serveChannel(completeService({}), far);
    let closed = false;
    near.onClose(() => {
      closed = true;
    });
    near.send(encodeMessage(bad));
    await settled();
    expect(closed, JSON.stringify(bad)).toBe(true);
  }
});

test.each(['constructor', '__proto__', 'toString', 'lab.explore', ''])(
  'a call of %j is answered, not performed',
  async (name) => {
    const [near, far] = createChannelPair();
    const { serveChannel } = await import('./server.ts');
    const { completeService } = await import('./lab-double.fixture.ts');
    serveChannel(completeService({}), far);
    const answer = new Promise((resolve) => near.onMessage((bytes) => resolve(decodeMessage(bytes))));
    near.send(encodeMessage({ kind: 'call', id: 1, name }));
    expect(await answer).toMatchObject({
      ok: true,
      value: { kind: 'answer', id: 1, outcome: { ok: false, error: { code: 'bad-request' } } },
    });
  },
);

test('events of the shell reach every listener until it leaves; broken ones are dropped', async () => {
  const [near, far] = createChannelPair();
  const client = createClient(near);
  const seen: OpenedFile[] = [];
  const stop = client.on('open-file', (file) => seen.push(file));
  const file = { token: 't', name: 'n', text: 'x' };
  far.send(encodeMessage({ kind: 'event', name: 'open-file', payload: file }));
  far.send(encodeMessage({ kind: 'event', name: 'open-file', payload: { token: 1 } }));
  far.send(encodeMessage({ kind: 'event', name: 'nothing', payload: file }));
  await settled();
  stop();
  far.send(encodeMessage({ kind: 'event', name: 'open-file', payload: file }));
  await settled();
  expect(seen).toEqual([file]);
});
