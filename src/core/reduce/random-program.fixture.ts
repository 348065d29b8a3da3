// Random small programs for the reductions: tasks, daemons, interrupts and a quiesce task over a few words, with locks,
// counters, flags, guards, choices and every kind of property that a reduction must keep.

import fc from 'fast-check';
import type {
  CodeBlock,
  Graph,
  Instruction,
  PropertyGraph,
  TaskGraph,
  Value,
} from '../language/lower/graph.ts';
import {
  bin,
  branch,
  graphOf,
  guard,
  load,
  num,
  over,
  property,
  reg,
  set,
  site,
  span,
  store,
  word,
} from '../machine/graph.fixture.ts';

/** Words: two locks, a counter, flags, two plain ones, two ghosts. */
const locks = [0, 1];
const counter = 2;
const flags = 3;
const plain = [4, 5];
const shared = 6;
const ghosts = 2;
const bugs = [
  { severity: 'bug' as const, text: 'BUG', span },
  { severity: 'warn' as const, text: 'WARN', span },
];

interface Step {
  readonly code: readonly Instruction[];
  /** After the step: on to the next, or past it where register 0 is 0. */
  readonly skips: boolean;
  readonly operation: 'read' | 'lock' | 'choose' | 'wait';
}
type Make = (task: number) => readonly Step[];

const one = (code: readonly Instruction[], operation: Step['operation'] = 'read', skips = false): Step => ({
  code,
  skips,
  operation,
});
const rmw = (index: number, op: 'add' | 'or' | 'and' | 'xor', by: number): Instruction => ({
  kind: 'rmw',
  op,
  address: word(index),
  size: 4,
  value: num(by),
  access: 'rmw',
});
const check = (of: 'bug' | 'property', index: number, test: Value): Instruction => ({
  kind: 'check',
  of,
  index,
  test,
});

const plainWord = fc.constantFrom(...plain);
const anyWord = fc.constantFrom(counter, flags, ...plain);
const small = fc.constantFrom(0, 1, 2);
const bit = fc.constantFrom(1, 2, 4);

const lockUp = (index: number, task: number): Step =>
  one(
    [
      { kind: 'load', register: 3, address: word(index), size: 4, signed: true, access: 'lock' },
      guard(bin('==', reg(3), num(0))),
      { kind: 'store', address: word(index), size: 4, value: num(task + 1), access: 'lock' },
    ],
    'lock',
  );
const lockDown = (index: number): Step =>
  one([{ kind: 'store', address: word(index), size: 4, value: num(0), access: 'unlock' }]);

const simple: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(plainWord, small).map(([at, value]) => one([store(word(at), num(value))])),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyWord, fc.boolean()).map(([at, skips]) => one([load(0, word(at))], 'read', skips)),
  },
  { weight: 3, arbitrary: fc.constantFrom(1, -1, 2).map((by) => one([rmw(counter, 'add', by)])) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(1, -1)
      .map((by) =>
        one(
          [
            load(1, word(counter)),
            store(word(counter), bin('+', reg(1), num(by))),
            set(0, bin('==', bin('+', reg(1), num(by)), num(0))),
          ],
          'read',
          true,
        ),
      ),
  },
  { weight: 2, arbitrary: bit.map((mask) => one([rmw(flags, 'or', mask)])) },
  { weight: 2, arbitrary: bit.map((mask) => one([rmw(flags, 'and', ~mask)])) },
  {
    weight: 2,
    arbitrary: bit.map((mask) =>
      one(
        [
          load(1, word(flags)),
          store(word(flags), bin('|', reg(1), num(mask))),
          set(0, bin('&', reg(1), num(mask))),
        ],
        'read',
        true,
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: bit.map((mask) =>
      one([load(1, word(flags)), set(0, bin('&', reg(1), num(mask)))], 'read', true),
    ),
  },
  { weight: 1, arbitrary: plainWord.map((at) => one([store(word(at), bin('+', reg(0), num(1)))])) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyWord, small)
      .map(([at, value]) => one([load(1, word(at)), guard(bin('!=', reg(1), num(value)))], 'wait')),
  },
  { weight: 1, arbitrary: fc.constant(one([{ kind: 'choose', register: 0, count: 2 }], 'choose', true)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyWord, small)
      .map(([at, value]) => one([load(1, word(at)), check('bug', 0, bin('!=', reg(1), num(value)))])),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyWord, small)
      .map(([at, value]) => one([load(1, word(at)), check('bug', 1, bin('!=', reg(1), num(value)))])),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyWord, small)
      .map(([at, value]) => one([load(1, word(at)), { kind: 'prune', test: bin('!=', reg(1), num(value)) }])),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyWord, fc.nat({ max: ghosts - 1 }))
      .map(([at, ghost]) => one([load(1, word(at)), rmw(shared + ghost, 'add', 1)])),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat({ max: ghosts - 1 })
      .map((ghost) =>
        one([
          rmw(counter, 'add', 1),
          rmw(shared + ghost, 'add', 1),
          check('property', 3, bin('<=', reg(0), num(1))),
        ]),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'preempt-disable' as const,
        'preempt-enable' as const,
        'irq-disable' as const,
        'irq-enable' as const,
      )
      .map((op) => one([{ kind: 'cpu-control', op }])),
  },
);

