// Random small programs about two or three pages that look exchangeable: tasks that do the same to one page or the
// next, through addresses in their text or in memory. In many of them something small tells the pages apart.

import fc from 'fast-check';
import type {
  CodeBlock,
  Graph,
  Instruction,
  MemoryObject,
  PropertyGraph,
  TaskGraph,
  Value,
} from '../language/lower/graph.ts';
import {
  base,
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

/** Words of a page; then those that all share. A ghost has an element for each page. */
const at = { lock: 0, count: 1, flags: 2, plain: 3, link: 4 } as const;
const pageWords = 5;
const shared = { head: 0, total: 1 } as const;
const sharedWords = 2;
const bugs = [
  { severity: 'bug' as const, text: 'BUG', span },
  { severity: 'warn' as const, text: 'WARN', span },
];

/** Where one task works. */
interface Surroundings {
  readonly pages: number;
  readonly near: number;
  readonly far: number;
  readonly task: number;
}
interface Step {
  readonly code: readonly Instruction[];
  readonly operation?: 'read' | 'lock' | 'choose';
  /** Past the next step where register 0 is 0. */
  readonly skips?: boolean;
}
type Make = (here: Surroundings) => readonly Step[];

const indexOf = (page: number, field: number) => page * pageWords + field;
const addressOf = (page: number) => word(indexOf(page, 0));
const near = (field: number) => (here: Surroundings) => word(indexOf(here.near, field));
const common = (field: number) => (here: Surroundings) => word(here.pages * pageWords + field);
const rmw = (address: Value, op: 'add' | 'or' | 'and', by: number): Instruction => ({
  kind: 'rmw',
  op,
  address,
  size: 4,
  value: num(by),
  access: 'rmw',
});
const check = (index: number, test: Value): Instruction => ({ kind: 'check', of: 'bug', index, test });
const one =
  (code: (here: Surroundings) => readonly Instruction[], more: Omit<Step, 'code'> = {}): Make =>
  (here) => [{ code: code(here), ...more }];
const seq =
  (...makes: readonly Make[]): Make =>
  (here) =>
    makes.flatMap((make) => make(here));

const take = one(
  (here) => [
    { kind: 'load', register: 3, address: near(at.lock)(here), size: 4, signed: true, access: 'lock' },
    guard(bin('==', reg(3), num(0))),
    { kind: 'store', address: near(at.lock)(here), size: 4, value: num(here.task + 1), access: 'lock' },
  ],
  { operation: 'lock' },
);
const give = one((here) => [
  { kind: 'store', address: near(at.lock)(here), size: 4, value: num(0), access: 'unlock' },
]);
const word4 = fc.constantFrom(at.count, at.flags, at.plain);
const small = fc.constantFrom(0, 1, 2);

/** Through the addresses of the text alone. */
const direct: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(1, -1).map((by) => one((here) => [rmw(near(at.count)(here), 'add', by)])),
  fc.constantFrom(1, 2).map((bit) => one((here) => [rmw(near(at.flags)(here), 'or', bit)])),
  fc.constantFrom(1, 2).map((bit) => one((here) => [rmw(near(at.flags)(here), 'and', ~bit)])),
  small.map((value) => one((here) => [store(near(at.plain)(here), num(value))])),
  fc
    .tuple(word4, fc.boolean())
    .map(([field, skips]) => one((here) => [load(0, near(field)(here))], { skips })),
  fc.constant(one((here) => [store(near(at.plain)(here), bin('+', reg(0), num(1)))])),
  fc.constant(one((here) => [rmw(common(shared.total)(here), 'add', 1)])),
  fc.constant(one((here) => [load(0, common(shared.total)(here))], { skips: true })),
  fc
    .tuple(word4, small)
    .map(([field, value]) =>
      one((here) => [load(1, near(field)(here)), guard(bin('!=', reg(1), num(value)))]),
    ),
  fc
    .tuple(word4, small, fc.constantFrom(0, 1))
    .map(([field, value, bug]) =>
      one((here) => [load(1, near(field)(here)), check(bug, bin('!=', reg(1), num(value)))]),
    ),
  fc.constant(one(() => [{ kind: 'choose', register: 0, count: 2 }], { operation: 'choose', skips: true })),
  fc.constant(
    one((here) => [load(1, near(at.plain)(here)), rmw(word(ghostOf(here.pages, here.near)), 'add', 1)]),
  ),
  // The far page, behind the near one.
  fc.constant(one((here) => [load(0, word(indexOf(here.far, at.plain)))], { skips: true })),
);

