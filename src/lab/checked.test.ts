import { expect, test } from 'vitest';
import { shippedLibrary } from './built-worker.fixture.ts';
import { checkLab } from './engine.ts';

const { kernel, texts } = shippedLibrary();
const strategy = texts.find(({ path }) => path === 'strategies/get-only.strategy.c');
const chain = (one: (at: number) => string) => Array.from({ length: 7000 }, (_, at) => one(at)).join('\n');

test.each([
  ['typedefs', `typedef int t0;\n${chain((at) => `typedef t${at} *t${at + 1};`)}\nt7000 x;`],
  [
    'structs',
    `struct s0 { int a; };\n${chain((at) => `struct s${at + 1} { struct s${at} m; };`)}\nstruct s7000 x;`,
  ],
])('a chain of %s that fills the stack is bad input, not a defect', (_, text) => {
  if (strategy === undefined) throw new Error('no strategy to check with');
  const lab = {
    path: 'deep.lab.c',
    role: 'lab' as const,
    text: `#include <lab.h>\n${text}\nTASK(t) { x; }\n`,
  };
  const { diagnostics, outline } = checkLab({ lab, strategy, kernel });
  expect(outline).toBeUndefined();
  expect(diagnostics).toMatchObject([{ path: 'deep.lab.c', code: 'too-deep', severity: 'error' }]);
});
