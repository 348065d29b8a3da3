import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChannelPair } from '../contract/channel.ts';
import { createClient } from '../contract/client.ts';
import { limits } from '../contract/limits.ts';
import { failure } from '../contract/problems.ts';
import { serveChannel } from '../contract/server.ts';
import type { LabClient, LabInput, TextInput } from '../contract/table.ts';
import { defaultBounds } from '../core/check/verdict.ts';
import { appendChunk } from '../core/trace/append.ts';
import type { Run } from '../core/trace/run.ts';
import { buildWorker, shippedLibrary } from './built-worker.fixture.ts';
import { createLab, type FaceCalls, type Lab } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-service-'));
const library = shippedLibrary();
let lab: Lab;
let client: LabClient;

const none = () => Promise.resolve(failure('not-found', 'no', 'no'));
const face: FaceCalls = {
  'face.describe': none,
  'files.open': none,
  'files.save': none,
  'backup.write': none,
  'backup.read': none,
  'window.describe': none,
};

beforeAll(async () => {
  lab = createLab(library, await buildWorker(folder));
  const [near, far] = createChannelPair();
  serveChannel(lab.serviceFor(face), far);
  client = createClient(near);
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

function textOf(path: string): TextInput {
  const found = library.texts.find((text) => text.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return { path, text: found.text };
}

const race = textOf('labs/s01-get-pin-put-early-unpin.lab.c');
const inputFor = (strategy: string, lab: TextInput = race): LabInput => ({
  lab,
  strategy: textOf(`strategies/${strategy}.strategy.c`),
  policies: [],
  kernel: [],
  memory: 'SC',
});
const designOf = (strategy: string) => {
  const { lab: _, ...design } = inputFor(strategy);
  return { ...design, id: strategy };
};
const july = inputFor('lru-overlay-2018-07');

/** Two tasks that count far enough apart for a search that nobody waits for. */
const endless: TextInput = {
  path: 'endless.lab.c',
  text: `#include <lab.h>
PAGE(p, .kind = PAGE_FILE);
int x; int y; int z;
TASK(a) { for (int i = 0; i < 2000; i++) x = i; }
TASK(b) { for (int i = 0; i < 2000; i++) y = i; }
TASK(c) { for (int i = 0; i < 2000; i++) z = i; }
NEVER(never, x < 0);
`,
};

test('the library: labs and strategies with titles, every text, documented outcomes', async () => {
  const outcome = await client.call('library.read', undefined);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { labs, strategies, texts } = outcome.value;
  expect(labs[0]?.id).toBe('s01-get-pin-put-early-unpin');
  for (const { title } of [...labs, ...strategies]) expect(title.length).toBeGreaterThan(10);
  expect(strategies.map(({ id }) => id)).toContain('refcount-bias');
  expect(labs[0]?.documented.length).toBeGreaterThan(0);
  expect(labs[0]).toMatchObject({
    group: 'Accounting with the overlay designs',
    compare: strategies.map(({ id }) => id),
  });
  expect(strategies.find(({ id }) => id === 'own-field')?.ledger.bytesPerPage).toBe(8);
  expect(texts.some(({ path }) => path === 'kernel/include/lab.h')).toBe(true);
});

test('a check outlines a good lab and places what is wrong with a bad one', async () => {
  const good = await client.call('lab.check', july);
  if (!good.ok) throw new Error(good.error.message);
  expect(good.value.outline?.tasks.map(({ name }) => name)).toEqual(['pinner', 'random_process']);
  const bad = await client.call('lab.check', {
    ...july,
    lab: { path: 'bad.lab.c', text: '#include <lab.h>\nTASK(a) { put_page(nobody); }\n' },
  });
  if (!bad.ok) throw new Error(bad.error.message);
  expect(bad.value.outline).toBeUndefined();
  expect(bad.value.diagnostics[0]).toMatchObject({ path: 'bad.lab.c', line: 2, severity: 'error' });
});

test('the thread’s own race is violated under July’s patch and both counterexamples are replayed', async () => {
  const outcome = await client.start('lab.explore', { input: july, bounds: defaultBounds }, () => undefined)
    .done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { verdict, shortest, fewest } = outcome.value;
  expect(verdict).toMatchObject({
    verdict: 'violated',
    lab: race.path.slice(5, -6),
    strategy: 'lru-overlay-2018-07',
  });
  expect(shortest?.steps.length).toBe(verdict.shortest?.steps);
  expect(fewest?.steps.length).toBe(verdict.fewest?.steps);
  expect(shortest?.findings.at(-1)?.finding.name).toBe(verdict.property);
  expect(shortest?.end.schedule).toBe(verdict.shortest?.schedule);
});

test.each(['lru-overlay-2018-11', 'refcount-bias'])('it holds under %s', async (strategy) => {
  const request = { input: inputFor(strategy), bounds: defaultBounds };
  const outcome = await client.start('lab.explore', request, () => undefined).done;
  expect(outcome).toMatchObject({ ok: true, value: { verdict: { verdict: 'holds' } } });
});

test('a run grows in chunks that add up to the run', async () => {
  let grown: Run | undefined;
  const request = { input: july, policy: { kind: 'random', seed: 7 }, maxSteps: 1000 } as const;
  const outcome = await client.start('lab.run', request, (chunk) => {
    grown = appendChunk(grown, chunk);
  }).done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.steps.length).toBeGreaterThan(10);
  expect(grown?.end.digest).toBe(outcome.value.end.digest);
  expect([...(grown?.steps.task ?? [])]).toEqual([...outcome.value.steps.task]);
  expect([...(grown?.writes.after ?? [])]).toEqual([...outcome.value.writes.after]);
  const again = await client.start('lab.run', request, () => undefined).done;
  expect(again.ok && again.value.end.digest).toBe(outcome.value.end.digest);
});

test('a paced run can be stopped half way and gives what it has', async () => {
  const request = {
    input: july,
    policy: { kind: 'round-robin' },
    maxSteps: 1000,
    stepsPerSecond: 50,
  } as const;
  let steps = 0;
  const job = client.start('lab.run', request, (chunk) => {
    steps = chunk.from + chunk.steps.length;
    if (steps >= 3) job.cancel();
  });
  const outcome = await job.done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.end.kind).toBe('open');
  expect(outcome.value.steps.length).toBeLessThan(10);
});

test('a search that is stopped answers by itself, incomplete, with its states', async () => {
  const request = { input: inputFor('get-only', endless), bounds: defaultBounds };
  const job = client.start('lab.explore', request, ({ states }) => {
    if (states > 0) job.cancel();
  });
  const outcome = await job.done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.verdict).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'cancelled' } });
  expect(outcome.value.verdict.states).toBeGreaterThan(0);
});