/** Where the address of a page is a value. */
const pointed: fc.Arbitrary<Make> = fc.oneof(
  fc.constant(one((here) => [store(common(shared.head)(here), addressOf(here.near))])),
  fc.constant(one((here) => [store(near(at.link)(here), addressOf(here.far))])),
  fc.constant(
    one((here) => [
      load(2, common(shared.head)(here)),
      guard(bin('!=', reg(2), num(0))),
      store(common(shared.head)(here), num(0)),
    ]),
  ),
  fc.constantFrom(shared.head).map((field) =>
    seq(
      one((here) => [load(2, common(field)(here)), set(0, reg(2))], { skips: true }),
      one(() => [load(0, bin('+', reg(2), num(4 * at.plain)))]),
    ),
  ),
  fc.constant(
    seq(
      one((here) => [load(2, common(shared.head)(here)), set(0, reg(2))], { skips: true }),
      one(() => [store(bin('+', reg(2), num(4 * at.plain)), num(1))]),
    ),
  ),
  fc.constant(
    one((here) => [load(2, common(shared.head)(here)), set(0, bin('==', reg(2), addressOf(here.near)))], {
      skips: true,
    }),
  ),
  // Order among addresses, and arithmetic on them: these tell pages apart.
  fc.constant(
    one((here) => [load(2, common(shared.head)(here)), set(0, bin('<', reg(2), num(base + 4 * pageWords)))], {
      skips: true,
    }),
  ),
  fc.constant(one((here) => [rmw(common(shared.head)(here), 'or', 8)])),
);

const piece: fc.Arbitrary<Make> = fc.oneof(
  { weight: 5, arbitrary: direct },
  { weight: 2, arbitrary: pointed },
  {
    weight: 3,
    arbitrary: fc.array(direct, { minLength: 1, maxLength: 2 }).map((inside) => seq(take, ...inside, give)),
  },
);

function ghostOf(pages: number, page: number): number {
  return pages * pageWords + sharedWords + page;
}

function taskOf(name: string, kind: TaskGraph['kind'], cpu: number, steps: readonly Step[]): TaskGraph {
  const end = steps.length + 1;
  const blocks = steps.map(
    ({ code, operation = 'read', skips }, index): CodeBlock => ({
      step: { ...site(`${name} ${index}`, operation), lineInFunction: index },
      code,
      exit: skips ? branch(reg(0), index + 2, Math.min(index + 3, end)) : { kind: 'goto', target: index + 2 },
    }),
  );
  return {
    name,
    kind,
    cpu,
    registers: 4,
    span,
    blocks: [
      { step: undefined, code: [], exit: { kind: 'goto', target: 1 } },
      ...blocks,
      { step: undefined, code: [], exit: { kind: 'end' } },
    ],
  };
}

function objectsOf(pages: number): readonly MemoryObject[] {
  const object = (name: string, kind: MemoryObject['kind'], from: number, words: number): MemoryObject => ({
    name,
    kind,
    address: base + 4 * from,
    size: 4 * words,
    fields: [],
  });
  return [
    ...Array.from({ length: pages }, (_, page) => object(`p${page}`, 'page', indexOf(page, 0), pageWords)),
    object('shared', 'global', pages * pageWords, sharedWords),
    object('pins', 'ghost', ghostOf(pages, 0), pages),
  ];
}

