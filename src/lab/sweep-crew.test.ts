// Sweeps with real threads.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultBounds } from '../core/check/verdict.ts';
import { explore } from '../core/explore/explore.ts';
import { silentHooks } from '../core/explore/request.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { partsOf } from '../core/sweep/auto.ts';
import { type Crew, noCrew } from '../core/sweep/crew.ts';
import { threadIndex, threadWord } from '../core/sweep/ground.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import { type Resume, sweep } from '../core/sweep/sweep.ts';
import { createCrew } from './sweep-crew.ts';
import { buildSweepThread, countingGraph } from './sweep-lab.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-sweep-'));
let threadFile = '';
beforeAll(async () => {
  threadFile = await buildSweepThread(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const hooks: SweepHooks = { ...silentHooks, now: () => performance.now() };

function search(
  graph: Graph,
  workers: number,
  crew: Crew,
  more: Partial<SweepHooks> = {},
  maxMemory = 2 ** 30,
  resume?: Resume,
) {
  const machine = compileMachine(graph);
  return sweep(
    {
      graph,
      machine,
      request: { bounds: { ...defaultBounds, maxMemory } },
      method: { kind: 'sweep', reductions: [], workers },
      parts: partsOf(graph, machine, [], () => false),
      crew,
      crewFrom: 2000,
      resume,
    },
    { ...hooks, ...more },
  );
}

/** A crew that is there before the search goes on, so that it surely takes part; on a busy machine that takes its time. */
function promptCrew(file = threadFile, milliseconds = 20_000): Crew {
  const crew = createCrew(file);
  return {
    ...crew,
    start(count, job) {
      crew.start(count, job);
      const words = new Int32Array(job.memory.buffer);
      const isReady = (thread: number) => words[threadIndex(thread, threadWord.ready)] === 1;
      const threads = Array.from({ length: count }, (_, index) => index + 1);
      const latest = performance.now() + milliseconds;
      while (!threads.every(isReady) && performance.now() < latest) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }
    },
    patience: 600,
  };
}

function threadThat(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('a sweep with helpers', () => {
  it.each([1, 2, 4])('meets the same states with %i threads, while its visited set grows', (workers) => {
    const found = search(countingGraph(4, 24, 24), workers, promptCrew());
    expect(found).toMatchObject({
      ok: true,
      value: {
        states: 25 ** 4,
        transitions: 4 * 24 * 25 ** 3,
        depth: 96,
        hit: undefined,
        violated: undefined,
      },
    });
    expect(found.ok && found.value.searched?.workers).toBe(workers);
  });

  it('finds the very counterexample of the plain search', () => {
    const graph = countingGraph(4, 12, 11);
    const plain = explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);
    const found = search(graph, 3, promptCrew());
    expect(found.ok && found.value).toMatchObject({
      states: plain.states,
      transitions: plain.transitions,
      depth: plain.depth,
      violated: plain.violated,
      shortest: plain.shortest,
    });
  });

  it('goes on without helpers that cannot start', () => {
    const file = threadThat('broken.mjs', 'throw new Error("no");');
    const found = search(countingGraph(4, 15, 15), 4, promptCrew(file, 300));
    expect(found).toMatchObject({ ok: true, value: { states: 16 ** 4 } });
  });

  it('ends with the reason when a helper fails in the middle of its work', () => {
    const file = threadThat(
      'failing.mjs',
      `import { createRequire, syncBuiltinESMExports } from 'node:module';
       const threads = createRequire(import.meta.url)('node:worker_threads');
       threads.receiveMessageOnPort = () => { throw new Error('out of luck'); };
       syncBuiltinESMExports();
       await import(${JSON.stringify(threadFile)});`,
    );
    expect(search(countingGraph(4, 20, 20), 2, promptCrew(file))).toEqual({
      ok: false,
      error: { code: 'crew-lost', why: 'A thread of the search died: out of luck' },
    });
  });

  it('ends when a helper is gone without a word', () => {
    const file = threadThat(
      'gone.mjs',
      `import { createRequire, syncBuiltinESMExports } from 'node:module';
       const threads = createRequire(import.meta.url)('node:worker_threads');
       threads.receiveMessageOnPort = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       syncBuiltinESMExports();
       await import(${JSON.stringify(threadFile)});`,
    );
    expect(search(countingGraph(4, 20, 20), 2, promptCrew(file))).toMatchObject({
      ok: false,
      error: { code: 'crew-lost' },
    });
  });

  it('is broken off with three threads and goes on with one, or with three again', () => {
    const graph = countingGraph(4, 24, 24);
    const taken: Resume[] = [];
    let asked = 0;
    const cut = search(graph, 3, promptCrew(), {
      cancelled: () => ++asked > 60,
      checkpoint: {
        every: Number.POSITIVE_INFINITY,
        write: ({ head, pieces }) =>
          taken.push({ head, pieces: [...pieces()].map((piece) => piece.slice()) }),
      },
    });
    expect(cut).toMatchObject({ ok: true, value: { hit: 'cancelled' } });
    expect(taken.length).toBe(1);
    for (const crew of [noCrew, promptCrew()]) {
      const found = search(graph, 3, crew, {}, 2 ** 30, taken[0]);
      expect(found).toMatchObject({
        ok: true,
        value: { states: 25 ** 4, transitions: 4 * 24 * 25 ** 3, depth: 96 },
      });
    }
  });

  it('finds the counterexample of the plain search too where one thread goes on with what three have begun', () => {
    const graph = countingGraph(4, 24, 23);
    const request = { bounds: defaultBounds, stopAtFirst: true };
    const plain = explore(graph, compileMachine(graph), request, silentHooks);
    const taken: Resume[] = [];
    let asked = 0;
    search(graph, 3, promptCrew(), {
      cancelled: () => ++asked > 60,
      checkpoint: {
        every: Number.POSITIVE_INFINITY,
        write: ({ head, pieces }) =>
          taken.push({ head, pieces: [...pieces()].map((piece) => piece.slice()) }),
      },
    });
    expect(taken[0]?.head.threads).toBe(3);
    const found = search(graph, 3, noCrew, {}, 2 ** 30, taken[0]);
    expect(found.ok && found.value.shortest).toEqual(plain.shortest);
  });

  it('ends soon when it is cancelled, and keeps what it has', () => {
    const endsAfter = (): number => {
      let met = 0;
      let asked = Number.POSITIVE_INFINITY;
      const found = search(countingGraph(6, 30, 30), 2, createCrew(threadFile), {
        progress: ({ states }) => {
          met = states;
        },
        cancelled: () => {
          if (met <= 1000) return false;
          asked = Math.min(asked, performance.now());
          return true;
        },
      });
      const time = performance.now() - asked;
      expect(found).toMatchObject({ ok: true, value: { hit: 'cancelled' } });
      expect(found.ok && found.value.states).toBeGreaterThan(1000);
      return time;
    };
    // Well below 100 ms where processors are free, which others may use too: so it may try again. The pool ends a thread
    // that has not answered after 500.
    let soonest = endsAfter();
    for (let tries = 1; tries < 5 && soonest >= 450; tries++) soonest = Math.min(soonest, endsAfter());
    expect(soonest).toBeLessThan(450);
  });

  it('keeps its memory bound, and says that it was hit', () => {
    const found = search(countingGraph(5, 30, 30), 2, createCrew(threadFile), {}, 24 * 2 ** 20);
    expect(found).toMatchObject({ ok: true, value: { hit: 'memory' } });
    expect(found.ok && found.value.memory).toBeLessThanOrEqual(24 * 2 ** 20);
    expect(found.ok && found.value.states).toBeGreaterThan(500_000);
  });
});
