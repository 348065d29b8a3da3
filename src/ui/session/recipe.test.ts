import { describe, expect, it } from 'vitest';
import { readSession } from '../../formats/session/read.ts';
import { testBench } from '../app/bench.fixture.ts';
import { togglePolicy } from '../app/flows/design.ts';
import { explore } from '../app/flows/explore.ts';
import { changeText, forkText } from '../app/flows/texts.ts';
import { isDirty } from '../state/document.ts';
import { documentOf, recoveredDocument, sessionText } from './recipe.ts';

async function workedBench() {
  const bench = testBench();
  forkText(bench, bench.document.get().strategyPath);
  togglePolicy(bench, 'policies/wb-bounce.policy.c');
  forkText(bench, 'policies/wb-bounce.policy.c');
  bench.document.set({ memory: 'x86-TSO' });
  changeText(bench, bench.document.get().lab.path, 'PAGE(q);\n');
  bench.document.set({
    schedule: { kind: 'random' },
    seed: 7,
    bounds: { ...bench.document.get().bounds, maxStates: 5 },
    method: { kind: 'pct', runs: 9, seed: 7, depth: 3 },
  });
  await explore(bench);
  return bench;
}

function reopened(text: string, library = testBench().library) {
  const read = readSession(text);
  if (!read.ok) throw new Error(read.error.message);
  return { session: read.value, opened: documentOf(read.value, library, undefined) };
}

describe('a session of the window', () => {
  it('comes back with texts, strategy, schedule, bounds, verdict and cursor', async () => {
    const bench = await workedBench();
    const { session, opened } = reopened(sessionText(bench));
    if (!opened.ok) throw new Error(opened.error);
    const { lab, own, strategyPath, policyPaths, memory, schedule, seed, bounds, method } =
      bench.document.get();
    expect(opened.value.document).toMatchObject({
      lab,
      own,
      strategyPath,
      policyPaths,
      memory,
      schedule,
      seed,
      bounds,
      method,
    });
    expect(policyPaths).toEqual(['wb-bounce-fork.policy.c']);
    expect(opened.value.changed).toEqual([]);
    expect(session.verdict?.verdict).toBe('violated');
    expect(session.view.cursor).toBe(bench.view.get().cursor);
    expect(session.run?.steps).toBeGreaterThan(0);
    expect(session.diagram?.split('\n').every((line) => line.length <= 72)).toBe(true);
  });

  it('keeps a built-in text by hash and says when it has changed since', () => {
    const bench = testBench();
    const text = sessionText(bench);
    expect(text).not.toContain('TASK(pinner)');
    const library = {
      ...bench.library,
      texts: bench.library.texts.map((known) =>
        known.role === 'lab' ? { ...known, text: 'changed' } : known,
      ),
    };
    const { opened } = reopened(text, library);
    expect(opened.ok && opened.value.changed).toEqual([bench.document.get().lab.path]);
  });

  it('is refused when it needs a built-in text that is not there', () => {
    const bench = testBench();
    const { opened } = reopened(sessionText(bench), { ...bench.library, texts: [] });
    expect(opened).toEqual({ ok: false, error: bench.document.get().lab.path });
  });

  it('counts as unsaved when it comes from a backup', async () => {
    const bench = await workedBench();
    const { opened } = reopened(sessionText(bench));
    if (!opened.ok) throw new Error(opened.error);
    expect(isDirty(opened.value.document)).toBe(false);
    expect(isDirty(recoveredDocument(opened.value, bench.library))).toBe(true);
  });
});