/** What tells one page from the others, if anything does. */
const differences = [
  'nothing',
  'nothing',
  'nothing',
  'boot',
  'text',
  'number',
  'property',
  'reader',
] as const;

export const randomPages: fc.Arbitrary<Graph> = fc
  .record({
    pages: fc.constantFrom(2, 2, 2, 3),
    roles: fc.array(fc.array(piece, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
    /** Members of each role for each page. */
    twice: fc.boolean(),
    other: fc.option(fc.array(piece, { minLength: 1, maxLength: 2 })),
    otherKind: fc.constantFrom('task' as const, 'daemon' as const, 'interrupt' as const, 'quiesce' as const),
    difference: fc.constantFrom(...differences),
    first: fc.constantFrom(0, 1),
    linked: fc.boolean(),
    asked: fc.record({
      kind: fc.constantFrom<PropertyGraph['kind']>('always', 'never', 'finally', 'cost'),
      field: word4,
      value: fc.constantFrom(0, 1, 2, 3),
      joint: fc.boolean(),
      ghost: fc.boolean(),
    }),
    total: fc.option(fc.constantFrom(1, 2, 3)),
  })
  .map(({ pages, roles, twice, other, otherKind, difference, first, linked, asked, total }) => {
    const tasks: TaskGraph[] = [];
    const add = (kind: TaskGraph['kind'], page: number, makes: readonly Make[]) => {
      const task = tasks.length;
      const here = { pages, near: page, far: (page + 1) % pages, task };
      tasks.push(
        taskOf(
          `t${task}`,
          kind,
          kind === 'quiesce' ? 0 : task,
          makes.flatMap((make) => make(here)),
        ),
      );
    };
    const few = roles.length > 1 && pages > 2 ? roles.slice(0, 1) : roles;
    for (let page = 0; page < pages; page++) {
      for (const role of few) {
        const odd = difference === 'text' && page === 1;
        const number = one((here) => [store(common(shared.total)(here), num(here.task))]);
        const makes = difference === 'number' ? [...role, number] : role;
        const extra = odd ? [...makes, one((here) => [store(near(at.plain)(here), num(2))])] : makes;
        for (let member = 0; member < (twice && few.length === 1 && pages === 2 ? 2 : 1); member++)
          add('task', page, extra);
      }
    }
    if (other) {
      const looks = one((here) => [load(0, common(shared.total)(here))]);
      const makes = difference === 'reader' ? other : [looks];
      add(otherKind, 0, makes);
    }
    const boot: Instruction[] = [];
    for (let page = 0; page < pages; page++) {
      boot.push(store(word(indexOf(page, at.count)), num(first)));
      if (linked) boot.push(store(word(indexOf(page, at.link)), addressOf((page + 1) % pages)));
    }
    if (difference === 'boot') boot.push(store(word(indexOf(0, at.flags)), num(1)));
    const words = pages * pageWords + sharedWords;
    const count = words + pages;
    const about = (page: number) =>
      bin(
        '!=',
        reg(asked.ghost ? ghostOf(pages, page) : indexOf(page, asked.field)),
        num(asked.ghost ? 1 : asked.value),
      );
    const all = Array.from({ length: pages }, (_, page) => about(page));
    const joint = all.reduce((sum, test) => bin('&', sum, test));
    const tests = difference === 'property' ? [about(0)] : asked.joint ? [joint] : all;
    const properties = tests.map((test, index) => property(`q${index}`, asked.kind, over(count, test)));
    if (total !== null) {
      const test = bin('!=', reg(pages * pageWords + shared.total), num(total));
      properties.push(property('total', 'always', over(count, test)));
    }
    const graph = graphOf({
      words,
      ghosts: Array.from({ length: pages }, () => true),
      tasks,
      properties,
      bugs,
      boot,
      cpus: tasks.length,
    });
    return { ...graph, memory: { ...graph.memory, objects: objectsOf(pages) } };
  });
