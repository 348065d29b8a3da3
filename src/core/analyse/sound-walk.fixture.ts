// Runs a machine at random and holds everything that happens against what the analysis says can happen.

import { seededRandom } from '../base/random.ts';
import type { MemoryModel } from '../check/verdict.ts';
import type { Graph } from '../language/lower/graph.ts';
import { compileMachine } from '../machine/compile.ts';
import { layOut } from '../machine/layout.ts';
import { StepCode, Truth } from '../machine/machine.ts';
import { analyse } from './analyse.ts';
import { Touch } from './analysis.ts';
import { contains } from './values.ts';

/** What was seen and should not have been, in words; empty where all is well. Undefined where the lab cannot start. */
export function unsound(
  graph: Graph,
  memory: MemoryModel,
  { seed, steps }: { readonly seed: number; readonly steps: number },
): readonly string[] | undefined {
  const layout = layOut(graph, true, memory);
  const slotOf = new Map(
    graph.memory.words.map(({ address }, index) => [address, layout.wordSlots[index] as number]),
  );
  let loads: number[] = [];
  let stores: number[] = [];
  const machine = compileMachine(graph, memory, {
    load: (address) => loads.push(slotOf.get(address & -4) as number),
    store: (address) => stores.push(slotOf.get(address) as number),
    ledger: () => undefined,
    finding: () => undefined,
  });
  const beginning = machine.start();
  if (beginning.ended) return undefined;
  const analysis = analyse(graph, layout, beginning.state);
  const wrong = new Set<string>();
  const siteOf = (task: number, place: number) => {
    const count = layout.tasks[task]?.sites.length ?? 0;
    return place > count ? place - count : place;
  };

  const checkState = (state: Int32Array) => {
    state.forEach((value, slot) => {
      const values = analysis.slots[slot];
      if (values === undefined || !contains(values, value)) wrong.add(`slot ${slot} holds ${value}`);
    });
    graph.properties.forEach(({ kind, routine }, index) => {
      if (routine === undefined || (kind !== 'always' && kind !== 'never')) return;
      const fails = machine.evaluateProperty(state, index) !== Truth.content;
      if (fails && analysis.properties[index]?.mayFail !== true) wrong.add(`property ${index} fails`);
    });
  };
  const checkStep = (state: Int32Array, task: number, place: number, code: number) => {
    const number = siteOf(task, place);
    const site = analysis.tasks[task]?.sites[number];
    const here = `task ${task} at site ${number}`;
    if (site === undefined) {
      wrong.add(`${here}, which is not reached`);
      return;
    }
    const touches = (slot: number) => site.footprint.touches[site.footprint.slots.indexOf(slot)] ?? 0;
    for (const slot of loads) if (touches(slot) === 0) wrong.add(`${here} reads slot ${slot}`);
    for (const slot of stores) {
      if ((touches(slot) & ~Touch.read) === 0) wrong.add(`${here} writes slot ${slot}`);
    }
    if (code === StepCode.finding && !site.mayFail) wrong.add(`${here} fails`);
    if (code === StepCode.warned && !site.mayWarn) wrong.add(`${here} warns`);
    if (code === StepCode.pruned && !site.mayPrune) wrong.add(`${here} is dropped`);
    // A full buffer keeps a step waiting too, which is no guard.
    if (code === StepCode.blocked && machine.mayRun(state, task) && memory === 'SC' && !site.mayBlock) {
      wrong.add(`${here} waits`);
    }
    if (code !== StepCode.ok && code !== StepCode.warned) return;
    const next = siteOf(task, state[layout.placeSlots[task] as number] as number);
    if (!site.next.includes(next)) wrong.add(`${here} goes to site ${next}`);
  };

  const random = seededRandom(seed);
  let state = beginning.state.slice();
  checkState(state);
  let failures = 0;
  for (let step = 0; step < steps && wrong.size === 0; step++) {
    const actor = random.below(machine.actors.length);
    const place = actor < graph.tasks.length ? (state[layout.placeSlots[actor] as number] as number) : 0;
    loads = [];
    stores = [];
    const code = machine.step(state, actor, random.below(Math.max(1, machine.alternatives(state, actor))));
    if (place !== 0) checkStep(state, actor, place, code);
    if (code === StepCode.ok || code === StepCode.warned) {
      checkState(state);
      failures = 0;
      continue;
    }
    machine.undo(state);
    failures += 1;
    if (failures < 3 * machine.actors.length) continue;
    state = beginning.state.slice();
    failures = 0;
  }
  return [...wrong];
}
