// A trail of Spin, done again on our own machine: what it runs into here is what the verdict says.
//
// Promises: judges every state on the way as the search does, so that a trail is believed only when the machine shows the
// same thing; undefined where the machine cannot follow, or runs into nothing.

import { claimant } from '../core/check/claims.ts';
import type { FoundRun } from '../core/check/search-result.ts';
import type { Finding } from '../core/check/verdict.ts';
import { foundRun } from '../core/explore/path.ts';
import { interruptStuckIn, stuckIn } from '../core/explore/stuck.ts';
import type { Machine } from '../core/machine/machine.ts';
import { StepCode, Truth } from '../core/machine/machine.ts';
import type { Choice } from '../core/schedule/schedule.ts';

export interface FollowedTrail {
  readonly property: number;
  readonly run: FoundRun;
}

/**
 * Up to the first violated property. Of the step that violates it a trail may tell only who did it, `last`, and not what was
 * chosen in it.
 */
export function followTrail(
  machine: Machine,
  choices: readonly Choice[],
  last: number | undefined,
): FollowedTrail | undefined {
  const whole = follow(machine, choices);
  if (whole) return whole;
  const before = choices.slice(0, -1);
  const ends = [
    ...(before.length < choices.length ? endsOf(before, choices.at(-1)?.task) : []),
    ...endsOf(choices, last),
  ];
  for (const end of ends) {
    const found = follow(machine, end);
    if (found) return found;
  }
  return undefined;
}

/** No `choose` of a lab has more. */
const mostAlternatives = 64;

function endsOf(choices: readonly Choice[], task: number | undefined): readonly (readonly Choice[])[] {
  if (task === undefined) return [];
  return Array.from({ length: mostAlternatives }, (_, alternative) => [...choices, { task, alternative }]);
}

function follow(machine: Machine, choices: readonly Choice[]): FollowedTrail | undefined {
  const beginning = machine.start();
  const { state } = beginning;
  for (const finding of beginning.findings) {
    const property = claimed(machine, finding, beginning.property);
    if (property !== undefined) return { property, run: foundRun(machine, finding, []) };
  }
  for (let done = 0; ; done++) {
    const here = violatedIn(machine, state);
    if (here)
      return { property: here.property, run: foundRun(machine, here.finding, choices.slice(0, done)) };
    const choice = choices[done];
    if (choice === undefined) return undefined;
    if (choice.alternative >= machine.alternatives(state, choice.task)) return undefined;
    const code = machine.step(state, choice.task, choice.alternative);
    if (code === StepCode.blocked || code === StepCode.pruned) return undefined;
    const findings = code === StepCode.warned ? machine.lastWarnings() : [];
    for (const finding of code === StepCode.finding ? [machine.lastFinding()] : findings) {
      const about = code === StepCode.finding ? machine.lastProperty() : undefined;
      const property = claimed(machine, finding, about);
      if (property !== undefined) {
        return { property, run: foundRun(machine, finding, choices.slice(0, done + 1)) };
      }
    }
    if (code === StepCode.finding) return undefined;
  }
}

function claimed({ graph }: Machine, finding: Finding, property: number | undefined): number | undefined {
  return property ?? claimant(graph.properties, finding.kind);
}

function violatedIn(
  machine: Machine,
  state: Int32Array,
): { readonly property: number; readonly finding: Finding } | undefined {
  const always = machine.checkProperties(state);
  if (always >= 0) return { property: always, finding: machine.propertyFinding(state, always) };
  const { properties, tasks } = machine.graph;
  const able = tasks.map((_, task) => machine.enabled(state, task));
  const daemon = tasks.some(({ kind }, task) => kind === 'daemon' && able[task]);
  if (!daemon && machine.finished(state)) {
    for (const [property, { kind, routine }] of properties.entries()) {
      if (kind !== 'finally' || !routine) continue;
      if (machine.evaluateProperty(state, property) === Truth.content) continue;
      return { property, finding: machine.propertyFinding(state, property) };
    }
  }
  const stuck = able.includes(true) ? undefined : stuckIn(machine, state);
  for (const finding of [stuck, interruptStuckIn(machine, state)]) {
    const property = finding && claimant(properties, finding.kind);
    if (finding && property !== undefined) return { property, finding };
  }
  return undefined;
}