test('a bound that is hit is in the verdict', async () => {
  const request = { input: inputFor('get-only', endless), bounds: { ...defaultBounds, maxStates: 1000 } };
  const outcome = await client.start('lab.explore', request, () => undefined).done;
  expect(outcome).toMatchObject({
    ok: true,
    value: { verdict: { verdict: 'incomplete', bounds: { hit: 'states' } } },
  });
});

test('more memory than the machine has is not promised: the verdict shows the bound that was kept', async () => {
  const request = { input: july, bounds: { ...defaultBounds, maxMemory: limits.memory } };
  const outcome = await client.start('lab.explore', request, () => undefined).done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.verdict.bounds.maxMemory).toBeLessThan(totalmem());
});

test('wrong texts are a Failure with diagnostics', async () => {
  const input = inputFor('get-only', { path: 'x.lab.c', text: 'TASK(' });
  const outcome = await client.start('lab.explore', { input, bounds: defaultBounds }, () => undefined).done;
  expect(outcome).toMatchObject({ ok: false, error: { code: 'diagnostics' } });
  expect(outcome.ok ? [] : outcome.error.diagnostics).not.toEqual([]);
});

test('a fork of a kernel file takes its place; a fork of nothing is refused', async () => {
  const swap = textOf('kernel/mm/swap.c');
  const broken = { ...july, kernel: [{ ...swap, text: `${swap.text}\nint forked(` }] };
  const outcome = await client.call('lab.check', broken);
  expect(outcome).toMatchObject({ ok: true, value: { diagnostics: [{ path: 'kernel/mm/swap.c' }] } });
  const stray = { ...july, kernel: [{ path: 'kernel/mm/none.c', text: '' }] };
  expect(await client.call('lab.check', stray)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('the matrix answers in the order of its cells and reports each', async () => {
  const designs = ['lru-overlay-2018-07', 'refcount-bias'].map(designOf);
  const seen: string[] = [];
  const cells = [
    [0, 1],
    [0, 0],
  ] as const;
  const request = { labs: [race], designs, cells, bounds: defaultBounds };
  const outcome = await client.start('lab.matrix', request, ({ kind, cell }) => seen.push(`${kind} ${cell}`))
    .done;
  expect(outcome).toMatchObject({
    ok: true,
    value: [
      { kind: 'done', verdict: { design: 'refcount-bias', verdict: 'holds' } },
      { kind: 'done', verdict: { design: 'lru-overlay-2018-07', verdict: 'violated' } },
    ],
  });
  expect(seen.sort()).toEqual(['done 0', 'done 1', 'started 0', 'started 1']);
});

test('one wrong cell names itself, the others are searched', async () => {
  const request = {
    labs: [{ path: 'wrong.lab.c', text: 'TASK(' }, race],
    designs: [designOf('get-only')],
    cells: [
      [0, 0],
      [1, 0],
    ] as const,
    bounds: defaultBounds,
  };
  const outcome = await client.start('lab.matrix', request, () => undefined).done;
  expect(outcome).toMatchObject({
    ok: true,
    value: [
      { kind: 'failed', failure: { code: 'diagnostics', message: expect.stringContaining('wrong.lab.c') } },
      { kind: 'done', verdict: { verdict: 'does-not-apply' } },
    ],
  });
});

test('one cell is stopped while the others go on', async () => {
  const request = {
    labs: [endless, race],
    designs: [designOf('refcount-bias')],
    cells: [
      [0, 0],
      [1, 0],
    ] as const,
    bounds: defaultBounds,
  };
  const job = client.start('lab.matrix', request, ({ kind, cell }) => {
    if (kind === 'started' && cell === 0) setTimeout(() => job.cancel(0), 300);
  });
  expect(await job.done).toMatchObject({
    ok: true,
    value: [
      { kind: 'done', verdict: { verdict: 'incomplete', bounds: { hit: 'cancelled' } } },
      { kind: 'done', verdict: { verdict: 'holds' } },
    ],
  });
});

test('the name of a design and its memory model are in the verdict', async () => {
  const named = { input: inputFor('refcount-bias'), bounds: defaultBounds, design: 'v5.8' };
  expect(await client.start('lab.explore', named, () => undefined).done).toMatchObject({
    ok: true,
    value: { verdict: { design: 'v5.8', strategy: 'refcount-bias', policies: [], memory: 'SC' } },
  });
  const input = { ...inputFor('refcount-bias'), memory: 'x86-TSO' as const };
  expect(
    await client.start('lab.explore', { input, bounds: defaultBounds }, () => undefined).done,
  ).toMatchObject({ ok: true, value: { verdict: { design: 'refcount-bias@x86-TSO', memory: 'x86-TSO' } } });
});

test('costs are counted under each design; one that cannot pin says why', async () => {
  const broken = { path: 'mine.strategy.c', text: 'STRATEGY("mine");\nvoid put_page(struct page *page) {' };
  const designs = [
    designOf('get-only'),
    designOf('refcount-bias'),
    { ...designOf('get-only'), id: 'mine', strategy: broken },
  ];
  const outcome = await client.call('lab.costs', { designs });
  if (!outcome.ok) throw new Error(outcome.error.message);
  const [plain, bias, mine] = outcome.value;
  expect(plain?.slow?.pin.atomics).toBeGreaterThan(0);
  expect(bias?.slow?.unpin.cacheLines).toBeGreaterThan(0);
  expect(bias?.fast?.pin.locks).toBe(0);
  expect(mine).toMatchObject({ id: 'mine', failure: { code: 'diagnostics' } });
});
