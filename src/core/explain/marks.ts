// Steps of a run named for a person, and the two whose order decides it.

import type { RacingPair, StepMark } from '../check/verdict.ts';
import { stepName } from '../explore/path.ts';
import type { StepSite } from '../language/lower/graph.ts';
import { lineStarts, placeIn } from '../language/source/place.ts';
import type { SourceFile, Span } from '../language/source/source-file.ts';
import type { Machine } from '../machine/machine.ts';
import type { Choice } from '../schedule/schedule.ts';
import { fieldName, fieldsOfWord, wordName } from '../trace/names.ts';
import type { Meetings } from './meeting.ts';
import type { PassingRun } from './nearest-passing.ts';

/** A step as it can be found again in another run of the same graph. */
export interface StepPlace {
  readonly actor: number;
  /** Of a task; a store buffer has the key of the word instead. */
  readonly site: StepSite | undefined;
  readonly key: string;
}

export interface Marks {
  /** `step` is where it is in the run that the mark speaks of. */
  mark(choices: readonly Choice[], at: number, step: number | undefined): StepMark;
  place(choices: readonly Choice[], at: number): StepPlace;
}

export function marksOf(machine: Machine, files: readonly SourceFile[]): Marks {
  const stateBefore = (choices: readonly Choice[], at: number): Int32Array => {
    const { state } = machine.start();
    for (const { task, alternative } of choices.slice(0, at)) machine.step(state, task, alternative);
    return state;
  };
  const placeOf = (span: Span): { readonly path?: string; readonly line?: number } => {
    const file = files[span.file];
    return file ? { path: file.path, line: placeIn(lineStarts(file.text), span.start).line } : {};
  };
  return {
    mark(choices, at, step) {
      const choice = choices[at] as Choice;
      const state = stateBefore(choices, at);
      const name = stepName(machine, state, choice);
      const site = choice.task < machine.graph.tasks.length ? machine.site(state, choice.task) : undefined;
      return {
        task: machine.actors[choice.task]?.name ?? '',
        step,
        text: site ? shownText(site) : `${name?.function ?? ''} becomes visible`,
        function: name?.function ?? '',
        lineInFunction: name?.lineInFunction ?? 0,
        ...(site && placeOf(site.span)),
      };
    },
    place(choices, at) {
      const choice = choices[at] as Choice;
      return placeOfStep(machine, stateBefore(choices, at), choice);
    },
  };
}

export function placeOfStep(machine: Machine, state: Int32Array, choice: Choice): StepPlace {
  const isTask = choice.task < machine.graph.tasks.length;
  return {
    actor: choice.task,
    site: isTask ? machine.site(state, choice.task) : undefined,
    key: isTask ? '' : (machine.drains(state, choice.task)[choice.alternative]?.key ?? ''),
  };
}

export function isSamePlace(a: StepPlace, b: StepPlace): boolean {
  return a.actor === b.actor && a.site === b.site && a.key === b.key;
}

/** A block that is one step is better known by the function that is all of it. */
function shownText({ operation, calls, text }: StepSite): string {
  const inner = calls.at(-1);
  return operation === 'atomic' && inner ? `${inner.function}()` : text;
}

/** What decides a violating run: the crossed step came first in it, the moved one comes first in the passing run. */
export function racingPair(
  machine: Machine,
  marks: Marks,
  meetings: Meetings,
  violating: readonly Choice[],
  passing: PassingRun,
): RacingPair {
  const { crossed, moved } = passing;
  const before = marks.mark(violating, crossed, crossed);
  const after = marks.mark(passing.choices, moved, movedIn(violating, passing));
  const word = meetingWord(meetings, violating, passing);
  const field = word === undefined ? undefined : fieldAt(machine, word, [before.text, after.text]);
  return { ...(field !== undefined && { field }), before, after };
}

/** Where the last moved step is in the violating run, if that came so far. */
function movedIn(violating: readonly Choice[], { choices, moved }: PassingRun): number | undefined {
  const mover = choices[moved]?.task;
  const done = choices.slice(0, moved + 1).filter(({ task }) => task === mover).length;
  let seen = 0;
  const at = violating.findIndex(({ task }) => task === mover && ++seen === done);
  return at < 0 ? undefined : at;
}

/** Whether the two ends of the change touch the same word. */
export function endsMeet(
  meetings: Meetings,
  violating: readonly Choice[],
  { choices, crossed, moved }: PassingRun,
): boolean {
  const [before] = meetings.accesses(violating, crossed, crossed);
  const [after] = meetings.accesses(choices, moved, moved);
  return before !== undefined && after !== undefined && meetings.wordOf(before, after) !== undefined;
}

/** The word at which the steps that traded places meet: of the two ends if they do, else of the closest that do. */
function meetingWord(
  meetings: Meetings,
  violating: readonly Choice[],
  passing: PassingRun,
): number | undefined {
  const { choices, crossed, moved } = passing;
  const upTo = movedIn(violating, passing) ?? violating.length;
  const before = meetings.accesses(violating, crossed, upTo - 1);
  const now = meetings.accesses(choices, crossed, moved);
  const mover = choices[moved]?.task;
  for (const b of now.toReversed()) {
    for (const [early, a] of before.entries()) {
      if (violating[crossed + early]?.task === mover) continue;
      const word = meetings.wordOf(a, b);
      if (word !== undefined) return word;
    }
  }
  return undefined;
}

/** Of a word under a union the arm that the steps name, else all that share it, if they are few. */
function fieldAt(machine: Machine, word: number, texts: readonly string[]): string {
  const { objects } = machine.graph.memory;
  const names = [...new Set(fieldsOfWord(objects, word).map(fieldName))];
  const named = names.find((name) => {
    const last = /\w+$/.exec(name)?.[0];
    return last !== undefined && texts.some((text) => new RegExp(`\\b${last}\\b`).test(text));
  });
  if (named !== undefined) return named;
  return names.length > mostArms ? `${names[0]} (a union)` : wordName(objects, word);
}

const mostArms = 3;
