import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateBinary } from '../../language/lower/value.ts';
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
} from '../../machine/graph.fixture.ts';
import { randomGraph } from '../../machine/random-graph.fixture.ts';
import { bothOf } from './agree.fixture.ts';
import { runModule } from './evaluate.fixture.ts';
import { support } from './support.ts';
import { readModule } from './syntax.fixture.ts';
import { exportTla } from './tla.ts';
import { literal } from './value.ts';

const { lock, unlock } = lockSteps(1, 0);
const other = lockSteps(1, 1);
const counted = property('counted', 'finally', over(1, bin('==', reg(0), num(2))));

describe('a TLA+ module', () => {
  it('has the states and the verdict of the search', () => {
    const raced = graphOf({
      words: 2,
      tasks: [task('a', increment(0)), task('b', increment(0))],
      properties: [counted],
    });
    expect(bothOf(raced, 1000)).toMatchObject({
      ours: { violated: true },
      tla: { violated: true },
      mistakes: [],
    });
    const locked = graphOf({
      words: 2,
      tasks: [
        task('a', [lock, ...increment(0), unlock]),
        task('b', [other.lock, ...increment(0), other.unlock]),
      ],
      properties: [counted],
    });
    const both = bothOf(locked, 1000);
    expect(both?.tla).toEqual(both?.ours);
    expect(both?.ours.violated).toBe(false);
  });

  it('has them for random programs', () => {
    const properties = [property('small', 'always', over(2, bin('<=', reg(1), num(3))))];
    let compared = 0;
    fc.assert(
      fc.property(randomGraph, (random) => {
        let both: ReturnType<typeof bothOf>;
        try {
          both = bothOf({ ...random, properties }, 300);
        } catch (error) {
          // Products and shifts of large numbers: TLC stops there too.
          if (error instanceof Error && error.message.endsWith('overflows')) return;
          throw error;
        }
        if (both === undefined) return;
        compared += 1;
        expect(both.mistakes).toEqual([]);
        expect(both.tla?.violated).toBe(both.ours.violated);
        if (!both.ours.violated) expect(both.tla).toEqual(both.ours);
      }),
      { numRuns: Number(process.env.AGREEMENT_RUNS ?? 150) },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('names words, steps and places, and says what it leaves out', () => {
    const graph = graphOf({
      words: 1,
      tasks: [task('adder', increment(0))],
      properties: [property('dear', 'cost', over(1, reg(0))), counted],
    });
    const made = exportTla(graph, { title: 'lab under design', name: 's01-lab', files: [], memory: 'SC' });
    expect(made.ok && made.value).toMatchObject({
      name: 's01_lab',
      notes: ['dear is left out: no invariant says COST.'],
      config: 'SPECIFICATION Spec\nVIEW View\nCHECK_DEADLOCK FALSE\nINVARIANT counted\n',
    });
    const text = made.ok ? made.value.text : '';
    expect(text).toContain('(* lab under design');
    expect(text).toContain('word_at_0x1000 == 4096');
    expect(text).toContain('Next == outcome = "" /\\ (adder_f_1 \\/ adder_f_2)');
  });

  it('refuses store buffers, with a remedy', () => {
    const graph = graphOf({ words: 1, tasks: [task('a', increment(0))] });
    const made = exportTla(graph, { title: '', name: 'x', files: [], memory: 'x86-TSO' });
    expect(made.ok ? '' : `${made.error.message} ${made.error.remedy}`).toBe(
      'The TLA+ module knows sequential consistency only, and this design asks for x86-TSO. ' +
        'Export the design without `@…` behind it, or explore it here.',
    );
  });

  it('computes as the machine does', () => {
    const names = {
      And: '&',
      Or: '|',
      Xor: '^',
      Shl: '<<',
      Sar: '>>',
      Shr: '>>>',
      Plus: '+',
      Minus: '-',
      UDiv: '/u',
      URem: '%u',
    } as const;
    const word = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 2, 0x7fffffff, -0x80000000, 255, 31, 32));
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(names) as (keyof typeof names)[])),
        word,
        word,
        (name, a, b) => {
          const expected = evaluateBinary(names[name], a, b) | 0;
          const text = `---- MODULE t ----\nEXTENDS Integers, TLC\nVARIABLES outcome\n${support}\nInit == outcome = ""
View == outcome\nNext == outcome' = "x"\nRight == ${name}(${literal(a)}, ${literal(b)}) = ${literal(expected)}\nSpec == Init /\\ [][Next]_vars\n\n====\n`;
          expect(runModule(readModule(text), ['Right'], 10)?.violated).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
