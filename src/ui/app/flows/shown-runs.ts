// The runs that a search gave, in the order in which a person wants them: the shortest counterexample, the one with fewest
// switches, those of another kind, the passing run that is nearest, and how it goes on; each with its marks and where its cursor begins.

import type { ExploreResult } from '../../../contract/table.ts';
import type { Counterexample } from '../../../core/check/verdict.ts';
import { runToShow } from '../../../core/report/run-to-show.ts';
import type { Run } from '../../../core/trace/run.ts';
import type { RunMark } from '../../state/runs.ts';

export interface ShownRun {
  /** `shortest`, `fewest`, `other-1` …, `passing`, `continuation`. */
  readonly id: string;
  readonly label: string;
  readonly run: Run;
  readonly marks: readonly RunMark[];
  /** The position that shows the point of it. */
  readonly cursor: number;
}

export function shownRuns(result: ExploreResult): readonly ShownRun[] {
  const { verdict, fewest, nearestPassing, continuation, otherKinds = [] } = result;
  const shortest = runToShow(result) ?? result.shortest ?? fewest;
  const shown: ShownRun[] = [];
  if (shortest) {
    shown.push({
      id: 'shortest',
      label: shortestLabel(result),
      run: shortest,
      marks: marksOfShortest(result),
      cursor: violatingPosition(shortest, verdict.shortest),
    });
  }
  if (fewest) {
    shown.push({
      id: 'fewest',
      label: 'counterexample, fewest switches',
      run: fewest,
      marks: fewest === shortest ? marksOfShortest(result) : [],
      cursor: violatingPosition(fewest, verdict.fewest),
    });
  }
  otherKinds.forEach((run, index) => {
    const kind = verdict.otherKinds?.[index];
    shown.push({
      id: `other-${index + 1}`,
      label: `another counterexample: ${kind?.counterexample.finding.name ?? ''}`,
      run,
      marks: kind?.race ? markOfRace(kind.race.before.step, kind.why) : [],
      cursor: violatingPosition(run, kind?.counterexample),
    });
  });
  if (nearestPassing && verdict.nearestPassing) {
    const { differsAt, sentence } = verdict.nearestPassing;
    shown.push({
      id: 'passing',
      label: 'nearest passing run',
      run: nearestPassing,
      marks: [{ step: differsAt, text: `Here it leaves the counterexample. ${sentence}` }],
      cursor: Math.min(differsAt + 1, nearestPassing.steps.length),
    });
  }
  const goesOn = verdict.noReturn?.continuation;
  if (continuation && goesOn) {
    const from = goesOn.repeatsFrom;
    const text = 'From here on it goes round for ever.';
    shown.push({
      id: 'continuation',
      label: 'how it goes on',
      run: continuation,
      marks: from === undefined ? [] : [{ step: from, text }],
      cursor: Math.min(from ?? continuation.steps.length, continuation.steps.length),
    });
  }
  return shown;
}

function shortestLabel({ verdict: { searched } }: ExploreResult): string {
  if (searched?.kind === 'spin') return 'counterexample, Spin’s run';
  return searched?.runs === undefined ? 'shortest counterexample' : 'shortest counterexample tried';
}

function marksOfShortest({ verdict }: ExploreResult): readonly RunMark[] {
  const { nearestPassing, noReturn } = verdict;
  return [
    ...(nearestPassing ? [{ step: nearestPassing.differsAt, text: nearestPassing.sentence }] : []),
    ...(noReturn ? [{ step: noReturn.step, text: noReturn.sentence }] : []),
  ];
}

function markOfRace(step: number | undefined, text: string): readonly RunMark[] {
  return step === undefined ? [] : [{ step, text }];
}

/** The cursor position right after the step that broke the property: its own finding, not one met on the way. */
export function violatingPosition(run: Run, counterexample: Counterexample | undefined): number {
  const named = run.findings.findLast((found) => found.finding.name === counterexample?.finding.name);
  const last = named ?? run.findings.at(-1);
  return last ? Math.min(last.step + 1, run.steps.length) : run.steps.length;
}
