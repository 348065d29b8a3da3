import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBounds } from '../check/verdict.ts';
import { explore } from '../explore/explore.ts';
import { silentHooks } from '../explore/request.ts';
import { compileMachine } from '../machine/compile.ts';
import { bin, num, over, property, reg } from '../machine/graph.fixture.ts';
import { randomBuffered } from '../machine/random-buffered.fixture.ts';
import { randomGraph } from '../machine/random-graph.fixture.ts';
import { sweepAlone } from './driver.fixture.ts';

const most = 3000;
const asked = [
  ['always', bin('<=', reg(1), num(0))],
  ['finally', bin('!=', reg(1), num(0))],
  ['cost', bin('<=', reg(0), num(0))],
] as const;

const kernels = [
  ['SC', false],
  ['SC', true],
  ['x86-TSO', false],
  ['relaxed', false],
] as const;
const cases = kernels.flatMap(([memory, large]) =>
  asked.map(([kind, test]) => [kind, memory, large ? 'steps in place' : 'steps by call', test] as const),
);

describe('the kernel and plain search', () => {
  it.each(cases)('agree on random graphs: %s, %s, %s', (kind, memory, how, test) => {
    const properties = [
      property('bound', kind, over(2, test)),
      property('sum', 'never', over(3, bin('<=', reg(2), num(1)))),
    ];
    let compared = 0;
    fc.assert(
      fc.property(memory === 'SC' ? randomGraph : randomBuffered, (random) => {
        const graph = { ...random, properties };
        const machine = compileMachine(graph, memory);
        fc.pre(!machine.start().ended);
        const plain = explore(graph, machine, { bounds: { ...defaultBounds, maxStates: most } }, silentHooks);
        fc.pre(plain.hit === undefined);
        const swept = sweepAlone(graph, machine, {
          memory: 1 << 24,
          tableBits: 13,
          large: how === 'steps in place',
        });
        if (swept === undefined) throw new Error('refused');
        compared += 1;
        const best = swept.violations.best();
        expect({
          states: swept.states,
          transitions: swept.transitions,
          depth: swept.depth,
          violated: best?.property,
          choices: best?.choices,
          others: swept.violations.others,
          costs: [...swept.costs].sort(),
          full: swept.bufferFull,
        }).toEqual({
          states: plain.states,
          transitions: plain.transitions,
          depth: plain.depth,
          violated: plain.violated,
          choices: plain.shortest?.choices,
          others: plain.others,
          costs: plain.costs.map((one) => one.property),
          full: plain.buffers?.full ?? false,
        });
      }),
      { numRuns: Number(process.env.AGREEMENT_RUNS ?? 60) },
    );
    expect(compared).toBeGreaterThan(20);
  });
});
