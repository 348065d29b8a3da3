// The text of each function of a machine: one per step site and beginning, per task, per routine.
//
// Promises: the text is made of numbers and of names that this room fixes; nothing that a lab says enters it. Each text
// stands alone and returns what it makes. Made when it is asked for, and every time anew. A function in parentheses is
// called at once: the engine then reads it once, not twice.

import type { Graph, LaneGraph, Routine, Value } from '../language/lower/graph.ts';
import type { CodeContext } from './emit-code.ts';
import { emitRegion, regionFrom } from './emit-region.ts';
import { emitHindrance, emitLockProbe, emitStepFunction, survey } from './emit-step.ts';
import { emitValue } from './emit-value.ts';
import type { Layout, TaskLayout } from './layout.ts';
import { Truth } from './machine.ts';
import type { Emission, MemoryEmitter } from './memory-model.ts';

export interface MachineText {
  /** The step of a task that begins at a block. */
  step(task: number, block: number): string;
  /** From a task's entry to its first step. */
  beginning(task: number): string;
  /** The way to the step where a task stands, by place in `steps`. */
  task(task: number): string;
  hindrance(task: number): string;
  /** Undefined where the block is no lock operation. */
  lockProbe(task: number, block: number): string | undefined;
  boot(): string;
  /** All properties, and `check`, which asks those that count in every state. */
  properties(): string;
  lane(index: number): string;
}

/** By task; -1 for routines. */
export type MemoryOfTasks = (task: number) => MemoryEmitter;

export function machineText(
  graph: Graph,
  layout: Layout,
  memory: MemoryOfTasks,
  observed: boolean,
): MachineText {
  const context = (emission: Emission, task: number): CodeContext => {
    const cpu = layout.tasks[task]?.graph.cpu ?? -1;
    return { graph, emission, memory: memory(task), task, cpuSlot: layout.cpuSlots[cpu] ?? -1 };
  };
  const taskAt = (task: number) => layout.tasks[task] as TaskLayout;
  const inStep: Emission = { logged: true, observed, faultCode: 3 };
  const atStart: Emission = { logged: false, observed, faultCode: 3 };
  const evaluated: Emission = { logged: false, observed: false, faultCode: Truth.fault };
  const probed: Emission = { logged: false, observed: false, faultCode: 0 };

  return {
    step: (task, block) => `return(${emitStepFunction(context(inStep, task), taskAt(task), 's', block)})`,
    beginning: (task) => `return(${emitStepFunction(context(atStart, task), taskAt(task), 's', 0)})`,
    task(task) {
      const hindrance = emitHindrance(layout, task);
      const test = hindrance === '' ? '' : `if(${hindrance})return 1;`;
      return `return function t(v,a){${test}return steps[v[${taskAt(task).placeSlot}]](v,a)}`;
    },
    hindrance(task) {
      const hindrance = emitHindrance(layout, task);
      return `return function h(v){return ${hindrance === '' ? 'false' : hindrance}}`;
    },
    lockProbe(task, block) {
      const probe = emitLockProbe(context(probed, task), taskAt(task), 'k', block);
      return probe && `return ${probe}`;
    },
    boot: () => `return(${emitRoutine(context(atStart, -1), 'boot', graph.boot, () => 'return 0;')})`,
    properties() {
      const truth = (value: Value) => `return ${emitValue(value)}===0?0:1;`;
      const each = graph.properties.map(({ routine }, index) =>
        routine
          ? emitRoutine(context(evaluated, -1), `p${index}`, routine, truth)
          : `function p${index}(v){return ${Truth.content}}\n`,
      );
      const inEveryState = graph.properties.flatMap(({ kind, routine }, index) =>
        routine && (kind === 'always' || kind === 'never') ? [`if(p${index}(v)!==1)return ${index};`] : [],
      );
      const names = graph.properties.map((_, index) => `p${index}`).join(',');
      return `${each.join('')}function check(v){${inEveryState.join('')}return -1}\nreturn{check,properties:[${names}]}`;
    },
    lane(index) {
      const { routine } = graph.lanes[index] as LaneGraph;
      return `return ${emitRoutine(context(evaluated, -1), 'q', routine, (value) => `return ${emitValue(value)};`)}`;
    },
  };
}

function emitRoutine(
  context: CodeContext,
  name: string,
  routine: Routine,
  give: (value: Value) => string,
): string {
  const region = regionFrom(routine.blocks, 0);
  const { mentioned, warns } = survey(context, routine.blocks, region);
  const { text, usesSwitch } = emitRegion(context, routine.blocks, region, {
    step: () => 'return 0;',
    end: () => 'return 0;',
    return: give,
  });
  const locals = [...(usesSwitch ? ['b=0', 'f=0'] : []), ...(warns ? ['w=0'] : [])];
  const registers = [...mentioned].map((register) => `r${register}=0`);
  return `function ${name}(v){let A=0,S=0,X=0${[...locals, ...registers].map((local) => `,${local}`).join('')};${text}}\n`;
}
