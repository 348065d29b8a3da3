// Run and Explore: everything that makes the lab do something.

import { memoryModels } from '../../core/check/verdict.ts';
import { countCosts } from '../app/flows/costs.ts';
import { chooseMemory } from '../app/flows/design.ts';
import { explore, showCounterexample } from '../app/flows/explore.ts';
import { pauseOrContinue, stopJob } from '../app/flows/jobs.ts';
import { askLoadBearing, whyNotLoadBearing } from '../app/flows/load-bearing.ts';
import { allCells, cellsToFill, fillMatrix } from '../app/flows/matrix.ts';
import { beginStepwise, branchHere, continueRun, runOnce } from '../app/flows/running.ts';
import { shownRuns } from '../app/flows/shown-runs.ts';
import { possibleSteps, stepBack, stepForward } from '../app/flows/stepping.ts';
import { currentInput, type Workbench } from '../app/workbench.ts';
import { currentRun } from '../state/runs.ts';
import { copyForMail, whyNotCopy } from '../verdict/copy-for-mail.ts';
import type { Command } from './command.ts';

export const runCommands: readonly Command[] = [
  {
    id: 'run.start',
    title: 'Run once',
    category: 'Run',
    keys: ['Ctrl+Enter'],
    scope: 'everywhere',
    unavailable: whyNotStart,
    run: runOnce,
  },
  {
    id: 'run.continue',
    title: 'Continue from the cursor',
    category: 'Run',
    keys: ['F5'],
    scope: 'everywhere',
    unavailable: whyNotStart,
    run: continueRun,
  },
  {
    id: 'run.stepwise',
    title: 'Start step by step',
    category: 'Run',
    keys: ['Ctrl+F10'],
    scope: 'everywhere',
    unavailable: whyNotStart,
    run: beginStepwise,
  },
  {
    id: 'run.step',
    title: 'Step',
    category: 'Run',
    keys: ['F10'],
    scope: 'everywhere',
    unavailable: (bench) => {
      const shown = currentRun(bench.runs.get());
      if (!shown) return whyNotStart(bench);
      const { cursor } = bench.view.get();
      if (cursor < shown.steps.length) return undefined;
      const possible = possibleSteps(shown, cursor).length;
      if (possible > 1) return 'choose who runs next: keys 1, 2 …';
      return possible === 1 ? undefined : 'this is the end of the run';
    },
    run: stepForward,
  },
  {
    id: 'run.stepBack',
    title: 'Step back',
    category: 'Run',
    keys: ['Shift+F10'],
    scope: 'everywhere',
    unavailable: (bench) => {
      if (!currentRun(bench.runs.get())) return 'no run yet';
      return bench.view.get().cursor === 0 ? 'this is the start of the run' : undefined;
    },
    run: stepBack,
  },
  {
    id: 'run.branch',
    title: 'Branch here: choose another way from this step',
    category: 'Run',
    keys: ['B'],
    scope: 'views',
    unavailable: (bench) => whyNotStart(bench) ?? (currentRun(bench.runs.get()) ? undefined : 'no run yet'),
    run: branchHere,
  },
  {
    id: 'run.stop',
    title: 'Stop',
    category: 'Run',
    keys: ['Shift+F5', 'Esc'],
    scope: 'everywhere',
    unavailable: (bench) => {
      const { job, background } = bench.runs.get();
      return job || background ? undefined : 'nothing is running';
    },
    run: stopJob,
  },
  {
    id: 'explore.pause',
    title: 'Pause the search, or let it go on',
    category: 'Explore',
    keys: ['Ctrl+Alt+P'],
    scope: 'everywhere',
    unavailable: (bench) => {
      const { job } = bench.runs.get();
      if (!job?.pause) return 'no search is running';
      return job.stopping ? 'it is stopping already' : undefined;
    },
    run: pauseOrContinue,
  },
  {
    id: 'explore.start',
    title: 'Explore every order',
    category: 'Explore',
    keys: ['Ctrl+Shift+Enter'],
    scope: 'everywhere',
    unavailable: whyNotStart,
    run: explore,
  },
  {
    id: 'explore.matrix',
    title: 'Fill the matrix: every lab under the designs that it is compared under',
    category: 'Explore',
    keys: ['Ctrl+Alt+Enter'],
    scope: 'everywhere',
    unavailable: whyNotBackground,
    run: (bench) => {
      bench.view.set({ drawerTab: 'matrix', large: true });
      return fillMatrix(bench, cellsToFill(bench, allCells(bench)));
    },
  },
  {
    id: 'explore.costs',
    title: 'Count what a pin costs under each strategy',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    run: (bench) => {
      bench.view.set({ drawerTab: 'costs' });
      return countCosts(bench);
    },
  },
  {
    id: 'explore.loadBearing',
    title: 'Is this line load-bearing? Try the text in the editor without each lock, barrier and test',
    category: 'Explore',
    keys: ['Ctrl+Alt+L'],
    scope: 'everywhere',
    unavailable: (bench) => whyNotBackground(bench) ?? whyNotLoadBearing(bench),
    run: (bench) => {
      bench.view.set({ drawerTab: 'load-bearing' });
      return askLoadBearing(bench);
    },
  },
  {
    id: 'design.choose',
    title: 'Design: preset, strategy, policies, memory model…',
    category: 'Explore',
    keys: ['Ctrl+Alt+D'],
    scope: 'everywhere',
    run: (bench) => bench.view.set({ overlay: { kind: 'design' } }),
  },
  ...memoryModels.map(
    (memory): Command => ({
      id: `memory.${memory.replace(/\W/g, '').toLowerCase().replace(/\d/g, '')}`,
      title: `Memory model: ${memory}`,
      category: 'Explore',
      keys: [],
      scope: 'everywhere',
      run: (bench) => chooseMemory(bench, memory),
    }),
  ),
  {
    id: 'explore.bounds',
    title: 'Search: method and bounds…',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    run: (bench) => bench.view.set({ overlay: { kind: 'bounds' } }),
  },
  {
    id: 'explore.showShortest',
    title: 'Show the shortest counterexample',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    unavailable: whyNoCounterexample,
    run: (bench) => show(bench, 'shortest'),
  },
  {
    id: 'explore.showFewest',
    title: 'Show the counterexample with fewest switches',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    unavailable: (bench) =>
      whyNoCounterexample(bench) ??
      (bench.runs.get().explored?.result.fewest
        ? undefined
        : 'the run with the fewest switches is not known'),
    run: (bench) => show(bench, 'fewest'),
  },
  {
    id: 'explore.showOther',
    title: 'Show the next counterexample of another kind',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    unavailable: (bench) =>
      whyNoCounterexample(bench) ??
      (bench.runs.get().explored?.result.otherKinds?.length ? undefined : 'the search found no other kind'),
    run: showNextOther,
  },
  {
    id: 'explore.showPassing',
    title: 'Show the nearest passing run',
    category: 'Explore',
    keys: [],
    scope: 'everywhere',
    unavailable: (bench) =>
      whyNoCounterexample(bench) ??
      (bench.runs.get().explored?.result.nearestPassing ? undefined : 'no passing run was found near it'),
    run: (bench) => show(bench, 'passing'),
  },
  {
    id: 'counterexample.copy',
    title: 'Copy for mail',
    category: 'Explore',
    keys: ['Ctrl+Shift+C', 'Alt+C'],
    scope: 'everywhere',
    unavailable: whyNotCopy,
    run: copyForMail,
  },
];

