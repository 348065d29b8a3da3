// Pauses and checkpoints of sweeps, with real files.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultBounds } from '../core/check/verdict.ts';
import { silentHooks } from '../core/explore/request.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { partsOf } from '../core/sweep/auto.ts';
import { noCrew } from '../core/sweep/crew.ts';
import type { SweepHooks } from '../core/sweep/hooks.ts';
import { type Resume, sweep } from '../core/sweep/sweep.ts';
import { readCheckpoint, writeCheckpoint } from './sweep-file.ts';
import { countingGraph } from './sweep-lab.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'pinlab-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const graph = countingGraph(4, 18, 17);

function search(of: Graph, hooks: Partial<SweepHooks>, resume?: Resume, maxMemory = 2 ** 30) {
  const machine = compileMachine(of);
  const found = sweep(
    {
      graph: of,
      machine,
      request: { bounds: { ...defaultBounds, maxMemory } },
      method: { kind: 'sweep', reductions: [], workers: 1 },
      parts: partsOf(of, machine, [], () => false),
      crew: noCrew,
      crewFrom: Number.POSITIVE_INFINITY,
      resume,
    },
    { ...silentHooks, ...hooks },
  );
  return found.ok ? { ok: true, value: { ...found.value, ms: 0, memory: 0 } } : found;
}

/** Ends after so many questions, with a checkpoint. */
function breakOff(path: string, after: number): void {
  let asked = 0;
  const found = search(graph, {
    cancelled: () => ++asked > after,
    checkpoint: {
      every: Number.POSITIVE_INFINITY,
      write: (one) => expect(writeCheckpoint(path, 'this lab', one)).toEqual({ ok: true, value: undefined }),
    },
  });
  expect(found).toMatchObject({ ok: true, value: { hit: 'cancelled' } });
}

function resumeFrom(path: string): Resume {
  const read = readCheckpoint(path, 'this lab');
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('a search that is broken off', () => {
  it.each([1, 5, 40])('goes on from its checkpoint to the same end, after %i slices', (after) => {
    const path = join(folder, `slices-${after}`);
    breakOff(path, after);
    expect(search(graph, {}, resumeFrom(path))).toEqual(search(graph, {}));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('can be broken off and go on again and again', () => {
    const path = join(folder, 'again');
    breakOff(path, 5);
    for (let round = 0; round < 3; round++) {
      let asked = 0;
      const write = (one: Parameters<typeof writeCheckpoint>[2]) =>
        expect(writeCheckpoint(path, 'this lab', one).ok).toBe(true);
      const hooks = { cancelled: () => ++asked > 10, checkpoint: { every: 1e9, write } };
      expect(search(graph, hooks, resumeFrom(path))).toMatchObject({ value: { hit: 'cancelled' } });
    }
    expect(search(graph, {}, resumeFrom(path))).toEqual(search(graph, {}));
  });

  it('is refused where the memory bound does not allow what it has', () => {
    const path = join(folder, 'memory');
    breakOff(path, 40);
    expect(search(graph, {}, resumeFrom(path), 2 ** 20)).toMatchObject({
      ok: false,
      error: { code: 'checkpoint' },
    });
  });
});

describe('a checkpoint', () => {
  const path = join(folder, 'whole');
  const changed = (name: string, change: (bytes: Buffer) => Buffer) => {
    breakOff(path, 5);
    const other = join(folder, name);
    writeFileSync(other, change(readFileSync(path)));
    return readCheckpoint(other, 'this lab');
  };

  it('is refused with the reason where a byte of it is another one', () => {
    for (const at of [30, 200, 5000, -1]) {
      const read = changed('flipped', (bytes) => {
        const place = at < 0 ? bytes.length + at : at;
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        return bytes;
      });
      expect(read).toMatchObject({ ok: false, error: { message: expect.stringContaining('is damaged') } });
    }
  });

  it('is refused where it ends too early', () => {
    for (const length of [0, 10, 27, 40, 3000]) {
      expect(changed('short', (bytes) => bytes.subarray(0, length)).ok).toBe(false);
    }
  });

  it('is refused where it is none, or not there', () => {
    expect(changed('other', () => Buffer.from('int x;\n'))).toMatchObject({
      error: { message: expect.stringContaining('no checkpoint') },
    });
    expect(readCheckpoint(join(folder, 'missing'), 'this lab').ok).toBe(false);
  });

  it('is refused for another lab or method', () => {
    breakOff(path, 5);
    expect(readCheckpoint(path, 'another lab')).toMatchObject({
      error: { message: expect.stringContaining('another lab') },
    });
  });

  it('cannot be written into a folder that is not there', () => {
    const said: unknown[] = [];
    search(graph, {
      cancelled: () => true,
      checkpoint: {
        every: 1,
        write: (one) => said.push(writeCheckpoint(join(folder, 'no', 'such'), 'this lab', one)),
      },
    });
    expect(said).toMatchObject([{ ok: false, error: { code: 'io' } }]);
  });
});

describe('a pause', () => {
  it('stands still until it is over, and takes no time', () => {
    let now = 0;
    let pauses = 0;
    const found = search(graph, {
      now: () => ++now,
      wantsPause: () => pauses < 3 && now > 50 * (pauses + 1),
      pause: () => {
        pauses += 1;
        now += 1_000_000;
      },
    });
    expect(pauses).toBe(3);
    expect(found).toEqual(search(graph, {}));
  });
});
