import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from './compile.ts';
import { StepCode } from './machine.ts';
import { naiveBuffered, shownState } from './naive-buffers.fixture.ts';
import { randomBuffered } from './random-buffered.fixture.ts';

const most = 1500;

/** The same as the naive explorer says, asked of the machine; also that `undo` takes every step back. */
function reached(graph: Graph, model: MemoryModel) {
  const machine = compileMachine(graph, model);
  const { actors } = machine;
  const shown = (state: Int32Array) =>
    shownState(
      graph.memory.words.map(({ address }) => machine.readWord(state, address) ?? 0),
      graph.tasks.map((_, task) => machine.site(state, task)?.lineInFunction),
      Array.from({ length: graph.cpus }, (_, cpu) => {
        const actor = actors.findIndex((one) => one.kind === 'buffer' && one.cpu === cpu);
        const stores = actor < 0 ? [] : machine.pending(state, actor);
        return stores.map(({ address, ...rest }) => ({ word: address, ...rest }));
      }),
    );
  const first = machine.start().state;
  const known = new Map([[first.join(' '), first]]);
  const seen = new Set<string>();
  const ends = new Set<string>();
  for (const state of known.values()) {
    seen.add(shown(state));
    const before = state.join(' ');
    let any = false;
    for (let actor = 0; actor < actors.length; actor++) {
      for (let alternative = 0; alternative < machine.alternatives(state, actor); alternative++) {
        const next = state.slice();
        const can = machine.step(next, actor, alternative) !== StepCode.blocked;
        const key = next.join(' ');
        if (can && !known.has(key)) known.set(key, next.slice());
        any ||= can;
        machine.undo(next);
        const faults = next.join(' ') !== before || (!can && key !== before);
        if (faults || machine.enabled(state, actor) !== can) throw new Error('a step is not taken back');
        if (!can) break;
      }
    }
    if (!any) ends.add(shown(state));
  }
  return { seen, ends };
}

describe('the generated machine and a naive explorer of store buffers', () => {
  it.each(['x86-TSO', 'relaxed'] as const)('reach the same states: %s', (model) => {
    fc.assert(
      fc.property(randomBuffered, (graph) => {
        const naive = naiveBuffered(graph, model, most);
        fc.pre(naive !== undefined);
        const machine = reached(graph, model);
        expect(machine.ends).toEqual(naive.ends);
        expect(machine.seen).toEqual(naive.seen);
      }),
      { numRuns: Number(process.env.AGREEMENT_RUNS ?? 50) },
    );
  });

  it('can end wherever a stronger model can', () => {
    const memoryOf = (ends: ReadonlySet<string>) => new Set([...ends].map((end) => end.split(' | ')[0]));
    fc.assert(
      fc.property(randomBuffered, (graph) => {
        // Alone, without the atomic that they belong to, these are barriers under relaxed only.
        const partial = graph.tasks.some(({ blocks }) =>
          blocks.some(({ code }) => code.some((one) => one.kind === 'fence' && one.fence.startsWith('mb-'))),
        );
        fc.pre(!partial && naiveBuffered(graph, 'relaxed', most) !== undefined);
        const [strong, middle, weak] = (['SC', 'x86-TSO', 'relaxed'] as const).map((model) =>
          memoryOf(reached(graph, model).ends),
        );
        expect([...strong!].filter((end) => !middle?.has(end))).toEqual([]);
        expect([...middle!].filter((end) => !weak?.has(end))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
