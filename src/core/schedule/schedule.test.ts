import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schedulerFor, scriptedPolicy } from './policy.ts';
import { randomWalk } from './random.ts';
import { recordSchedule } from './record.ts';
import { roundRobin } from './round-robin.ts';
import type { Runnable, Scheduler } from './scheduler.ts';
import { scripted } from './scripted.ts';
import { formatSchedule, maxScheduleLength, parseSchedule } from './text.ts';

interface FakeStep {
  readonly function: string;
  readonly lineInFunction: number;
  readonly ordinal: number;
  readonly alternatives: number;
}

/** Runs straight-line tasks under a scheduler; gives what was picked and the schedule of it. */
function runFake(tasks: readonly (readonly FakeStep[])[], scheduler: Scheduler) {
  const names = tasks.map((_, index) => `t${index}`);
  const at = tasks.map(() => 0);
  const picked: { task: number; alternative: number }[] = [];
  const record = recordSchedule();
  let previous: number | undefined;
  scheduler.start();
  for (;;) {
    const runnable: Runnable[] = [];
    for (const [task, steps] of tasks.entries()) {
      const step = steps[at[task]!];
      if (step) runnable.push({ task, name: names[task]!, next: step, alternatives: step.alternatives });
    }
    const decision = scheduler.pickTask(runnable, previous);
    if (decision.kind !== 'run') return { picked, decision, record };
    const chosen = runnable.find((one) => one.task === decision.task)!;
    const alternative = chosen.alternatives > 1 ? scheduler.pickAlternative(chosen) : 0;
    picked.push({ task: chosen.task, alternative });
    record.push(chosen.name, chosen.next, alternative, chosen.alternatives);
    at[chosen.task]! += 1;
    previous = chosen.task;
  }
}

const step = fc.record({
  function: fc.constantFrom('put_page', 'get_page', '__weak_get_page'),
  lineInFunction: fc.integer({ min: 0, max: 2 }),
  ordinal: fc.integer({ min: 1, max: 2 }),
  alternatives: fc.constantFrom(1, 1, 1, 2, 3),
});
const tasks = fc.array(fc.array(step, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

const drain = fc.record({
  last: fc.record({
    task: fc.constantFrom('cpu0:buffer', 'cpu7:buffer'),
    function: fc.constantFrom('p->flags', 'lru_add_pvec(cpu1).pages[2]', 'kswapd:list.next', 'x@2', '0x1004'),
    lineInFunction: fc.constant(0),
    ordinal: fc.constant(1),
    occurrence: fc.integer({ min: 1, max: 5_000 }),
  }),
  choices: fc.constant([]),
});

const segment = fc.record({
  last: fc.record({
    task: fc.constantFrom('pinner', '_t1'),
    function: fc.constantFrom('f', 'put_page', '__weak_x'),
    lineInFunction: fc.integer({ min: 0, max: 99_999 }),
    ordinal: fc.integer({ min: 1, max: 30 }),
    occurrence: fc.integer({ min: 1, max: 5_000 }),
  }),
  choices: fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 3 }),
});

describe('text form', () => {
  test('format and parse are inverse', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(segment, drain)), (segments) => {
        expect(parseSchedule(formatSchedule(segments))).toEqual({ ok: true, value: segments });
      }),
    );
  });

  test('the form of the manual', () => {
    const text = 'pinner/pin_page_for_dma+9#1 random_process/put_page+4.2#3~1~0';
    const parsed = parseSchedule(`\n  ${text.replace(' ', '\n\t')} `);
    expect(parsed.ok && formatSchedule(parsed.value)).toBe(text);
  });

  test.each([
    ['', undefined],
    ['pinner', /names no task/],
    ['pinner/put_page', /names no line/],
    ['pinner/put_page+4', /which time/],
    ['pinner/put_page+4#0', /not a step/],
    ['pinner/put_page+4#1~', /not a step/],
    ['pinner/put_page+4#1;rm', /not a step/],
    ['a/b+1#1 x/y', /names no line/],
    ['cpu0:buffer/p->flags', /not a store that becomes visible/],
    ['cpu0:buffer/p->flags#1~0', /not a store that becomes visible/],
    ['cpu0:buffer/#1', /not a store that becomes visible/],
    ['x:buffer/p->flags#1', /not a store that becomes visible/],
  ])('%j', (text, message) => {
    const parsed = parseSchedule(text);
    if (message === undefined) expect(parsed).toEqual({ ok: true, value: [] });
    else expect(!parsed.ok && parsed.error.message).toMatch(message);
  });

  test('a text beyond the limit is refused, not parsed', () => {
    expect(parseSchedule('x'.repeat(maxScheduleLength + 1)).ok).toBe(false);
  });
});

describe('policies', () => {
  test('what a run printed reproduces the run', () => {
    fc.assert(
      fc.property(tasks, fc.integer(), (fake, seed) => {
        const free = runFake(fake, randomWalk(seed));
        const names = fake.map((_, index) => `t${index}`);
        const policy = scriptedPolicy(free.record.text(), 'stop');
        const scheduler = schedulerFor(policy, names);
        expect(scheduler.ok).toBe(true);
        if (!scheduler.ok) return;
        const again = runFake(fake, scheduler.value);
        expect(again.picked).toEqual(free.picked);
        expect(again.decision).toEqual({ kind: 'stop' });
        expect(again.record.text()).toBe(free.record.text());
      }),
    );
  });

  test('switches are counted between stretches', () => {
    const one: FakeStep = { function: 'f', lineInFunction: 1, ordinal: 1, alternatives: 1 };
    const { record } = runFake([[one, one], [one]], roundRobin());
    expect(record.steps).toBe(3);
    expect(record.switches).toBe(2);
    expect(record.text()).toBe('t0/f+1#1 t1/f+1#1 t0/f+1#2');
  });

  test('a script that does not fit says where', () => {
    const one: FakeStep = { function: 'f', lineInFunction: 1, ordinal: 1, alternatives: 2 };
    const cases: readonly (readonly [string, RegExp])[] = [
      ['t0/f+1#1~0 other/f+1#1', /segment 2.*no task/],
      ['t0/f+9#1~0~0', /segment 1.*cannot run/],
      ['t0/f+1#1', /does not say which/],
      ['t0/f+1#1~7', /does not say which/],
      ['t0/f+1#1~0~1~1', /names 3 choices/],
    ];
    for (const [text, message] of cases) {
      const segments = parseSchedule(text);
      if (!segments.ok) throw new Error(segments.error.message);
      const { decision } = runFake([[one, one]], scripted(segments.value, ['t0'], undefined));
      expect(decision.kind === 'stuck' && decision.problem.message).toMatch(message);
    }
  });

  test('after the script round-robin goes on', () => {
    const one: FakeStep = { function: 'f', lineInFunction: 1, ordinal: 1, alternatives: 1 };
    const scheduler = schedulerFor(scriptedPolicy('t1/f+1#1', 'round-robin'), ['t0', 't1']);
    if (!scheduler.ok) throw new Error(scheduler.error.message);
    expect(
      runFake(
        [
          [one, one],
          [one, one],
        ],
        scheduler.value,
      ).picked.map(({ task }) => task),
    ).toEqual([1, 0, 1, 0]);
  });
});
