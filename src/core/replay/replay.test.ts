import { describe, expect, test } from 'vitest';
import type { CodeBlock, Graph, Instruction, StepSite, TaskGraph, Value } from '../language/lower/graph.ts';
import { scriptedPolicy } from '../schedule/policy.ts';
import { appendChunk } from '../trace/append.ts';
import type { Run } from '../trace/run.ts';
import type { ReplayRequest } from './replay.ts';
import { openReplay, replay } from './replay.ts';

// Two tasks that each do `x = x + 1` on a shared int, one of them after a choice; x must not be 2 (it can be 1).

const x = 0x1000;
const span = { file: 0, start: 3, end: 8 };
const xAddress: Value = { kind: 'const', value: x };
const load = (register: number): Instruction => ({
  kind: 'load',
  register,
  address: xAddress,
  size: 4,
  signed: true,
  access: 'plain',
});
const store = (register: number): Instruction => ({
  kind: 'store',
  address: xAddress,
  size: 4,
  value: {
    kind: 'binary',
    op: '+',
    left: { kind: 'register', register },
    right: { kind: 'const', value: 1 },
  },
  access: 'plain',
});

function site(fn: string, ordinal: number, operation: StepSite['operation']): StepSite {
  return { function: fn, lineInFunction: 1, ordinal, span, calls: [], operation, text: `${operation} x` };
}

function task(name: string, chooses: boolean): TaskGraph {
  const chosen: CodeBlock[] = chooses
    ? [
        {
          step: site(name, 3, 'choose'),
          code: [{ kind: 'choose', register: 1, count: 2 }],
          exit: { kind: 'goto', target: 2 },
        },
      ]
    : [{ step: undefined, code: [], exit: { kind: 'goto', target: 2 } }];
  return {
    name,
    kind: 'task',
    cpu: chooses ? 0 : 1,
    registers: 2,
    span,
    blocks: [
      { step: undefined, code: [], exit: { kind: 'goto', target: 1 } },
      ...chosen,
      { step: site(name, 1, 'read'), code: [load(0)], exit: { kind: 'goto', target: 3 } },
      { step: site(name, 2, 'write'), code: [store(0)], exit: { kind: 'end' } },
    ],
  };
}

const field = {
  path: '',
  address: x,
  size: 4,
  signed: true,
  type: 'int',
  display: 'number',
  names: [],
  arms: [],
  extension: false,
} as const;

const graph: Graph = {
  memory: {
    words: [{ address: x, ghost: false, observed: true }],
    init: [],
    objects: [{ name: 'x', kind: 'global', address: x, size: 4, fields: [field] }],
  },
  tasks: [task('a', true), task('b', false)],
  boot: { registers: 0, blocks: [{ step: undefined, code: [], exit: { kind: 'end' } }] },
  properties: [
    {
      name: 'x_is_not_2',
      kind: 'never',
      skipped: undefined,
      text: '',
      span,
      routine: {
        registers: 1,
        blocks: [
          {
            step: undefined,
            code: [load(0)],
            exit: {
              kind: 'return',
              value: {
                kind: 'binary',
                op: '!=',
                left: { kind: 'register', register: 0 },
                right: { kind: 'const', value: 2 },
              },
            },
          },
        ],
      },
    },
  ],
  lanes: [
    {
      name: 'x',
      page: undefined,
      display: 'number',
      names: [],
      routine: {
        registers: 1,
        blocks: [
          {
            step: undefined,
            code: [load(0)],
            exit: { kind: 'return', value: { kind: 'register', register: 0 } },
          },
        ],
      },
    },
  ],
  bugs: [],
  cpus: 2,
};

function request(more: Partial<ReplayRequest> = {}): ReplayRequest {
  return {
    lab: 'l',
    design: 's',
    strategy: 's',
    memory: 'SC',
    files: [{ path: 'l.lab.c', role: 'lab', text: 'a\nbb\ncc\ndd' }],
    holders: [],
    policy: { kind: 'round-robin' },
    maxSteps: 100,
    ...more,
  };
}

const scripted = (schedule: string) => scriptedPolicy(schedule, 'stop');

