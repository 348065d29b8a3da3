import { describe, expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph, Instruction } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import type { BlockText } from '../machine/graph.fixture.ts';
import {
  bin,
  branch,
  graphOf,
  guard,
  increment,
  load,
  lockSteps,
  num,
  over,
  property,
  reg,
  store,
  task,
  word,
} from '../machine/graph.fixture.ts';
import { explain } from './explain.ts';

function ask(graph: Graph, memory: MemoryModel = 'SC') {
  const machine = compileMachine(graph, memory);
  const found = explore(graph, machine, { bounds: defaultBounds }, silentHooks);
  return { found, explained: explain(graph, machine, [], found, { otherKinds: true }) };
}

const write = (at: number, value = 1): BlockText => ({ step: 'write', code: [store(word(at), num(value))] });
const wait = (at: number): BlockText => ({ step: 'wait', code: [load(0, word(at)), guard(reg(0))] });
const bothEnd = property('sum', 'finally', over(1, bin('==', reg(0), num(2))));

describe('explain', () => {
  it('says which read came too early for the lost update, and from where on it was lost', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('a', increment(0)), task('b', increment(0))],
      properties: [bothEnd],
    });
    const { found, explained } = ask(graph);
    expect(found.shortest?.schedule).toBe('a/f+1#1 b/f+1#1 a/f+2#1 b/f+2#1');
    expect(explained.nearestPassing).toMatchObject({
      schedule: 'a/f+2#1 b/f+2#1',
      differsAt: 1,
      steps: 4,
      race: { before: { task: 'b', step: 1 }, after: { task: 'a', step: 2 }, field: '0x1000' },
      sentence:
        'Had `a` done `step 2` before `b` did `step 1`, the run would have passed. They meet at `0x1000`.',
    });
    expect(explained.noReturn).toMatchObject({ step: 1 });
    // Whoever reads second reads too early: there is no other race to lose the update by.
    expect(explained.otherKinds).toBeUndefined();
  });

  it('has nothing to say where nothing is violated', () => {
    const graph = graphOf({ words: 1, tasks: [task('a', increment(0))] });
    expect(ask(graph).explained).toEqual({});
  });

  it('says so where it is too late from the start', () => {
    const graph = graphOf({ words: 1, tasks: [task('a', increment(0))], properties: [bothEnd] });
    const { explained } = ask(graph);
    expect(explained.nearestPassing).toBeUndefined();
    expect(explained.noReturn).toEqual({
      step: -1,
      sentence: 'The order makes no difference: no run ends well, whatever runs.',
    });
  });

  it('takes a whole critical section out of the way of a deadlock', () => {
    const [one, two] = [lockSteps(0, 0), lockSteps(1, 0)];
    const [otherTwo, otherOne] = [lockSteps(1, 1), lockSteps(0, 1)];
    const graph = graphOf({
      words: 2,
      tasks: [
        task('a', [one.lock, two.lock, two.unlock, one.unlock]),
        task('b', [otherTwo.lock, otherOne.lock, otherOne.unlock, otherTwo.unlock]),
      ],
      properties: [property('deadlock', 'never', over(1, num(1)))],
    });
    const { found, explained } = ask(graph);
    expect(found.shortest?.schedule).toBe('a/f+1#1 b/f+1#1');
    expect(explained.nearestPassing?.race).toMatchObject({
      before: { task: 'b', step: 1 },
      after: { task: 'a', step: undefined },
      field: '0x1004',
    });
    expect(explained.nearestPassing?.schedule).toBe('a/f+4#1 b/f+4#1');
    expect(explained.noReturn).toBeUndefined();
  });

  it('tells other violated properties and other races apart, shortest first', () => {
    // `seen` is violated where the reader comes between the flag and the value, and where it comes before both.
    const reader = task('reader', [
      { step: 'read', code: [load(0, word(0)), store(word(2), bin('+', reg(0), num(1)))] },
    ]);
    const graph = graphOf({
      words: 3,
      tasks: [task('writer', [write(0, 1), write(0, 2)]), reader],
      properties: [
        property('seen', 'never', over(3, bin('!=', reg(2), num(2)))),
        property('early', 'never', over(3, bin('!=', reg(2), num(1)))),
      ],
    });
    const { found, explained } = ask(graph);
    expect(found.violated).toBe(1);
    expect(explained.otherKinds?.map(({ why, counterexample }) => [why, counterexample.schedule])).toEqual([
      ['Another property: `seen`.', 'writer/f+1#1 reader/f+1#1'],
    ]);
  });

  it('finds the same property violated by other races', () => {
    const three = property('sum', 'finally', over(1, bin('==', reg(0), num(3))));
    const tasks = ['a', 'b', 'c'].map((name) => task(name, increment(0)));
    const { found, explained } = ask(graphOf({ words: 1, tasks, properties: [three] }));
    expect(found.shortest?.schedule).toBe('a/f+2#1 b/f+1#1 c/f+1#1 b/f+2#1 c/f+2#1');
    const others = explained.otherKinds ?? [];
    expect(others.map(({ race }) => [race?.before.task, race?.after.task])).toEqual([['b', 'a']]);
    expect(others[0]?.why).toBe('Another race: here `c` does `step 1` only after `b` has done `step 2`.');
    for (const { counterexample } of others) expect(counterexample.steps).toBe(6);
  });

  it('names what goes on for ever behind a lost wish', () => {
    // Who reads 1 in word 0 polls word 1 for ever, which only the other would have set.
    const poll = task('poller', [
      { step: 'read', code: [load(0, word(1))], exit: branch(reg(0), 2, 1) },
      write(2),
    ]);
    const other = task('other', [
      { step: 'choose', code: [{ kind: 'choose', register: 0, count: 2 }], exit: branch(reg(0), 3, 2) },
      write(1),
      { step: 'write', code: [store(word(0), num(1))] },
    ]);
    const graph = graphOf({
      words: 3,
      tasks: [poll, other],
      properties: [property('comes', 'can-still', over(3, bin('==', reg(2), num(1))))],
    });
    const { found, explained } = ask(graph);
    expect(found.violated).toBe(0);
    expect(explained.noReturn?.continuation).toMatchObject({
      schedule: 'other/f+3#1~1 poller/f+1#1',
      repeatsFrom: 2,
    });
    expect(explained.noReturn).toMatchObject({
      step: (found.shortest?.choices.length ?? 0) - 1,
      sentence:
        'The point of no return is step 1, `other` at `step 1`: after it `comes` can never come true, whatever runs. ' +
        'What is left goes round for ever: `poller` at `step 1`.',
    });
    expect(explained.nearestPassing?.sentence).toBe(
      'Had another way been chosen by `other` at `step 1`, the run could still have passed.',
    );
  });

  it('names who waits for ever behind a lost wish', () => {
    const graph = graphOf({
      words: 2,
      tasks: [
        task('sleeper', [wait(0), write(1)]),
        task('waker', [
          { step: 'choose', code: [{ kind: 'choose', register: 0, count: 2 }], exit: branch(reg(0), 3, 2) },
          write(0),
          { step: 'fence', code: [] },
        ]),
      ],
      properties: [property('wakes', 'can-still', over(2, bin('==', reg(1), num(1))))],
    });
    expect(ask(graph).explained.noReturn?.sentence).toContain('`sleeper` waits at `step 1`');
  });

  it('says it of stores that become visible too late', () => {
    const sees = (of: number, into: number): BlockText => ({
      step: 'read',
      code: [
        load(0, word(of)),
        { ...store(word(into), bin('+', reg(0), num(2))), access: 'ghost' } as Instruction,
      ],
    });
    const graph = graphOf({
      words: 2,
      ghosts: [true, true],
      cpus: 2,
      tasks: [task('a', [write(0), sees(1, 2)]), task('b', [write(1), sees(0, 3)], { cpu: 1 })],
      properties: [property('both', 'never', over(4, bin('!=', bin('+', reg(2), reg(3)), num(4))))],
    });
    expect(ask(graph).found.violated).toBeUndefined();
    const { found, explained } = ask(graph, 'x86-TSO');
    expect(found.violated).toBe(0);
    expect(explained.nearestPassing?.sentence).toMatch(
      /^Had the store to `.*` in `cpu.:buffer` become visible before `.` did `step 2`, the run would have passed\. They meet at /,
    );
  });
});

