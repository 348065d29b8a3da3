import { describe, expect, test } from 'vitest';
import type { Field, Graph, Instruction, MemoryObject } from '../language/lower/graph.ts';
import { base, graphOf, load, num, store, task, word } from '../machine/graph.fixture.ts';
import { replay } from '../replay/replay.ts';
import { scriptedPolicy } from '../schedule/policy.ts';
import { pendingAt } from '../trace/pending-at.ts';
import { mailDiagram } from './mail.ts';
import { pendingText } from './pending-text.ts';
import { tableOf } from './table.ts';

function field(path: string, address: number, more: Partial<Field> = {}): Field {
  const plain = { type: 'int', display: 'number', names: [], arms: [], extension: false } as const;
  return { path, address, size: 4, signed: true, ...plain, ...more };
}
const flags = [
  { value: 2, name: 'PG_dirty' },
  { value: 4, name: 'PG_lru' },
];
const page: MemoryObject = {
  name: 'p',
  kind: 'page',
  address: base,
  size: 16,
  fields: [
    field('flags', base, { display: 'bits', names: flags }),
    field('_refcount', base + 4),
    field('order', base + 8, { size: 1 }),
    field('half', base + 10, { size: 2 }),
  ],
};

const rmw = (
  op: 'add' | 'or' | 'and' | 'xor',
  at: number,
  value: number,
  size: 1 | 2 | 4 = 4,
): Instruction => ({
  kind: 'rmw',
  op,
  address: num(base + at),
  size,
  value: num(value),
  access: 'rmw',
});

/** Message passing: `_refcount` is written first and may be seen last. */
const graph: Graph = (() => {
  const plain = graphOf({
    words: 4,
    cpus: 2,
    tasks: [
      task('writer', [
        { step: 'write', code: [store(word(1), num(7))] },
        { step: 'rmw', code: [rmw('or', 0, 16)] },
        { step: 'write', code: [store(word(3), num(1))] },
        { step: 'fence', code: [{ kind: 'fence', fence: 'mb' }] },
      ]),
      task(
        'reader',
        [
          { step: 'read', code: [load(0, word(0))] },
          { step: 'read', code: [load(0, word(1))] },
        ],
        { cpu: 1 },
      ),
    ],
  });
  return { ...plain, memory: { ...plain.memory, objects: [page] } };
})();

function run(of: Graph, schedule: string) {
  const files = [{ path: 'l.lab.c', role: 'lab' as const, text: 'x\n' }];
  const named = {
    lab: 's00-example',
    design: 'get-only@relaxed',
    strategy: 'get-only',
    memory: 'relaxed' as const,
  };
  const policy = scriptedPolicy(schedule, 'stop');
  return replay(of, { ...named, files, holders: [], policy, maxSteps: 100 });
}

describe('a run under store buffers', () => {
  const shown = run(
    graph,
    'writer/f+3#1 cpu0:buffer/p->flags#1 reader/f+2#1 cpu0:buffer/p->_refcount#1 cpu0:buffer/0x100c#1 writer/f+4#1',
  );

  test('has a row for what waits and one for what becomes visible, in the column of its task', () => {
    const rows = tableOf(shown).rows.flatMap((row) =>
      row.kind === 'step' ? [[row.task, row.drains, row.waits?.value, row.changes[0]?.value]] : [[row.kind]],
    );
    expect(rows).toEqual([
      ['switch'],
      [0, undefined, ':= 7', undefined],
      [0, undefined, '+PG_lru', undefined],
      [0, undefined, undefined, undefined],
      [0, 0, undefined, '+PG_lru'],
      ['switch'],
      [1, undefined, undefined, undefined],
      [1, undefined, undefined, undefined],
      [0, 0, undefined, '0->7'],
      [0, 0, undefined, undefined],
      ['switch'],
      [0, undefined, undefined, undefined],
    ]);
    expect(tableOf(shown).columns.map(({ name }) => name)).toEqual(['writer', 'reader']);
  });

  test('in a mail', () => {
    expect(mailDiagram(shown, undefined)).toMatchInlineSnapshot(`
      "s00-example, design get-only@relaxed

      CPU0 writer          CPU1 reader                   page p
      ------------------------------------------------------------------------
      step 1                                             waits: _refcount := 7
      step 2                                             waits: flags +PG_lru
      step 3
      ~ CPU0 buffer: p->flags                            flags +PG_lru

                           step 1                        sees flags PG_lru
                           step 2                        sees _refcount 0
      ~ CPU0 buffer: p->_refcount                        _refcount 0->7
      ~ CPU0 buffer: 0x100c

      step 4

      9 steps of one run, not an exploration. Nothing was found on the way.

      Schedule:
        writer/f+3#1 cpu0:buffer/p->flags#1 reader/f+2#1
        cpu0:buffer/p->_refcount#1 cpu0:buffer/0x100c#1 writer/f+4#1
      "
    `);
  });
});

test('what waits, in words', () => {
  const code = [
    store(num(base), num(20)),
    rmw('and', 0, ~4),
    rmw('xor', 0, 3),
    rmw('add', 4, -2),
    { kind: 'store', address: num(base + 10), size: 2, value: num(-5), access: 'plain' } as const,
    rmw('add', 8, 3, 1),
    store(word(3), num(9)),
  ];
  const words = code.map((one) => {
    const single = graphOf({ words: 4, tasks: [task('a', [{ step: 'write', code: [one] }])] });
    const of = { ...single, memory: { ...single.memory, objects: [page] } };
    const [waiting] = pendingAt(run(of, 'a/f+1#1'), 1);
    return waiting && pendingText([page], waiting);
  });
  expect(words).toEqual([
    'p->flags := PG_dirty PG_lru',
    'p->flags -PG_dirty',
    'p->flags ^= 0x3',
    'p->_refcount -= 2',
    'p->half := -5',
    'p->order += 3',
    '0x100c := 0x9',
  ]);
});
