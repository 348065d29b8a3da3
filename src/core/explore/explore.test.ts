import { describe, expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  bin,
  graphOf,
  guard,
  increment,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  span,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { explore } from './explore.ts';
import type { SearchHooks, SearchRequest } from './request.ts';
import { silentHooks } from './request.ts';

function search(graph: Graph, request: Partial<SearchRequest> = {}, hooks: SearchHooks = silentHooks) {
  return explore(graph, compileMachine(graph), { bounds: defaultBounds, ...request }, hooks);
}

const bothEnd = property('sum', 'finally', over(1, bin('==', reg(0), num(2))));

describe('explore', () => {
  it('finds the lost update, in the fewest steps and in the fewest switches', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0)), task('b', increment(0))],
      properties: [bothEnd],
    });
    const found = search(graph);
    expect(found.violated).toBe(0);
    // All runs have four steps; the first one in task order that loses an update.
    expect(found.shortest?.schedule).toBe('a/f+1#1 b/f+1#1 a/f+2#1 b/f+2#1');
    expect(found.fewest?.schedule).toBe('a/f+1#1 b/f+2#1 a/f+2#1');
    expect(found.fewest?.switches).toBe(2);
    // (read a, read b, write a, write b) by hand: 3 × 3 places, split by what was read and written.
    expect(found.states).toBe(12);
    expect(found.hit).toBeUndefined();
  });

  it('holds when a lock protects it, and counts each state once', () => {
    const { lock: lockA, unlock } = lockSteps(1, 0);
    const { lock: lockB } = lockSteps(1, 1);
    const graph = graphOf({
      words: 2,
      tasks: [task('a', [lockA, ...increment(0), unlock]), task('b', [lockB, ...increment(0), unlock])],
      properties: [bothEnd],
    });
    const found = search(graph);
    expect(found.violated).toBeUndefined();
    expect(found.others).toEqual([]);
    // Neither has begun; then whichever goes first passes 4 steps alone, then the other: 1 + 2·(4 + 4) - 1 shared end.
    expect(found.states).toBe(16);
    expect(found.transitions).toBe(16);
  });

  it('calls a cycle of lock holders a deadlock and names both', () => {
    const first = lockSteps(0, 0);
    const second = lockSteps(1, 0);
    const otherFirst = lockSteps(1, 1);
    const otherSecond = lockSteps(0, 1);
    const graph = graphOf({
      words: 2,
      tasks: [
        task('a', [first.lock, second.lock, second.unlock, first.unlock]),
        task('b', [otherFirst.lock, otherSecond.lock, otherSecond.unlock, otherFirst.unlock]),
      ],
      properties: [property('fine', 'always', over(1, num(1)))],
    });
    const { others, violated } = search(graph);
    expect(violated).toBeUndefined();
    expect(others.map(({ kind }) => kind)).toEqual(['deadlock']);
    expect(others[0]?.message).toContain('`a` waits at `step 2`, which `b` holds');
    expect(others[0]?.message).toContain('`b` waits at `step 2`, which `a` holds');

    const named = search({ ...graph, properties: [property('deadlock', 'never', over(1, num(1)))] });
    expect(named.violated).toBe(0);
    expect(named.shortest?.choices).toHaveLength(2);
    expect(named.fewest?.switches).toBe(1);
    expect(named.others).toEqual([]);
  });

  it('says blocked-at-end for one who waits for what nobody will do, and nothing for a daemon', () => {
    const waits = [{ step: 'wait' as const, code: [load(0, word(0)), guard(bin('!=', reg(0), num(0)))] }];
    const stuck = search(graphOf({ words: 1, tasks: [task('a', waits)], properties: [bothEnd] }));
    expect(stuck.unasked).toEqual([0]);
    expect(stuck.others.map(({ kind }) => kind)).toEqual(['blocked-at-end']);
    const idle = search(
      graphOf({ words: 1, tasks: [task('a', waits, { kind: 'daemon' })], properties: [bothEnd] }),
    );
    expect(idle.unasked).toEqual([]);
    expect(idle.others).toEqual([]);
  });

  it('says who kept it from beginning', () => {
    const fine = property('fine', 'always', over(1, num(1)));
    const drop: Instruction = { kind: 'prune', test: num(0) };
    const tasks = [task('a', increment(0)), task('b', increment(0))];
    const of = (parts: Partial<Parameters<typeof graphOf>[0]>) =>
      search(graphOf({ words: 1, tasks, properties: [fine], ...parts }));
    expect(of({}).unbegun).toBeUndefined();
    expect(of({ boot: [drop] })).toMatchObject({
      unasked: [0],
      unbegun: { kind: 'dropped', boot: true, tasks: [] },
    });
    const [first] = tasks;
    const dropping = { ...task('b', increment(0)) };
    const blocks = dropping.blocks.map((block, at) => (at === 0 ? { ...block, code: [drop] } : block));
    expect(of({ tasks: [first as (typeof tasks)[0], { ...dropping, blocks }] }).unbegun).toEqual({
      kind: 'dropped',
      boot: false,
      tasks: ['b'],
    });
    expect(of({ boot: [load(0, num(0x40))] }).unbegun).toMatchObject({
      kind: 'finding',
      finding: { kind: 'wild-access', message: 'The boot code reads 0x40, where nothing lives.' },
    });
  });

  it('counts a property that fails at once as 0 steps', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0))],
      properties: [property('no', 'always', over(1, bin('!=', reg(0), num(0))))],
    });
    const found = search(graph);
    expect(found.shortest?.choices).toEqual([]);
    expect(found.states).toBe(1);
    expect(found.transitions).toBe(0);
  });

  it('answers can-still over the whole graph', () => {
    // b can set word 1 for ever: after it, word 0 never becomes 1 again.
    const graph = graphOf({
      words: 2,
      tasks: [
        task('a', [
          {
            step: 'atomic',
            code: [load(0, word(1)), guard(bin('==', reg(0), num(0))), store(word(0), num(1))],
            exit: { kind: 'goto', target: 2 },
          },
          { step: 'write', code: [store(word(0), num(0))], exit: { kind: 'goto', target: 1 } },
        ]),
        task('b', [{ step: 'write', code: [store(word(1), num(1))] }]),
      ],
      properties: [property('again', 'can-still', over(1, bin('==', reg(0), num(1))))],
    });
    const found = search(graph);
    expect(found.violated).toBe(0);
    expect(found.shortest?.schedule).toBe('b/f+1#1');
    expect(found.fewest?.schedule).toBe('b/f+1#1');
  });

  it('ends as incomplete at each bound', () => {
    const count = (name: string) =>
      task(name, [
        {
          step: 'rmw',
          code: increment(0).flatMap(({ code = [] }) => code),
          exit: { kind: 'goto', target: 1 },
        },
      ]);
    const graph = graphOf({ words: 1, tasks: [count('a')], properties: [bothEnd] });
    const deep = { ...defaultBounds, maxDepth: 100_000_000 };
    expect(search(graph, { bounds: { ...defaultBounds, maxStates: 1000 } }).hit).toBe('states');
    expect(search(graph, { bounds: { ...defaultBounds, maxDepth: 50 } }).hit).toBe('depth');
    expect(search(graph, { bounds: { ...deep, maxMemory: 10_000_000 } }).hit).toBe('memory');
    expect(search(graph, { bounds: { ...defaultBounds, maxMemory: 1000 } }).hit).toBe('memory');
    let asked = 0;
    const hooks = { ...silentHooks, cancelled: () => ++asked > 3 };
    expect(search(graph, { bounds: deep }, hooks).hit).toBe('cancelled');
    let time = 0;
    const told: number[] = [];
    const clock = {
      ...silentHooks,
      now: () => (time += 10),
      progress: ({ ms }: { ms: number }) => void told.push(ms),
    };
    expect(search(graph, { bounds: { ...deep, maxMilliseconds: 500 } }, clock).hit).toBe('time');
    expect(told.length).toBeGreaterThan(2);
    // Each look at the clock finds 10 ms gone: steps are slow here, so it is looked at after each of them.
    expect(search(graph, { bounds: { ...deep, maxMilliseconds: 500 } }, clock).states).toBeLessThan(100);
  });

  it('finds the task whose CPU an interrupt keeps while it waits for that task', () => {
    const { lock, unlock } = lockSteps(0, 0);
    const irq = lockSteps(0, 1);
    const graph = graphOf({
      words: 1,
      tasks: [task('a', [lock, unlock]), task('irq', [irq.lock, irq.unlock], { kind: 'interrupt' })],
    });
    expect(search(graph).others.map(({ message }) => message)).toEqual([
      '`irq` can come here and then waits at `step 1` for ever: `a`, on the same CPU, holds it.',
    ]);
    const elsewhere = {
      ...graph,
      cpus: 2,
      tasks: [task('b', [lock, unlock], { cpu: 1 }), ...graph.tasks.slice(1)],
    };
    expect(search(elsewhere).others).toEqual([]);
    const early = { step: 'read' as const, code: [load(0, word(0))] };
    const late = search({
      ...graph,
      tasks: [task('a', [lock, unlock]), task('irq', [early, irq.lock, irq.unlock], { kind: 'interrupt' })],
    });
    expect(late.others.map(({ message }) => message)).toEqual([
      'Nobody can go on: `a` cannot go on at `step 2`: `irq` has its CPU; `irq` waits at `step 2`, which `a` holds.',
    ]);
  });

  it('lets a property named after a kind claim its findings, with both counterexamples', () => {
    const bugs = [{ severity: 'bug' as const, text: 'BUG_ON(x == 2)', span }];
    const check: Instruction = { kind: 'check', of: 'bug', index: 0, test: bin('!=', reg(0), num(2)) };
    const looks = [{ step: 'read' as const, code: [load(0, word(0)), check] }];
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0)), task('b', increment(0)), task('c', looks)],
      bugs,
      properties: [property('fine', 'always', over(1, num(1)))],
    });
    const unnamed = search(graph);
    expect(unnamed.violated).toBeUndefined();
    expect(unnamed.others.map(({ name }) => name)).toEqual(['BUG_ON(x == 2)']);
    const named = search({ ...graph, properties: [property('bug', 'never', over(1, num(1)))] });
    expect(named.shortest?.schedule).toBe('a/f+2#1 b/f+2#1 c/f+1#1');
    expect(named.fewest).toEqual(named.shortest);
    expect(named.others).toEqual([]);
    expect({ states: named.states, transitions: named.transitions }).toEqual({
      states: unnamed.states,
      transitions: unnamed.transitions,
    });
  });

  it('ends a run at an AT that does not hold, and says who raised it', () => {
    const check: Instruction = { kind: 'check', of: 'property', index: 0, test: bin('==', reg(0), num(0)) };
    const looks = [{ step: 'read' as const, code: [load(0, word(0)), check] }];
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0)), task('b', looks)],
      properties: [property('not_yet', 'at', undefined)],
    });
    const found = search(graph);
    expect(found.shortest?.schedule).toBe('a/f+2#1 b/f+1#1');
    expect(found.shortest?.finding.message).toBe(
      '`not_yet` does not hold when `b` does its step in `f` at `step 1`.',
    );
    // a before, between, after its two steps, with b before or after: the step that fails leads nowhere.
    expect(found.states).toBe(6);
  });

  it('goes on after a WARN and reports it once', () => {
    const bugs = [{ severity: 'warn' as const, text: 'WARN_ON(1)', span }];
    const warn: Instruction = { kind: 'check', of: 'bug', index: 0, test: num(0) };
    const steps = [{ step: 'read' as const, code: [load(0, word(0)), warn] }];
    const graph = graphOf({
      words: 1,
      tasks: [task('a', steps), task('b', steps)],
      bugs,
      properties: [bothEnd],
    });
    const found = search(graph);
    expect(found.states).toBe(4);
    expect(found.violated).toBe(0);
    expect(found.others.map(({ kind }) => kind)).toEqual(['warn']);
  });

  it('can stop at the first violation and gives the same shortest counterexample', () => {
    const tasks = ['a', 'b', 'c'].map((name) => task(name, increment(0)));
    const never = property('two', 'never', over(1, bin('!=', reg(0), num(2))));
    const graph = graphOf({ words: 1, tasks, properties: [never] });
    const whole = search(graph);
    const first = search(graph, { stopAtFirst: true });
    expect(first.shortest).toEqual(whole.shortest);
    expect(first.states).toBeLessThan(whole.states);
    expect(first.hit).toBeUndefined();
  });
});
