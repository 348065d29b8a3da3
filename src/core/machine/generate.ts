// The whole text of a machine, and its compilation by `new Function`.
//
// Promises: the text is made of numbers and of names that this room fixes; nothing that a lab says enters it. What
// it may touch comes in as `Host`. Runs in Node worker threads; a page with a strict CSP cannot do this.

import type { Graph, Routine, Value } from '../language/lower/graph.ts';
import type { CodeContext } from './emit-code.ts';
import { emitRegion, regionFrom } from './emit-region.ts';
import { emitHindrance, emitLockProbe, emitStepFunction, survey } from './emit-step.ts';
import { emitValue, valuePrelude } from './emit-value.ts';
import type { Layout } from './layout.ts';
import { Truth } from './machine.ts';
import type { Emission, MemoryModel } from './memory-model.ts';

/** What generated code calls, under these names. */
export interface Host {
  /** Address table: slot by address / 4. */
  readonly slots: Int32Array;
  readonly log: Int32Array;
  readonly fault: (address: number, size: number, write: boolean) => void;
  readonly fuel: () => void;
  /** An `at` property does not hold. */
  readonly violate: (property: number) => void;
  readonly bug: (index: number) => void;
  readonly warn: (index: number) => void;
  readonly valid: (address: number, size: number) => boolean;
  readonly cpu: (word: number, op: number, task: number) => number;
  readonly seen: {
    readonly load: (address: number, size: number, value: number, access: number) => void;
    readonly store: (address: number, before: number, after: number, access: number) => void;
    readonly ledger: (page: number, holder: number, delta: number) => void;
  };
}

/** Vector, alternative -> StepCode. */
export type StepFunction = (v: Int32Array, alternative: number) => number;
export type RoutineFunction = (v: Int32Array) => number;

export interface Generated {
  /** By task. */
  readonly steps: readonly StepFunction[];
  /** By task: its CPU or its kind keeps it from running, whatever stands at its site. */
  readonly hindered: readonly ((v: Int32Array) => boolean)[];
  readonly beginnings: readonly StepFunction[];
  /** By task, then by place; the value of the lock word that is wanted there, or 0. */
  readonly locks: readonly (readonly RoutineFunction[])[];
  readonly boot: RoutineFunction;
  /** Index of the first violated `always` or `never`, or -1. */
  readonly check: RoutineFunction;
  /** By property: a Truth; properties without a routine are content. */
  readonly properties: readonly RoutineFunction[];
  readonly lanes: readonly RoutineFunction[];
}

const routineFault = Truth.fault;

export function generate(
  graph: Graph,
  layout: Layout,
  memory: MemoryModel,
  observed: boolean,
): { compile(host: Host): Generated; readonly text: string } {
  const text = machineText(graph, layout, memory, observed);
  const compile = (host: Host): Generated => {
    const names = Object.keys(host);
    const make = new Function(...names, text) as (...values: unknown[]) => Generated;
    return make(...Object.values(host));
  };
  return { compile, text };
}

function machineText(graph: Graph, layout: Layout, memory: MemoryModel, observed: boolean): string {
  const context = (emission: Emission, task: number): CodeContext => {
    const cpu = layout.tasks[task]?.graph.cpu ?? -1;
    return { graph, emission, memory, task, cpuSlot: layout.cpuSlots[cpu] ?? -1 };
  };
  const inStep: Emission = { logged: true, observed, faultCode: 3 };
  const atStart: Emission = { logged: false, observed, faultCode: 3 };
  const evaluated: Emission = { logged: false, observed: false, faultCode: routineFault };
  const probed: Emission = { logged: false, observed: false, faultCode: 0 };

  const parts: string[] = [
    `"use strict";${valuePrelude}function end(v,a){return 1}\nfunction none(v){return 0}\n`,
  ];
  layout.tasks.forEach((task, index) => {
    const stepNames = task.sites.map((block, at) => {
      const name = `s${index}_${at + 1}`;
      parts.push(emitStepFunction(context(inStep, index), task, name, block));
      return name;
    });
    const lockNames = task.sites.map((block, at) => {
      const name = `l${index}_${at + 1}`;
      const probe = emitLockProbe(context(probed, index), task, name, block);
      parts.push(probe ?? '');
      return probe === undefined ? 'none' : name;
    });
    const twice = task.startedOffset > 0 ? 2 : 1;
    const table = (first: string, names: readonly string[]) =>
      `[${[first, ...(twice === 2 ? [...names, ...names] : names)].join(',')}]`;
    parts.push(`const d${index}=${table('end', stepNames)};const k${index}=${table('none', lockNames)};\n`);
    const hindrance = emitHindrance(layout, index);
    const test = hindrance === '' ? '' : `if(${hindrance})return 1;`;
    parts.push(`function h${index}(v){return ${hindrance === '' ? 'false' : hindrance}}\n`);
    parts.push(`function t${index}(v,a){${test}return d${index}[v[${task.placeSlot}]](v,a)}\n`);
    parts.push(emitStepFunction(context(atStart, index), task, `i${index}`, 0));
  });

  parts.push(emitRoutine(context(atStart, -1), 'boot', graph.boot, () => 'return 0;'));
  const truth = (value: Value) => `return ${emitValue(value)}===0?0:1;`;
  const properties = graph.properties.map(({ routine }, index) => {
    if (!routine) return 'yes';
    parts.push(emitRoutine(context(evaluated, -1), `p${index}`, routine, truth));
    return `p${index}`;
  });
  parts.push('function yes(v){return 1}\n');
  const inEveryState = graph.properties.flatMap(({ kind, routine }, index) =>
    routine && (kind === 'always' || kind === 'never') ? [`if(p${index}(v)!==1)return ${index};`] : [],
  );
  parts.push(`function check(v){${inEveryState.join('')}return -1}\n`);
  const lanes = graph.lanes.map(({ routine }, index) => {
    parts.push(
      emitRoutine(context(evaluated, -1), `q${index}`, routine, (value) => `return ${emitValue(value)};`),
    );
    return `q${index}`;
  });

  const list = (prefix: string) => layout.tasks.map((_, index) => `${prefix}${index}`).join(',');
  parts.push(
    `return{steps:[${list('t')}],hindered:[${list('h')}],beginnings:[${list('i')}],locks:[${list('k')}],boot,check,` +
      `properties:[${properties.join(',')}],lanes:[${lanes.join(',')}]}`,
  );
  return parts.join('');
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
