// The text of small models; that Spin reads them as they are meant is for tests/spin to show.

import { expect, test } from 'vitest';
import type { Graph } from '../../language/lower/graph.ts';
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
  store,
  task,
  word,
} from '../../machine/graph.fixture.ts';
import { exportPromela, type PromelaModel } from './promela.ts';

function modelOf(graph: Graph): PromelaModel {
  const made = exportPromela(graph, { title: 'a test', files: [], memory: 'SC' });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const { lock, unlock } = lockSteps(1, 0);

test('a step is a label and an atomic sequence; what was read stays an expression', () => {
  const { text } = modelOf(graphOf({ words: 1, tasks: [task('a', increment(0)), task('b', increment(0))] }));
  expect(text).toContain('active proctype task_a()');
  expect(text).toMatch(/f_1:\t\/\* .*step 1 \*\/\n\tatomic \{\n\t\tk0 = word_at_0x1000;\n\t\tgoto f_2\n\t\}/);
  expect(text).toMatch(/word_at_0x1000 = k0 \+ 1;/);
});

test('a lock is a gate, and its word is as narrow as its values', () => {
  const other = lockSteps(1, 1);
  const tasks = [task('a', [lock, ...increment(0), unlock]), task('b', [other.lock, other.unlock])];
  const { text } = modelOf(graphOf({ words: 2, tasks }));
  expect(text).toMatch(/atomic \{\n\t\tword_at_0x1004 == 0;\n\t\tword_at_0x1004 = 1;/);
  expect(text).toMatch(/^byte word_at_0x1004;/m);
});

test('properties are asserted behind the steps that can change them, and nowhere else', () => {
  const { text } = modelOf(
    graphOf({
      words: 2,
      tasks: [task('a', [...increment(0), { step: 'write', code: [store(word(1), num(7))] }])],
      properties: [property('small', 'always', over(1, bin('<', reg(0), num(1))))],
    }),
  );
  expect(text).toMatch(/#define holds_small\t\(word_at_0x1000 < 1\)/);
  expect(text.match(/assert\(holds_small\)/g)).toHaveLength(1);
  expect(text).not.toContain('proctype finish');
});

test('FINALLY is asked when nobody can run any more', () => {
  const { text } = modelOf(
    graphOf({
      words: 1,
      tasks: [task('a', increment(0))],
      properties: [property('done', 'finally', over(1, bin('==', reg(0), num(2))))],
    }),
  );
  expect(text).toMatch(/:: timeout && left == 0 && !holds_done ->/);
});

test('a run that ends early is over for everybody; where none can, nobody asks', () => {
  const wild = { step: 'read' as const, code: [load(0, num(8)), store(word(0), reg(0))] };
  const dying = modelOf(graphOf({ words: 1, tasks: [task('a', [wild]), task('b', increment(0))] }));
  expect(dying.text).toMatch(/over = 1;/);
  expect(dying.text.match(/!over/g)).toHaveLength(3);
  const living = modelOf(graphOf({ words: 1, tasks: [task('b', increment(0))] }));
  expect(living.text).not.toContain('over');
});

test('lines that begin a step say whose it is', () => {
  const waits = { step: 'wait' as const, code: [load(0, word(0)), guard(bin('==', reg(0), num(2)))] };
  const { text, marks } = modelOf(
    graphOf({ words: 1, tasks: [task('a', increment(0)), task('b', [waits])] }),
  );
  const lines = text.split('\n');
  const marked = [...marks].map(([line, { task: who }]) => [who, lines[line - 1]?.trim()]);
  expect(marked).toContainEqual([0, 'k0 = word_at_0x1000;']);
  expect(marked).toHaveLength(3);
});

test('what Promela cannot say is left out, and said', () => {
  const { notes, leftOut, text } = modelOf(
    graphOf({
      words: 1,
      tasks: [task('a', increment(0))],
      properties: [
        property('back', 'can-still', over(1, bin('==', reg(0), num(0)))),
        property('dear', 'cost', over(1, num(1))),
      ],
    }),
  );
  expect(leftOut).toEqual([0, 1]);
  expect(notes).toEqual([
    'back is left out: Promela cannot say CAN_STILL.',
    'dear is left out: Promela cannot say COST.',
  ]);
  expect(text).toContain(' * back is left out');
});

test('other memory models, and labs without a first step, are refused with a remedy', () => {
  const graph = graphOf({ words: 1, tasks: [task('a', increment(0))] });
  expect(exportPromela(graph, { title: '', files: [], memory: 'relaxed' })).toMatchObject({ ok: false });
  const dead = { ...graph, boot: graphOf({ words: 1, tasks: [], boot: [load(0, num(8))] }).boot };
  expect(exportPromela(dead, { title: '', files: [], memory: 'SC' })).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/no run of this lab has a first step/) },
  });
});
