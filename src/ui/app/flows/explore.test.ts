import { describe, expect, it } from 'vitest';
import { designOf } from '../../state/document.ts';
import { currentRun } from '../../state/runs.ts';
import { sampleRun } from '../../timeline/sample-run.fixture.ts';
import { testBench } from '../bench.fixture.ts';
import { currentInput } from '../workbench.ts';
import { chooseStrategy } from './design.ts';
import { explore } from './explore.ts';
import { runOnce } from './running.ts';
import { findingPositions, goToFinding, possibleSteps, stepBack, stepForward } from './stepping.ts';
import { changeText, documentAround, forkText, showDocument } from './texts.ts';

describe('explore', () => {
  it('brings a violation to the front, with the cursor on the violating step', async () => {
    const bench = testBench();
    await explore(bench);
    const run = currentRun(bench.runs.get());
    expect(bench.runs.get().explored?.result.verdict.verdict).toBe('violated');
    expect(bench.view.get().drawerTab).toBe('counterexample');
    expect(run && findingPositions(run)).toContain(bench.view.get().cursor);
    expect(bench.runs.get().job).toBeUndefined();
  });

  it('shows a verdict that holds in the verdict tab and leaves the cursor alone', async () => {
    const bench = testBench();
    chooseStrategy(bench, 'strategies/lru-overlay-2018-11.strategy.c');
    await explore(bench);
    expect(bench.runs.get().explored?.result.verdict.verdict).toBe('holds');
    expect(bench.view.get().drawerTab).toBe('verdict');
    expect(currentRun(bench.runs.get())).toBeUndefined();
  });
});

describe('the text on the screen', () => {
  it('is what is explored, and hearing the same text again while that goes on changes nothing', async () => {
    const bench = testBench();
    const { path } = bench.document.get().lab;
    changeText(bench, path, 'TASK(typed) { }');
    const exploring = explore(bench);
    changeText(bench, path, 'TASK(typed) { }');
    await exploring;
    const { explored } = bench.runs.get();
    expect(explored?.input.lab.text).toBe('TASK(typed) { }');
    expect(explored?.input).toBe(currentInput(bench));
  });
});

describe('opening another document', () => {
  it('drops what was started for the one before', async () => {
    const bench = testBench();
    const exploring = explore(bench);
    const running = runOnce(bench);
    showDocument(bench, documentAround({ path: 'untitled.lab.c', text: '' }, designOf(bench.document.get())));
    await Promise.all([exploring, running]);
    const { explored, entries, job } = bench.runs.get();
    expect({ explored, entries, job }).toEqual({ explored: undefined, entries: [], job: undefined });
    expect(bench.view.get()).toMatchObject({ cursor: 0, drawerTab: 'verdict' });
  });
});

describe('step by step', () => {
  const site = sampleRun().head.sites[0];
  const open = (alternatives: number) => {
    const run = sampleRun();
    if (!site) throw new Error('the sample run has sites');
    const enabled = [
      { task: 0, alternatives: 1, site },
      { task: 1, alternatives, site },
    ];
    return { ...run, end: { ...run.end, kind: 'open' as const, enabled } };
  };

  it('offers each task, and each alternative of a choice, under a key of its own', () => {
    const run = open(2);
    const possible = possibleSteps(run, run.steps.length);
    expect(possible.map(({ key, task, alternative }) => [key, task, alternative])).toEqual([
      [1, 0, 0],
      [2, 1, 0],
      [3, 1, 1],
    ]);
    expect(possible[2]?.text).toContain('alternative 2');
  });

  it('offers nothing at an earlier step or at the end of a run that is over', () => {
    const run = open(1);
    expect(possibleSteps(run, run.steps.length - 1)).toEqual([]);
    expect(possibleSteps({ ...run, end: { ...run.end, kind: 'finished' } }, run.steps.length)).toEqual([]);
    expect(possibleSteps(undefined, 0)).toEqual([]);
  });
});

describe('one cursor', () => {
  it('steps along the run and stops at its ends', async () => {
    const bench = testBench();
    await explore(bench);
    const length = currentRun(bench.runs.get())?.steps.length ?? 0;
    bench.view.set({ cursor: length });
    await stepForward(bench);
    expect(bench.view.get().cursor).toBe(length);
    stepBack(bench);
    expect(bench.view.get().cursor).toBe(length - 1);
    bench.view.set({ cursor: 0 });
    stepBack(bench);
    expect(bench.view.get().cursor).toBe(0);
    goToFinding(bench, 1);
    expect(bench.view.get().cursor).toBeGreaterThan(0);
  });
});

describe('forking', () => {
  it('makes a strategy the document’s own, under a name of its own', () => {
    const bench = testBench();
    const path = bench.document.get().strategyPath;
    forkText(bench, path);
    const { own, strategyPath } = bench.document.get();
    expect(own.map((text) => text.path)).toEqual(['lru-overlay-2018-07-fork.strategy.c']);
    expect(strategyPath).toBe('lru-overlay-2018-07-fork.strategy.c');
    expect(own[0]?.text).toContain('STRATEGY("lru-overlay-2018-07-fork"');
    changeText(bench, strategyPath, 'x');
    expect(bench.document.get().own[0]?.text).toBe('x');
  });

  it('leaves library texts as they are', () => {
    const bench = testBench();
    const before = bench.document.get();
    changeText(bench, before.strategyPath, 'x');
    expect(bench.document.get()).toBe(before);
  });
});
