// A counterexample is shown from a graph that was not made small, or drawn from the one that was searched: it must be the
// run that every graph gives.

import { expect, test } from 'vitest';
import type { ExploreResult } from '../contract/table.ts';
import { defaultBounds } from '../core/check/verdict.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import { mailDiagram } from '../core/report/mail.ts';
import { runToShow } from '../core/report/run-to-show.ts';
import { scriptedPolicy } from '../core/schedule/policy.ts';
import { shippedLibrary } from './built-worker.fixture.ts';
import { exploreLab, runLab, type Subject } from './engine.ts';

const { texts, kernel } = shippedLibrary();
const hooks = { now: () => performance.now(), cancelled: () => false, progress: () => undefined };

function textAt(path: string): SourceFile {
  const text = texts.find((each) => each.path === path);
  if (text === undefined) throw new Error(`no ${path}`);
  return text;
}

test.each([
  ['s01-get-pin-put-early-unpin', 'lru-overlay-2018-07'],
  ['s04-pin-in-pagevec-lru-smash', 'lru-overlay-2018-11'],
  ['s14-gup-lock-irq-deadlock', 'lru-overlay-2018-07'],
  ['s29-mkclean-vs-dma-stable-page', 'refcount-bias'],
  ['s42-vmsplice-child-leak', 'get-only'],
])('%s under %s', (lab, strategy) => {
  const asked: Subject = {
    texts: {
      lab: textAt(`labs/${lab}.lab.c`),
      strategy: textAt(`strategies/${strategy}.strategy.c`),
      policies: [],
      kernel,
    },
    memory: 'SC',
  };
  const found = exploreLab(asked, { bounds: defaultBounds, runs: 'all', others: false }, hooks);
  if (!found.ok) throw new Error(found.error.message);
  const { verdict, shortest } = found.value;
  if (verdict.shortest === undefined || shortest === undefined) throw new Error(`${lab} is not violated`);
  const { schedule, steps } = verdict.shortest;
  const whole = runLab(asked, scriptedPolicy(schedule, 'stop'), steps + 1);
  if (!whole.ok) throw new Error(whole.error.message);
  const { head, steps: columns, writes, ledger, lanes, end } = whole.value;
  expect(shortest).toMatchObject({ head, steps: columns, writes, ledger, lanes });
  expect(shortest.end.digest).toBe(end.digest);

  // What is drawn comes from the graph that was searched.
  const drawn = exploreLab(asked, { bounds: defaultBounds, runs: 'drawn' }, hooks);
  if (!drawn.ok) throw new Error(drawn.error.message);
  const shown = (result: ExploreResult) => {
    const run = runToShow(result);
    return run && [run.end.digest, mailDiagram(run, verdict)];
  };
  expect(shown(drawn.value)).toEqual(shown(found.value));
});