describe('where a daemon never ends', () => {
  const flag: BlockText = { step: 'write', code: [store(word(1), num(1))] };
  /** Polls word 0 for ever; writes 2 to word 2 when it sees 1 there. */
  const polls = (more: readonly BlockText[]) =>
    task(
      'daemon',
      [{ step: 'read', code: [load(0, word(0))], exit: branch(bin('==', reg(0), num(1)), 2, 1) }, ...more],
      { kind: 'daemon' },
    );
  const again: BlockText = { step: 'read', code: [load(0, word(0))], exit: { kind: 'goto', target: 3 } };
  const bad = property('bad', 'never', over(3, bin('!=', reg(2), num(2))));

  it('a run passes when all others have ended and it only polls', () => {
    // Up and down again: only a look in between sees it.
    const tasks = [task('a', [write(0, 1), write(0, 0), flag]), polls([write(2, 2), again])];
    const { found, explained } = ask(graphOf({ words: 3, tasks, properties: [bad] }));
    expect(found.violated).toBe(0);
    const { before, after } = explained.nearestPassing?.race ?? {};
    expect([before?.task, after?.task].sort()).toEqual(['a', 'daemon']);
    expect(explained.noReturn?.step).not.toBe(-1);
  });

  it('a run does not pass when it will do harm after all others have ended', () => {
    const tasks = [task('a', [write(0, 1), flag]), polls([write(2, 2), again])];
    const { found, explained } = ask(graphOf({ words: 3, tasks, properties: [bad] }));
    expect(found.violated).toBe(0);
    expect(explained.nearestPassing).toBeUndefined();
    expect(explained.noReturn?.step).toBe(-1);
  });
});
