// What is wrong with a state, as far as one run can tell: violated properties, tasks that wait for ever.
//
// Promises: the same judgement that the search makes of the same state; a property is reported when it turns false,
// not again while it stays so; a cost where the run pays it first, as a remark that ends nothing. `can-still` is about
// all continuations and is never judged here.

import { costRemark } from '../check/finding.ts';
import type { Finding } from '../check/verdict.ts';
import { interruptStuckIn, stuckIn } from '../explore/stuck.ts';
import type { Machine } from '../machine/machine.ts';
import { Truth } from '../machine/machine.ts';

export interface Judge {
  /** Findings that this state shows and the last judged one did not. `idle`: nobody can run any more. */
  judge(state: Int32Array, idle: boolean): readonly Finding[];
}

export function judgeRuns(machine: Machine): Judge {
  const { properties, tasks } = machine.graph;
  const failing = new Set<number>();
  let hanging = false;
  let costs = [...properties.keys()].filter(
    (at) => properties[at]?.kind === 'cost' && properties[at]?.routine,
  );

  function pay(state: Int32Array, found: Finding[]): void {
    for (const index of costs) {
      const property = properties[index];
      if (!property || machine.evaluateProperty(state, index) !== Truth.violated) continue;
      costs = costs.filter((one) => one !== index);
      found.push(costRemark(property));
    }
  }

  function evaluate(state: Int32Array, index: number, found: Finding[]): void {
    if (machine.evaluateProperty(state, index) === Truth.content) {
      failing.delete(index);
    } else if (!failing.has(index)) {
      failing.add(index);
      found.push(machine.propertyFinding(state, index));
    }
  }

  /** `finally` counts once all tasks have ended and every daemon has ended or waits. */
  function atEnd(state: Int32Array): boolean {
    return (
      machine.finished(state) &&
      tasks.every(
        (task, index) =>
          task.kind !== 'daemon' || machine.ended(state, index) || !machine.enabled(state, index),
      )
    );
  }

  return {
    judge(state, idle) {
      const found: Finding[] = [];
      if (failing.size > 0 || machine.checkProperties(state) >= 0) {
        properties.forEach((property, index) => {
          if (!property.routine || (property.kind !== 'always' && property.kind !== 'never')) return;
          evaluate(state, index, found);
        });
      }
      if (properties.some((property) => property.kind === 'finally' && property.routine) && atEnd(state)) {
        properties.forEach((property, index) => {
          if (property.routine && property.kind === 'finally') evaluate(state, index, found);
        });
      }
      pay(state, found);
      const hang = interruptStuckIn(machine, state);
      if (hang && !hanging) found.push(hang);
      hanging = hang !== undefined;
      const stuck = idle ? stuckIn(machine, state) : undefined;
      if (stuck) found.push(stuck);
      return found;
    },
  };
}
