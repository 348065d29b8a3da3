// Random small programs: what an explanation says of a run is checked against the whole graph, built naively.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { goalLike } from '../explore/goal.ts';
import { silentHooks } from '../explore/request.ts';
import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import {
  bin,
  graphOf,
  increment,
  lockSteps,
  num,
  over,
  property,
  reg,
  task,
} from '../machine/graph.fixture.ts';
import type { Machine } from '../machine/machine.ts';
import { StepCode } from '../machine/machine.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { replay } from '../replay/replay.ts';
import { explain } from './explain.ts';
import { judgeEnds } from './finish.ts';
import { marksOf, type StepPlace } from './marks.ts';
import { pointOfNoReturn } from './no-return.ts';
import { shortestWithout } from './without-pairs.ts';
import { allowWork } from './work.ts';

const bounds = { ...defaultBounds, maxStates: 600 };
const work = () => allowWork(1_000_000, () => false);
/** Two or three tasks that count a word up, unguarded or below one or two locks in either order. */
const countingTasks: fc.Arbitrary<Graph> = fc
  .array(
    fc.tuple(
      fc.constantFrom<readonly number[]>([], [], [1], [2], [1, 2], [2, 1]),
      fc.integer({ min: 1, max: 2 }),
    ),
    { minLength: 2, maxLength: 3 },
  )
  .map((plans) =>
    graphOf({
      words: 3,
      tasks: plans.map(([locks, times], owner) => {
        const sections = locks.map((lock) => lockSteps(lock, owner));
        const body = Array.from({ length: times }, () => increment(0)).flat();
        const unlocks = sections.map(({ unlock }) => unlock).reverse();
        return task(`t${owner}`, [...sections.map(({ lock }) => lock), ...body, ...unlocks]);
      }),
    }),
  );
const noneLost = property('sum', 'finally', over(1, bin('>', reg(0), num(2))));
const cases = [
  ['SC', 'counting', countingTasks, noneLost],
  ['SC', 'locks', countingTasks, property('deadlock', 'never', over(1, num(1)))],
  [
    'SC',
    'words',
    randomBuffered,
    property('bound', 'always', over(2, bin('==', bin('*', reg(0), reg(1)), num(0)))),
  ],
  ['x86-TSO', 'words', randomBuffered, property('bound', 'finally', over(2, bin('!=', reg(1), num(0))))],
  ['relaxed', 'words', randomBuffered, property('bound', 'finally', over(2, bin('!=', reg(1), num(0))))],
] as const;

/** Undefined where nothing is violated, or there is too much to look at. */
function violatedIn(random: Graph, memory: MemoryModel, asked: PropertyGraph) {
  const graph = { ...random, properties: [asked] };
  const machine = compileMachine(graph, memory);
  const found = explore(graph, machine, { bounds }, silentHooks);
  const { shortest } = found;
  return found.hit === undefined && shortest ? { graph, machine, found, shortest } : undefined;
}

const runs = { numRuns: 200 };

/** By state: whether some way on from it passes. Undefined where daemons can go on when all have ended: see settle.ts. */
function passable(machine: Machine): ((state: Int32Array) => boolean) | undefined {
  const judgement = judgeEnds(machine, 0);
  const keyOf = (state: Int32Array) => state.subarray(0, machine.layout.identity).join(' ');
  const nodes = new Map<string, { readonly state: Int32Array; readonly next: string[]; able: boolean }>();
  const meet = (state: Int32Array): string => {
    const key = keyOf(state);
    if (!nodes.has(key)) nodes.set(key, { state, next: [], able: judgement.passes(state) });
    return key;
  };
  const { state: first } = machine.start();
  if (judgement.after(StepCode.ok, first)) meet(first);
  for (const { state, next } of nodes.values()) {
    if (judgement.isRestless(state)) return undefined;
    for (const actor of machine.actors.keys()) {
      for (let alternative = 0; alternative < machine.alternatives(state, actor); alternative++) {
        const to = state.slice();
        const code = machine.step(to, actor, alternative);
        if (code !== StepCode.ok && code !== StepCode.warned) continue;
        if (judgement.after(code, to)) next.push(meet(to));
      }
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of nodes.values()) {
      if (node.able || !node.next.some((key) => nodes.get(key)?.able)) continue;
      node.able = true;
      changed = true;
    }
  }
  return (state) => nodes.get(keyOf(state))?.able ?? false;
}

it.each(cases)('the point of no return is where the graph has it: %s, %s', (memory, _, graphs, asked) => {
  let asKnown = 0;
  fc.assert(
    fc.property(graphs, (random) => {
      const given = violatedIn(random, memory, asked);
      if (!given) return;
      const { machine, shortest } = given;
      const run = shortest.choices;
      const able = passable(machine);
      if (!able) return;
      const { state } = machine.start();
      let step = able(state) ? 0 : -1;
      for (const [at, { task, alternative }] of run.entries()) {
        const code = machine.step(state, task, alternative);
        if ((code === StepCode.ok || code === StepCode.warned) && able(state)) step = at + 1;
      }
      const point = pointOfNoReturn(machine, run, judgeEnds(machine, 0), work());
      expect(point?.step).toBe(step < run.length ? step : undefined);
      asKnown += 1;
    }),
    runs,
  );
  expect(asKnown).toBeGreaterThan(5);
});

