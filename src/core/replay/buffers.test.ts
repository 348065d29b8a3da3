import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, Instruction, MemoryObject } from '../language/lower/graph.ts';
import { base, graphOf, load, num, store, task, word } from '../machine/graph.fixture.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { scriptedPolicy } from '../schedule/policy.ts';
import type { SchedulePolicy } from '../schedule/schedule.ts';
import { appendChunk } from '../trace/append.ts';
import { pendingAt, putByStep } from '../trace/pending-at.ts';
import type { Run } from '../trace/run.ts';
import { openReplay, replay } from './replay.ts';

const field = (path: string, address: number) => ({
  path,
  address,
  size: 4 as const,
  signed: true,
  type: 'int',
  display: 'number' as const,
  names: [],
  arms: [],
  extension: false,
});
const page: MemoryObject = {
  name: 'p',
  kind: 'page',
  address: base,
  size: 8,
  fields: [field('flags', base), field('_count', base + 4)],
};
const add: Instruction = {
  kind: 'rmw',
  op: 'add',
  address: word(1),
  size: 4,
  value: num(1),
  access: 'rmw',
};

const plain = graphOf({
  words: 2,
  tasks: [
    task('writer', [
      { step: 'write', code: [store(word(0), num(4))] },
      { step: 'rmw', code: [add] },
      { step: 'read', code: [load(0, word(1))] },
      { step: 'fence', code: [{ kind: 'fence', fence: 'mb' }] },
    ]),
  ],
});
const graph: Graph = { ...plain, memory: { ...plain.memory, objects: [page] } };

function request(policy: SchedulePolicy, memory: 'SC' | 'x86-TSO' | 'relaxed', maxSteps = 100) {
  const files = [{ path: 'l.lab.c', role: 'lab' as const, text: 'x\n' }];
  return { lab: 'l', design: `s@${memory}`, strategy: 's', memory, files, holders: [], policy, maxSteps };
}

describe('a run under store buffers', () => {
  const schedule = 'writer/f+3#1 cpu0:buffer/p->_count#1 cpu0:buffer/p->flags#1 writer/f+4#1';
  const run = replay(graph, request(scriptedPolicy(schedule, 'stop'), 'relaxed'));

  it('has a row for each store that becomes visible, at the place of the store', () => {
    expect(run.end).toMatchObject({ kind: 'finished', schedule });
    expect(run.head.tasks).toEqual([
      { name: 'writer', kind: 'task', cpu: 0 },
      { name: 'cpu0:buffer', kind: 'buffer', cpu: 0 },
    ]);
    expect([...run.steps.task]).toEqual([0, 0, 0, 1, 1, 0]);
    const sites = [...run.steps.site].map((index) => run.head.sites[index]);
    expect(sites[3]).toMatchObject({
      function: 'p->_count',
      operation: 'drain',
      text: "CPU 0's store buffer: p->_count becomes visible",
    });
    expect(sites[3]?.line).toBe(sites[1]?.line);
    expect([...run.writes.address]).toEqual([base + 4, base]);
  });

  it('knows what waits at every cursor, and which step put it there', () => {
    const waiting = Array.from({ length: 7 }, (_, k) =>
      pendingAt(run, k).map(({ address, operation, value }) => [address - base, operation, value]),
    );
    expect(waiting).toEqual([
      [],
      [[0, 'store', 4]],
      [
        [0, 'store', 4],
        [4, 'add', 1],
      ],
      [
        [0, 'store', 4],
        [4, 'add', 1],
      ],
      [[0, 'store', 4]],
      [],
      [],
    ]);
    expect(putByStep(run, 1)).toMatchObject({ operation: 'add' });
    expect([0, 2, 3, 5].map((step) => putByStep(run, step)?.operation)).toEqual([
      'store',
      undefined,
      undefined,
      undefined,
    ]);
    // The load saw the atomic that waits.
    expect(run.steps.readValue[2]).toBe(1);
  });

  it('says who could go on, and that a barrier waits for the buffer', () => {
    const open = replay(graph, request(scriptedPolicy('writer/f+3#1', 'stop'), 'relaxed'));
    expect(open.end.kind).toBe('open');
    expect(
      open.end.enabled.map(({ task: actor, alternatives, site }) => [actor, alternatives, site.function]),
    ).toEqual([
      [1, 1, 'p->flags'],
      [1, 1, 'p->_count'],
    ]);
    expect(open.end.blocked).toMatchObject([{ task: 0, holder: 1 }]);
    const inOrder = replay(graph, request(scriptedPolicy('writer/f+1#1', 'stop'), 'x86-TSO'));
    expect(inOrder.end.enabled.map(({ site }) => site.text)).toEqual([
      "CPU 0's store buffer: p->flags becomes visible",
    ]);
    expect(inOrder.end.blocked).toMatchObject([{ task: 0, holder: 1 }]);
  });

  it.each([
    ['writer/f+3#1 cpu0:buffer/p->mapping#1', /no such store; the buffer offers p->flags, p->_count/],
    ['writer/f+3#1 cpu0:buffer/p->flags#2', /the store number 1 to this word/],
    ['cpu0:buffer/p->flags#1', /the store buffer is empty/],
    ['cpu3:buffer/p->flags#1', /there is no store buffer `cpu3:buffer`/],
  ])('says why %s cannot be followed', (text, message) => {
    const { end } = replay(graph, request(scriptedPolicy(text, 'stop'), 'relaxed'));
    expect(end.kind).toBe('open');
    expect(end.stuck?.message).toMatch(message);
  });

  it('has neither buffers nor a column for them under SC', () => {
    const sequential = replay(graph, request({ kind: 'round-robin' }, 'SC'));
    expect(sequential).not.toHaveProperty('pending');
    expect(sequential.head.tasks).toHaveLength(1);
    expect(pendingAt(sequential, 2)).toEqual([]);
  });

  it.each(['x86-TSO', 'relaxed'] as const)('is reproduced by its schedule, in pieces too: %s', (memory) => {
    fc.assert(
      fc.property(randomBuffered, fc.integer(), fc.integer({ min: 1, max: 5 }), (random, seed, piece) => {
        const first = replay(random, request({ kind: 'random', seed }, memory));
        const policy = scriptedPolicy(first.end.schedule, 'stop');
        const again = replay(random, request(policy, memory));
        const { enabled, blocked, kind, ...same } = first.end;
        expect(again.end).toMatchObject(same);
        expect(again.steps).toEqual(first.steps);
        expect(again.pending).toEqual(first.pending);

        const opened = openReplay(random, request(policy, memory));
        let grown: Run | undefined;
        while (!opened.over) grown = appendChunk(grown, opened.advance(piece));
        expect(grown?.pending).toEqual(first.pending);
      }),
      { numRuns: 40 },
    );
  });
});
