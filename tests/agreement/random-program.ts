// Small random lab C programs as text: shared scalars, bit-thin ones too, a union, pages, pointers, locks, atomics,
// choices, ghosts, loops, jumps, calls, shared CPUs, interrupts.
//
// Promises: every loop is bounded; a program is valid lab C (whether it ends well is another matter). Built from
// fast-check arbitraries all the way down, so that a failure shrinks.

import fc from 'fast-check';
import type { Piece, Writer } from './piece.ts';
import { pure } from './random-expression.ts';
import { flat, rare, simple, statements, write } from './random-statement.ts';
import { globals } from './small-kernel.ts';

const locals = `int n0 = 1, n1; int k = 2; int *kp = &k; int n_array[2] = { 4, 5 }; struct list_head *pos;`;

interface Shape {
  readonly tasks: readonly (readonly Piece[])[];
  readonly f: readonly Piece[];
  readonly h: readonly Piece[];
  readonly sharing: 'none' | 'cpu' | 'interrupt';
  readonly daemon: boolean;
  readonly quiesce: boolean;
  readonly never: Piece;
  readonly always: readonly [Piece, Piece];
  readonly at: Piece;
  readonly finally: Piece;
}

/** The text of a lab. */
export const randomLab: fc.Arbitrary<string> = fc
  .record<Shape>({
    tasks: fc.array(statements, { minLength: 1, maxLength: 3 }),
    f: flat,
    h: fc.array(simple, { maxLength: 2 }),
    sharing: fc.constantFrom('none', 'none', 'cpu', 'interrupt'),
    daemon: fc.boolean(),
    quiesce: fc.boolean(),
    never: pure,
    always: fc.tuple(pure, pure),
    at: pure,
    finally: pure,
  })
  .map(writeLab);

/** Two tasks of very few steps, so that every schedule can be tried. */
export const tinyLab: fc.Arbitrary<string> = fc
  .record({
    tasks: fc.tuple(tinyBody(), tinyBody()),
    sharing: fc.boolean(),
    never: pure,
    cost: pure,
    at: pure,
    finally: pure,
  })
  .map(({ tasks, sharing, never, cost, at, finally: last }) => {
    let names = 0;
    const writer: Writer = { fresh: () => names++, loops: 0, level: 'pure' };
    const bodies = tasks.map((pieces, index) => {
      const cpu = sharing ? ', .cpu = 0' : '';
      return `TASK(t${index}${cpu})\n{\n\tint n0 = 1, n1;\n\t${write(pieces, { ...writer, level: 'task' })}\n}\n`;
    });
    return `#include <lab.h>

PAGE(p, .v = 1);
PAGE(q, .v = 2);
${globals}
int k, *kp = &x, n_array[2];
static void h(int *at) { *at = 3; }
static int f(int n) { return n + 1; }

${bodies.join('\n')}
NEVER(never_one, ${never(writer)} == 5);
COST(cost_one, ${cost(writer)} == 2);
AT(at_one, happened(n), n != ${at(writer)});
FINALLY(finally_one, ${last(writer)} >= 0);
`;
  });

function tinyBody(): fc.Arbitrary<readonly Piece[]> {
  const piece = fc.oneof({ weight: 6, arbitrary: simple }, { weight: 2, arbitrary: rare });
  return fc.array(piece, { minLength: 1, maxLength: 2 });
}

function writeLab(shape: Shape): string {
  let names = 0;
  const writer = (level: Writer['level']): Writer => ({ fresh: () => names++, loops: 0, level });
  const pureWriter = writer('pure');
  const tasks = shape.tasks.map((pieces, index) => {
    const last = index > 0 && index === shape.tasks.length - 1;
    const form =
      last && shape.sharing === 'interrupt' ? 'INTERRUPT' : last && shape.daemon ? 'DAEMON' : 'TASK';
    const cpu = shape.sharing === 'none' ? '' : `, .cpu = ${index === 1 && shape.tasks.length === 3 ? 1 : 0}`;
    return `${form}(t${index}${cpu})\n{\n\t${locals}\n\t${write(pieces, writer('task'))}\n}\n`;
  });
  return `#include <lab.h>

PAGE(p, .v = 1);
PAGE(q, .v = 2);
${globals}
static void h(int *at)
{
	int n0 = *at, n1 = 0, k = 1; int *kp = at; int n_array[2] = { 0, 1 };
	*at = n0 + 1;
	${write(shape.h, writer('h'))}
}

static int f(int n)
{
	${locals}
	n0 = n;
	${write(shape.f, writer('f'))}
	return n0 + n;
}

${tasks.join('\n')}
${shape.quiesce ? 'QUIESCE { x = x + atomic_read(&a); }\n' : ''}
NEVER(never_one, ${shape.never(pureWriter)} == 5);
ALWAYS(always_one, ${shape.always[0](pureWriter)} != 6) WHEN(${shape.always[1](pureWriter)});
AT(at_one, happened(n), n != ${shape.at(pureWriter)});
FINALLY(finally_one, ${shape.finally(pureWriter)} >= 0);
`;
}