it.each(cases)(
  'the nearest passing run passes, and leaves where it says: %s, %s',
  (memory, _, graphs, asked) => {
    let passing = 0;
    fc.assert(
      fc.property(graphs, (random) => {
        const given = violatedIn(random, memory, asked);
        if (!given) return;
        const { graph, machine, found, shortest } = given;
        const { nearestPassing } = explain(graph, machine, [], found, { otherKinds: false });
        if (!nearestPassing) return;
        passing += 1;
        const follow = (schedule: string) =>
          replay(graph, {
            lab: 'l',
            design: 's',
            strategy: 's',
            memory,
            files: [],
            holders: [],
            policy: { kind: 'scripted', schedule, atItsEnd: 'stop' },
            maxSteps: 100_000,
          });
        const run = follow(nearestPassing.schedule);
        expect(run.findings.filter(({ finding }) => finding.kind !== 'warn')).toEqual([]);
        expect([run.end.stuck, run.steps.length]).toEqual([undefined, nearestPassing.steps]);
        // Over, but for interrupts that may never come, and daemons that nobody asks for their end.
        const optional: unknown[] = asked.kind === 'finally' ? ['interrupt'] : ['interrupt', 'daemon'];
        const left = run.end.enabled.filter(({ task }) => !optional.includes(graph.tasks[task]?.kind));
        expect(left).toEqual([]);
        const violating = follow(shortest.schedule);
        const doers = (one: typeof run) =>
          [...one.steps.task].map((task, at) => `${task} ${one.steps.alternative[at]}`);
        const [a, b] = [doers(violating), doers(run)];
        expect(a.findIndex((doer, at) => doer !== b[at])).toBe(nearestPassing.differsAt);
        expect(nearestPassing.race.before.step).toBeGreaterThanOrEqual(nearestPassing.differsAt);
      }),
      runs,
    );
    expect(passing).toBeGreaterThan(5);
  },
);

it.each(cases)('runs without a pair of steps are the shortest: %s, %s', (memory, _, graphs, asked) => {
  let compared = 0;
  fc.assert(
    fc.property(graphs, fc.nat(), fc.nat(), (random, one, other) => {
      const given = violatedIn(random, memory, asked);
      if (!given || given.shortest.choices.length < 2) return;
      const {
        machine,
        shortest: { finding, choices },
      } = given;
      const marks = marksOf(machine, []);
      const at = one % choices.length;
      const before = marks.place(choices, at);
      const after = marks.place(choices, (at + 1 + (other % (choices.length - 1))) % choices.length);
      const goal = goalLike(machine, { property: 0, finding, choices: [] }, undefined);
      const answer = shortestWithout(machine, goal, [{ before, after }], work());
      expect(answer).not.toBe('stopped');
      const naive = naiveWithout(machine, goal, before, after);
      expect(typeof answer === 'string' ? undefined : answer.choices.length).toBe(naive);
      compared += 1;
    }),
    runs,
  );
  expect(compared).toBeGreaterThan(5);
});

/** Fewest steps to the goal when `before` is done only after `after`; over pairs of text and flag, layer by layer. */
function naiveWithout(
  machine: Machine,
  goal: ReturnType<typeof goalLike>,
  before: StepPlace,
  after: StepPlace,
): number | undefined {
  const met = new Set<string>();
  let layer = [{ state: machine.start().state, late: false }];
  for (let steps = 0; layer.length > 0; steps++) {
    const next: typeof layer = [];
    for (const { state, late } of layer) {
      const key = `${late} ${state.subarray(0, machine.layout.identity).join(' ')}`;
      if (met.has(key)) continue;
      met.add(key);
      if (goal.state(0, state)) return steps;
      if (machine.checkProperties(state) >= 0) continue;
      for (const actor of machine.actors.keys()) {
        for (let alternative = 0; alternative < machine.alternatives(state, actor); alternative++) {
          const isAt = (place: StepPlace) =>
            place.actor === actor &&
            (actor < machine.graph.tasks.length
              ? machine.site(state, actor) === place.site
              : machine.drains(state, actor)[alternative]?.key === place.key);
          if (isAt(before) && !late) continue;
          const to = state.slice();
          const isLate = late || isAt(after);
          const code = machine.step(to, actor, alternative);
          if (code === StepCode.finding && goal.step(code)) return steps + 1;
          if (code === StepCode.ok || code === StepCode.warned) next.push({ state: to, late: isLate });
        }
      }
    }
    layer = next;
  }
  return undefined;
}