/** Why nothing can be started now, if so. */
export function whyNotStart(bench: Workbench): string | undefined {
  const { job, check } = bench.runs.get();
  if (job) return 'something is running; stop it first';
  // An older text's errors are no reason: the lab itself refuses what is wrong.
  if (check?.input !== currentInput(bench)) return undefined;
  const errors = check.report?.diagnostics.filter((found) => found.severity === 'error').length ?? 0;
  if (errors > 0) return errors === 1 ? 'the text has an error' : `the text has ${errors} errors`;
  return undefined;
}

function whyNotBackground(bench: Workbench): string | undefined {
  return bench.runs.get().background ? 'something fills in the background; stop it first' : undefined;
}

function whyNoCounterexample(bench: Workbench): string | undefined {
  const result = bench.runs.get().explored?.result;
  return result?.shortest || result?.fewest ? undefined : 'there is no counterexample yet';
}

/** After the last of them the first again. */
function showNextOther(bench: Workbench): void {
  const { explored, current, entries } = bench.runs.get();
  if (!explored) return;
  const others = shownRuns(explored.result).filter(({ id }) => id.startsWith('other-'));
  const shown = entries.find(({ id }) => id === current)?.run;
  const at = others.findIndex(({ run }) => run === shown);
  const next = others[(at + 1) % others.length];
  if (next) show(bench, next.id);
}

function show(bench: Workbench, which: string): void {
  const { explored } = bench.runs.get();
  if (explored) showCounterexample(bench, explored.input, explored.result, which, true);
}
