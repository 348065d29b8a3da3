// Every method of a search through the contract: what the verdict says of it, pause, and what can be asked for.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChannelPair } from '../contract/channel.ts';
import { createClient } from '../contract/client.ts';
import { failure } from '../contract/problems.ts';
import { serveChannel } from '../contract/server.ts';
import type { ExploreRequest, ExploreResult, LabClient, LabInput, TextInput } from '../contract/table.ts';
import { reductionNames, type SearchMethod } from '../core/check/search-method.ts';
import { defaultBounds, type SearchProgress } from '../core/check/verdict.ts';
import { buildWorker, shippedLibrary } from './built-worker.fixture.ts';
import { readersLab } from './readers-lab.fixture.ts';
import { createLab, type Lab } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-methods-'));
const library = shippedLibrary();
let lab: Lab;
let client: LabClient;

beforeAll(async () => {
  lab = createLab(library, await buildWorker(folder));
  const none = () => Promise.resolve(failure('not-found', 'no', 'no'));
  const [near, far] = createChannelPair();
  const service = lab.serviceFor({
    'face.describe': none,
    'files.open': none,
    'files.save': none,
    'backup.write': none,
    'backup.read': none,
    'window.describe': none,
  });
  serveChannel(service, far);
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

async function explore(request: Omit<ExploreRequest, 'bounds'>): Promise<ExploreResult> {
  const outcome = await client.start('lab.explore', { ...request, bounds: defaultBounds }, () => undefined)
    .done;
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

describe('a violation', () => {
  test.each<SearchMethod>([
    { kind: 'auto' },
    { kind: 'exact' },
    { kind: 'sweep', reductions: reductionNames, workers: 2 },
    { kind: 'preemption-bounded', preemptions: 2 },
    { kind: 'pct', runs: 5000, seed: 1, depth: 3 },
  ])('is found by $kind', async (method) => {
    const { verdict, shortest } = await explore({ input: inputFor('lru-overlay-2018-07'), method });
    expect(verdict).toMatchObject({ verdict: 'violated', property: 'pin_not_seen' });
    expect(verdict.searched?.kind).toBe(method.kind === 'auto' ? 'exact' : method.kind);
    expect(shortest?.findings.at(-1)?.finding.name).toBe('pin_not_seen');
  });

  test('comes with what decides it, and a run that passes', async () => {
    const { verdict, nearestPassing } = await explore({ input: inputFor('lru-overlay-2018-07') });
    expect(verdict.nearestPassing?.sentence).toMatch(/would have passed/);
    expect(nearestPassing?.findings).toEqual([]);
    expect(nearestPassing?.steps.length).toBe(verdict.nearestPassing?.steps);
  });
});

test('random runs that meet nothing prove nothing', async () => {
  const method = { kind: 'random', runs: 300, seed: 7 } as const;
  const { verdict } = await explore({ input: inputFor('refcount-bias'), method });
  expect(verdict).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'runs' } });
  expect(verdict.searched).toMatchObject({ kind: 'random', runs: 300, seed: 7 });
});

test('what outgrows an exact search goes on as a sweep, with the verdict of an exact one', async () => {
  const input = inputFor('refcount-bias', readersLab(6));
  const exact = await explore({ input, method: { kind: 'exact' } });
  const auto = await explore({ input, method: { kind: 'auto', workers: 2, reductions: [] } });
  expect(auto.verdict).toMatchObject({ verdict: 'holds', searched: { kind: 'sweep', reductions: [] } });
  expect(auto.verdict.states).toBe(exact.verdict.states);
  expect(auto.verdict.searched?.collisionRisk).toBeGreaterThan(0);
});

describe.each<SearchMethod>([
  { kind: 'exact' },
  { kind: 'sweep', reductions: [], workers: 2 },
  { kind: 'random', runs: 100_000_000, seed: 1 },
])('a long $kind search', (method) => {
  test('rests, and its time with it, and goes on until it is stopped', async () => {
    let last: SearchProgress | undefined;
    const request = { input: inputFor('refcount-bias', readersLab(8, 4)), bounds: defaultBounds, method };
    const job = client.start('lab.explore', request, (progress) => {
      last = progress;
    });
    await expect.poll(() => last?.transitions ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
    job.pause?.(true);
    await sleep(400);
    const rested = last;
    await sleep(600);
    expect(last).toEqual(rested);
    job.pause?.(false);
    await expect.poll(() => last?.transitions ?? 0).toBeGreaterThan(rested?.transitions ?? 0);
    expect((last?.ms ?? 0) - (rested?.ms ?? 0)).toBeLessThan(500);
    job.pause?.(true);
    job.cancel();
    const outcome = await job.done;
    expect(outcome).toMatchObject({ ok: true, value: { verdict: { bounds: { hit: 'cancelled' } } } });
  });
});

test('a request that no method has is refused at the door', async () => {
  const method = { kind: 'sweep', reductions: ['luck'], workers: 0 };
  const request = { input: inputFor('refcount-bias'), bounds: defaultBounds, method };
  const outcome = await client.start('lab.explore', request as unknown as ExploreRequest, () => undefined)
    .done;
  expect(outcome).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('the choices name every reduction, with a reason against those that are not in force', async () => {
  const input = inputFor('refcount-bias', readersLab(3));
  const outcome = await client.call('lab.choices', { ...input, memory: 'x86-TSO' });
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.reductions.map(({ reduction }) => reduction)).toEqual(reductionNames);
  expect(outcome.value.reductions[0]?.refused).toMatch(/buffer/i);
});

test('a lab is exported as a model of its own name', async () => {
  const request = { input: inputFor('refcount-bias'), design: 'refcount-bias', to: 'promela' } as const;
  const outcome = await client.call('lab.export', request);
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value.name).toBe('s01-get-pin-put-early-unpin-refcount-bias.pml');
  expect(outcome.value.text).toContain('proctype');
});

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
