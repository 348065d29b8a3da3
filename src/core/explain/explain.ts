// What a person asks of a violation: what decides it, from where on it is too late, what else there is.
//
// Promises: every run in the answer was done on this machine; the same question has the same answer; work is bounded,
// and what would take more is left out. Does not: search for the violation (core/explore, core/sweep, core/sample do).

import type { SearchResult } from '../check/search-result.ts';
import type { NearestPassing, NoReturn, RacingPair, Verdict } from '../check/verdict.ts';
import { namedRun } from '../explore/path.ts';
import type { Graph } from '../language/lower/graph.ts';
import type { SourceFile } from '../language/source/source-file.ts';
import type { Machine } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { aftermath } from './aftermath.ts';
import { judgeEnds } from './finish.ts';
import { endsMeet, type Marks, marksOf, racingPair } from './marks.ts';
import { type Meetings, watchMeetings } from './meeting.ts';
import { nearestPassing, type PassingRun } from './nearest-passing.ts';
import { type PointOfNoReturn, pointOfNoReturn } from './no-return.ts';
import { otherChoice } from './other-choice.ts';
import { type Decided, otherKinds } from './other-kinds.ts';
import { did, hadDone, named } from './words.ts';
import { allowWork } from './work.ts';

export type Explained = Pick<Verdict, 'otherKinds' | 'nearestPassing' | 'noReturn'>;

export interface ExplainRequest {
  /** Further searches, up to some tenths of a second; without it some hundredths at most. */
  readonly otherKinds: boolean;
}

/** Steps of the machine. */
const nearWork = 40_000;
const returnWork = 40_000;
const otherWork = 400_000;

/** Of the shortest counterexample; empty where nothing is violated. `graph` is the machine's. */
export function explain(
  graph: Graph,
  machine: Machine,
  files: readonly SourceFile[],
  found: SearchResult,
  request: ExplainRequest,
  cancelled: () => boolean = () => false,
): Explained {
  const { violated, shortest } = found;
  if (violated === undefined || !shortest) return {};
  const run = shortest.choices;
  const marks = marksOf(machine, files);
  const meetings = watchMeetings(machine);
  const nearest = (property: number, choices: readonly Choice[]) =>
    nearestPassing(
      machine,
      choices,
      judgeEnds(machine, property),
      allowWork(nearWork, cancelled),
      (passing) => endsMeet(meetings, choices, passing),
    );
  const pass = nearest(violated, run);
  const judge = judgeEnds(machine, violated);
  const lost = pointOfNoReturn(machine, run, judge, allowWork(returnWork, cancelled));
  const isWish = graph.properties[violated]?.kind === 'can-still';
  const others = request.otherKinds
    ? otherKinds(
        machine,
        found,
        (property, choices) => {
          const passing = choices === run ? pass : nearest(property, choices);
          return passing && decidedBy(machine, marks, meetings, choices, passing);
        },
        allowWork(otherWork, cancelled),
      )
    : [];
  const passing = pass
    ? nearestOf(machine, racingPair(machine, marks, meetings, run, pass), run, pass)
    : otherWay(machine, marks, run, otherChoice(machine, run, judge, allowWork(nearWork, cancelled)) ?? lost);
  // A wish is lost with the last step: the search looked for the first state that has lost it. That other violations
  // happen at the last step needs no words.
  const late = isWish ? { step: run.length - 1, passing: undefined } : lost;
  const isNews = isWish || (late !== undefined && (late.step < 0 || late.step < run.length - 1));
  return {
    ...(others.length > 0 && { otherKinds: others }),
    ...(passing && { nearestPassing: passing }),
    ...(late && isNews && { noReturn: noReturnOf(machine, marks, violated, run, late) }),
  };
}

function decidedBy(
  machine: Machine,
  marks: Marks,
  meetings: Meetings,
  choices: readonly Choice[],
  passing: PassingRun,
): Decided {
  return {
    race: racingPair(machine, marks, meetings, choices, passing),
    order: {
      before: marks.place(choices, passing.crossed),
      after: marks.place(passing.choices, passing.moved),
    },
  };
}

function nearestOf(
  machine: Machine,
  race: RacingPair,
  violating: readonly Choice[],
  { choices, count }: PassingRun,
): NearestPassing {
  const { before, after } = race;
  const meet = race.field === undefined ? '' : ` They meet at \`${race.field}\`.`;
  return {
    steps: choices.length,
    ...namedRun(machine, choices),
    differsAt: leavesAt(violating, choices),
    race,
    sentence: `Had ${hadDone(after, count > 1)} before ${did(before)}, the run would have passed.${meet}`,
  };
}

/** Where no single move helps: what else could have been done at the last moment. */
function otherWay(
  machine: Machine,
  marks: Marks,
  violating: readonly Choice[],
  found: PointOfNoReturn | undefined,
): NearestPassing | undefined {
  if (!found?.passing) return undefined;
  const { step, passing: choices } = found;
  const before = marks.mark(violating, step, step);
  // Only interrupts may never come: without them the run is over before.
  const isOver = choices.length <= step;
  const after = isOver ? before : marks.mark(choices, step, undefined);
  const isChoice = violating[step]?.task === choices[step]?.task;
  const sentence = isOver
    ? `Had ${named(before)} never come, the run would have passed.`
    : isChoice
      ? `Had another way been chosen by ${named(before)}, the run could still have passed.`
      : `Had ${hadDone(after, false)} here instead of ${named(before)}, the run could still have passed.`;
  return {
    steps: choices.length,
    ...namedRun(machine, choices),
    differsAt: leavesAt(violating, choices),
    race: { before, after },
    sentence,
  };
}

function noReturnOf(
  machine: Machine,
  marks: Marks,
  violated: number,
  run: readonly Choice[],
  { step }: PointOfNoReturn,
): NoReturn {
  const property = machine.graph.properties[violated];
  const isWish = property?.kind === 'can-still';
  const after = isWish ? aftermath(machine, run) : undefined;
  const more = after === undefined ? '' : ` ${after.text}`;
  const continuation = after && {
    continuation: {
      steps: after.choices.length,
      ...namedRun(machine, after.choices),
      ...(after.repeatsFrom !== undefined && { repeatsFrom: after.repeatsFrom }),
    },
  };
  const what = isWish ? `\`${property.name}\` can never come true` : 'no run ends well';
  if (step < 0) {
    return {
      step,
      sentence: `The order makes no difference: ${what}, whatever runs.${more}`,
      ...continuation,
    };
  }
  const mark = marks.mark(run, step, step);
  const sentence = `The point of no return is step ${step + 1}, ${named(mark)}: after it ${what}, whatever runs.${more}`;
  return { step, sentence, ...continuation };
}

function leavesAt(a: readonly Choice[], b: readonly Choice[]): number {
  const at = a.findIndex((choice, step) => {
    const other = b[step];
    return choice.task !== other?.task || choice.alternative !== other.alternative;
  });
  return at < 0 ? a.length : at;
}