const piece: fc.Arbitrary<Make> = fc.oneof(
  {
    weight: 5,
    arbitrary: simple.map(
      (step): Make =>
        () => [step],
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...locks), fc.array(simple, { maxLength: 3 })).map(
      ([lock, inside]): Make =>
        (task) => [lockUp(lock, task), ...inside, lockDown(lock)],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(simple, { maxLength: 1 }).map(
      (inside): Make =>
        (task) => [lockUp(0, task), lockUp(1, task), ...inside, lockDown(1), lockDown(0)],
    ),
  },
  // A reference: taken, used, dropped.
  {
    weight: 3,
    arbitrary: fc.array(simple, { maxLength: 1 }).map(
      (inside): Make =>
        () => [
          one([rmw(counter, 'add', 1)]),
          ...inside,
          one(
            [
              load(1, word(counter)),
              store(word(counter), bin('+', reg(1), num(-1))),
              set(0, bin('==', bin('+', reg(1), num(-1)), num(0))),
            ],
            'read',
            true,
          ),
        ],
    ),
  },
  // A lock that is given back by whoever comes: no discipline.
  {
    weight: 1,
    arbitrary: fc.constantFrom(...locks).map(
      (lock): Make =>
        () => [lockDown(lock)],
    ),
  },
);

function taskOf(
  name: string,
  kind: TaskGraph['kind'],
  cpu: number,
  steps: readonly Step[],
  loops: boolean,
): TaskGraph {
  const blocks: CodeBlock[] = [{ step: undefined, code: [], exit: { kind: 'goto', target: 1 } }];
  const end = steps.length + 1;
  steps.forEach(({ code, skips, operation }, index) => {
    const next = index + 2;
    const past = Math.min(next + 1, end);
    blocks.push({
      step: { ...site(`${name} ${index}`, operation), lineInFunction: index },
      code,
      exit: skips ? branch(reg(0), next, past) : { kind: 'goto', target: next },
    });
  });
  // The last one leads to the end, or once more to the beginning as long as a word says so.
  blocks.push(
    loops
      ? {
          step: undefined,
          code: [],
          exit: branch(bin('==', reg(0), num(2)), 1, end + 1),
        }
      : { step: undefined, code: [], exit: { kind: 'end' } },
  );
  if (loops) blocks.push({ step: undefined, code: [], exit: { kind: 'end' } });
  return { name, kind, cpu, registers: 4, blocks, span };
}

const condition: fc.Arbitrary<Value> = fc.oneof(
  fc
    .tuple(fc.constantFrom(counter, flags, ...plain, shared, shared + 1), fc.constantFrom(0, 1, 2, 3))
    .map(([at, value]) => bin('!=', reg(at), num(value))),
  fc.constantFrom(counter, shared).map((at) => bin('>=', reg(at), num(0))),
  fc.tuple(fc.constantFrom(...plain), fc.constantFrom(...plain)).map(([a, b]) => bin('==', reg(a), reg(b))),
);

const kinds = fc.constantFrom<TaskGraph['kind']>('task', 'task', 'task', 'task', 'daemon', 'interrupt');

export const randomProgram: fc.Arbitrary<Graph> = fc
  .record({
    drafts: fc.array(
      fc.record({
        kind: kinds,
        cpu: fc.constantFrom(0, 1, 1, 2, 2),
        code: fc.array(piece, { minLength: 1, maxLength: 4 }),
        loops: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    quiesce: fc.option(fc.array(simple, { minLength: 1, maxLength: 2 })),
    always: fc.option(condition),
    second: fc.option(condition),
    last: fc.option(condition),
    cost: fc.option(condition),
    first: fc.constantFrom(0, 1, 3),
    /** So many of the tasks run the same. */
    twins: fc.constantFrom(0, 0, 2, 3),
  })
  .map(({ drafts: given, quiesce, always, second, last, cost, first, twins }) => {
    const [model] = given;
    const drafts = given.map((draft, index) =>
      model && index < twins ? { ...model, kind: 'task' as const, cpu: 3 + index } : draft,
    );
    const tasks = drafts.map(({ kind, cpu, code, loops }, index) =>
      taskOf(
        `t${index}`,
        kind,
        cpu,
        code.flatMap((make) => make(index)),
        loops,
      ),
    );
    if (quiesce) tasks.push(taskOf('quiesce', 'quiesce', 0, quiesce, false));
    const asked = (name: string, kind: PropertyGraph['kind'], test: Value | null): PropertyGraph =>
      property(name, kind, over(shared + ghosts, test ?? num(1)));
    return graphOf({
      words: shared,
      ghosts: Array.from({ length: ghosts }, () => true),
      tasks,
      bugs,
      cpus: 6,
      boot: [store(word(counter), num(first))],
      properties: [
        asked('always', 'always', always),
        asked('second', 'never', second),
        asked('last', 'finally', last),
        property('at', 'at', undefined),
        asked('cost', 'cost', cost),
      ],
    });
  });