describe('replay', () => {
  test('round-robin: columns, lanes, schedule', () => {
    const run = replay(graph, request());
    expect([...run.steps.task]).toEqual([0, 1, 0, 1, 0]);
    expect(run.head.sites.map((one) => `${one.function} ${one.operation}`)).toEqual([
      'a choose',
      'b read',
      'a read',
      'b write',
      'a write',
    ]);
    expect(run.head.sites[0]).toMatchObject({ line: 2, column: 2, endLine: 4, endColumn: 1 });
    expect([...run.lanes[0]!.values]).toEqual([0, 0, 0, 0, 1, 1]);
    expect([...run.writes.after]).toEqual([1, 1]);
    expect([...run.writes.before]).toEqual([0, 1]);
    expect(run.steps.readAddress[1]).toBe(x);
    expect(run.findings).toEqual([]);
    expect(run.end).toMatchObject({ kind: 'finished', enabled: [], blocked: [] });
    expect(run.end.schedule).toBe('a/a+1.3#1~0 b/b+1#1 a/a+1#1 b/b+1.2#1 a/a+1.2#1');
  });

  test('its own schedule gives the same digest; another order another one', () => {
    const run = replay(graph, request());
    const again = replay(graph, request({ policy: scripted(run.end.schedule) }));
    expect(again.end.digest).toBe(run.end.digest);
    expect(again.end.schedule).toBe(run.end.schedule);
    const other = replay(graph, request({ policy: scripted('a/a+1.2#1~1 b/b+1.2#1') }));
    expect(other.end.digest).not.toBe(run.end.digest);
  });

  test('a violated property ends the run, with the finding at its step', () => {
    const run = replay(graph, request({ policy: scripted('a/a+1.2#1~1 b/b+1.2#1') }));
    expect(run.findings.map(({ step, finding }) => [step, finding.kind, finding.name])).toEqual([
      [4, 'property', 'x_is_not_2'],
    ]);
    expect(run.end.kind).toBe('finished');
    const seeds = Array.from({ length: 20 }, (_, seed) =>
      replay(graph, request({ policy: { kind: 'random', seed } })),
    );
    const ends = new Set(seeds.map((one) => one.lanes[0]!.values.at(-1)));
    expect(ends).toEqual(new Set([1, 2]));
  });

  test('a cost is remarked where it is first paid, and the run goes on', () => {
    const [never] = graph.properties;
    if (!never) throw new Error('the graph has a property');
    const cost = { ...never, name: 'two', kind: 'cost' as const, text: 'x == 2' };
    const seeds = Array.from({ length: 20 }, (_, seed) =>
      replay({ ...graph, properties: [cost] }, request({ policy: { kind: 'random', seed } })),
    );
    expect(new Set(seeds.map(({ end }) => end.kind))).toEqual(new Set(['finished']));
    expect(new Set(seeds.map(({ findings }) => findings.length))).toEqual(new Set([0, 1]));
    const paid = replay(
      { ...graph, properties: [cost] },
      request({ policy: scripted('a/a+1.2#1~1 b/b+1.2#1') }),
    );
    expect(paid.findings).toMatchObject([
      {
        step: 4,
        finding: { kind: 'warn', name: 'cost two', message: '`two` is paid here: `x == 2` is true.' },
      },
    ]);
  });

  test('a script that ends early leaves the run open and says who could go on', () => {
    const run = replay(graph, request({ policy: scripted('b/b+1#1') }));
    expect(run.end.kind).toBe('open');
    expect(run.end.enabled.map((one) => [one.task, one.alternatives, one.site.operation])).toEqual([
      [0, 2, 'choose'],
      [1, 1, 'write'],
    ]);
  });

  test('a script that does not fit, or cannot be read, says so', () => {
    expect(replay(graph, request({ policy: scripted('b/b+9#1') })).end.stuck?.message).toMatch(/cannot run/);
    expect(replay(graph, request({ policy: scripted('b') })).end.stuck?.message).toMatch(/names no task/);
  });

  test('the step limit ends a run, and stop() does', () => {
    expect(replay(graph, request({ maxSteps: 2 })).end.kind).toBe('step-limit');
    const open = openReplay(graph, request());
    open.advance(1);
    open.stop();
    expect(open.over).toBe(true);
    expect(open.run().end).toMatchObject({ kind: 'open', schedule: 'a/a+1.3#1~0' });
  });

  test('watched in pieces of any size it is the same run', () => {
    const whole = replay(graph, request());
    for (const piece of [1, 2, 3, 100]) {
      const open = openReplay(graph, request());
      let grown: Run | undefined;
      do grown = appendChunk(grown, open.advance(piece));
      while (!open.over);
      expect(grown.end).toEqual(whole.end);
      expect(grown.head.sites).toEqual(whole.head.sites);
      expect([...grown.steps.firstWrite]).toEqual([...whole.steps.firstWrite]);
      expect([...grown.lanes[0]!.values]).toEqual([...whole.lanes[0]!.values]);
    }
  });
});
