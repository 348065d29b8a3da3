// Texts as long as the bound allows are lowered in a second or two, or refused, whatever they are made of.

import { expect, test } from 'vitest';
import { lowerProgram } from './lower.ts';
import {
  act,
  add,
  assign,
  declare,
  global,
  local,
  num,
  own,
  program,
  read,
  shared,
  task,
} from './program.fixture.ts';

const globals = [global(1, 'x')];

test('sixty thousand private statements in a row', () => {
  const counting = Array.from({ length: 60_000 }, () => act(add(own(1), num(1))));
  const body = [declare(1, num(0)), ...counting, act(assign(shared(1), read(own(1))))];
  const of = program({ globals, tasks: [task('t', body, [local(1, 'i')])] });
  const lowered = lowerProgram(of, { ledger: false });
  expect(lowered.ok && lowered.value.tasks[0]?.blocks.length).toBe(2);
});

test('more locals in use over more steps than anything here could keep', () => {
  const ids = Array.from({ length: 2000 }, (_, at) => at + 1);
  const body = [
    ...ids.map((id) => declare(id, read(shared(1)))),
    ...Array.from({ length: 4000 }, () => act(assign(shared(1), num(1)))),
    ...ids.map((id) => act(assign(shared(1), read(own(id))))),
  ];
  const locals = ids.map((id) => local(id, `q${id}`));
  const of = program({ globals, tasks: [task('t', body, locals)] });
  expect(lowerProgram(of, { ledger: false })).toMatchObject({
    ok: false,
    error: [{ code: 'too-much-code' }],
  });
});
