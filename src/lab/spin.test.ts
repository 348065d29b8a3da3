// `--engine spin` from texts to a verdict, with the real Spin; skipped where it is not installed.

import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultBounds } from '../core/check/verdict.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import type { Subject } from './engine.ts';
import { exploreWithSpin, whyNoSpin } from './spin.ts';

const kernel: readonly SourceFile[] = [
  { path: 'kernel/include/lab.h', role: 'kernel', text: 'struct page_setup { int kind; };\n' },
];

function subject(lab: string, memory: Subject['memory'] = 'SC'): Subject {
  const texts: ProgramTexts = {
    lab: { path: 'labs/small.lab.c', role: 'lab', text: lab },
    strategy: {
      path: 'strategies/none.strategy.c',
      role: 'strategy',
      text: 'STRATEGY("none", .title = "nothing");\n',
    },
    policies: [],
    kernel,
  };
  return { texts, memory };
}

const lostUpdate = `
int x;
TASK(a) { x += 1; }
TASK(b) { x += 1; }
FINALLY(both_counted, x == 2);
`;
const counted = lostUpdate
  .replaceAll('x += 1', 'atomic_inc(&v)')
  .replace('int x', 'atomic_t v')
  .replace('x == 2', 'atomic_read(&v) == 2');
/** Some hundred million states. */
const long = `
int x[8];
${[0, 1, 2, 3, 4, 5, 6, 7].map((at) => `TASK(t${at}) { int i; for (i = 0; i < 12; i++) x[${at}] = i; }`).join('\n')}
NEVER(never, x[0] + x[1] + x[2] + x[3] + x[4] + x[5] + x[6] + x[7] > 100);
`;

const hooks = { now: () => performance.now(), cancelled: () => false, progress: () => undefined };
const wanted = { bounds: defaultBounds, runs: 'all' as const };

async function verdictOf(asked: Subject, bounds = defaultBounds, more = hooks) {
  const outcome = await exploreWithSpin(asked, { bounds, runs: 'all' as const }, more);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

let missing: string | undefined;
beforeAll(async () => {
  missing = await whyNoSpin();
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`pinlab-spin-${process.pid}-`))).toEqual([]);
});

describe('with Spin', () => {
  test('a lab that holds', async ({ skip }) => {
    skip(missing !== undefined);
    const { verdict } = await verdictOf(subject(counted));
    expect(verdict).toMatchObject({ verdict: 'holds', searched: { kind: 'spin', workers: 1 } });
    expect(verdict.states).toBeGreaterThan(2);
  });

  test('a lab that does not: its trail is a schedule of ours, and a run', async ({ skip }) => {
    skip(missing !== undefined);
    const { verdict, shortest } = await verdictOf(subject(lostUpdate));
    expect(verdict).toMatchObject({ verdict: 'violated', property: 'both_counted' });
    expect(verdict.shortest?.steps).toBe(4);
    expect(shortest?.findings.map(({ finding }) => finding.name)).toContain('both_counted');
  });

  test('time that is up, and a person who has had enough', async ({ skip }) => {
    skip(missing !== undefined);
    const late = await verdictOf(subject(long), { ...defaultBounds, maxMilliseconds: 2500 });
    expect(late.verdict).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'time' } });
    const stopped = await verdictOf(subject(long), defaultBounds, { ...hooks, cancelled: () => true });
    expect(stopped.verdict).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'cancelled' } });
  });

  test('memory that is used up', async ({ skip }) => {
    skip(missing !== undefined);
    const { verdict } = await verdictOf(subject(long), { ...defaultBounds, maxMemory: 64 * 1024 ** 2 });
    expect(verdict).toMatchObject({ verdict: 'incomplete', bounds: { hit: 'memory' } });
    expect(verdict.states).toBeGreaterThan(1000);
  });

  test('what no run comes to was not asked', async ({ skip }) => {
    skip(missing !== undefined);
    const waits = 'int x; TASK(a) { x = 2; wait_event(x == 1); } FINALLY(done, x == 2);';
    const { verdict } = await verdictOf(subject(waits));
    expect(verdict).toMatchObject({
      verdict: 'does-not-apply',
      property: expect.stringMatching(/no run comes to its end/),
    });
  });

  test('what Promela cannot say is told to be left out', async ({ skip }) => {
    skip(missing !== undefined);
    const { verdict } = await verdictOf(subject(`${counted}COST(slow, atomic_read(&v) == 1);\n`));
    expect(verdict.verdict).toBe('holds');
    const still = await verdictOf(subject(`${counted}CAN_STILL(zero, atomic_read(&v) == 0);\n`));
    expect(still.verdict.verdict).toBe('incomplete');
    expect(verdict.properties).toContainEqual({ name: 'slow', skipped: 'left out: Promela cannot say it' });
  });
});

test('without Spin: what is missing, and what to do', async () => {
  vi.stubEnv('PATH', '/nonexistent');
  expect(await whyNoSpin()).toMatch(/`spin` is not installed/);
  const outcome = await exploreWithSpin(subject(counted), wanted, hooks);
  expect(outcome).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('what cannot be exported is refused politely', async () => {
  const buffered = await exploreWithSpin(subject(counted, 'x86-TSO'), wanted, hooks);
  expect(buffered).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/sequential consistency only/) },
  });
  const still = `int x; TASK(a) { x = 1; } CAN_STILL(zero, x == 0);`;
  const nothing = await exploreWithSpin(subject(still), wanted, hooks);
  expect(nothing).toMatchObject({ ok: false, error: { message: expect.stringMatching(/nothing to check/) } });
});

test('a wrong text and a lab without properties are said as ever', async () => {
  const wrong = await exploreWithSpin(subject('TASK(a) { y = 1; }'), wanted, hooks);
  expect(wrong).toMatchObject({ ok: false, error: { code: 'diagnostics' } });
  const none = await exploreWithSpin(subject('int x; TASK(a) { x = 1; }'), wanted, hooks);
  expect(none).toMatchObject({ ok: true, value: { verdict: { verdict: 'does-not-apply' } } });
  const dead = await exploreWithSpin(
    subject('int x; BOOT { assume(x == 1); } TASK(a) { x = 1; } NEVER(two, x == 2);'),
    wanted,
    hooks,
  );
  expect(dead).toMatchObject({ ok: true, value: { verdict: { verdict: 'does-not-apply' } } });
});
