// All schedules of a tiny program, on both sides: the machine merges equal states, the interpreter replays every
// schedule from the start. Both must meet the same memories, the same findings and the same shortest violation.

import { defaultBounds } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { StepCode, Truth } from '../../src/core/machine/machine.ts';
import type { Both, WordValue } from './agree.ts';
import { interpreterFor, interpreterWords, machineWords, ofFinding, ofFound } from './agree.ts';

export interface Reached {
  /** Every memory that some schedule leads to, as text. */
  readonly memories: readonly string[];
  readonly findings: readonly string[];
  /** Costs that some state incurs. */
  readonly costs: readonly string[];
  /** Memories in which nobody can run. */
  readonly ends: readonly string[];
  /** Steps of the shortest run that violates a property. */
  readonly shortest: number | undefined;
}

interface Collected {
  readonly memories: Set<string>;
  readonly findings: Set<string>;
  readonly costs: Set<string>;
  readonly ends: Set<string>;
  shortest: number | undefined;
}

const nothing = (): Collected => ({
  memories: new Set(),
  findings: new Set(),
  costs: new Set(),
  ends: new Set(),
  shortest: undefined,
});

/** Breadth first over the machine's states; the shortest violation is what `explore` says. */
export function reachedByMachine({ graph }: Both): Reached {
  const machine = compileMachine(graph);
  const collected = nothing();
  const { state, findings, ended } = machine.start();
  for (const finding of findings) collected.findings.add(ofFinding(finding));
  const queue = ended ? [] : [state];
  const seen = new Set<string>([state.join()]);
  for (const from of queue) {
    const memory = textOf(machineWords(graph, machine, from));
    collected.memories.add(memory);
    for (const [index, { routine, kind, name }] of graph.properties.entries()) {
      if (!routine || kind === 'finally' || machine.evaluateProperty(from, index) === Truth.content) continue;
      if (kind === 'cost') collected.costs.add(name);
      else collected.findings.add(`property ${name}`);
    }
    let stuck = true;
    for (const task of graph.tasks.keys()) {
      for (let alternative = 0; alternative < machine.alternatives(from, task); alternative += 1) {
        const to = from.slice();
        const code = machine.step(to, task, alternative);
        if (code === StepCode.blocked) break;
        stuck = false;
        for (const warning of machine.lastWarnings()) collected.findings.add(ofFinding(warning));
        if (code === StepCode.finding) collected.findings.add(ofFinding(machine.lastFinding()));
        if (code !== StepCode.ok && code !== StepCode.warned) continue;
        if (seen.has(to.join())) continue;
        seen.add(to.join());
        queue.push(to);
      }
    }
    if (stuck) collected.ends.add(memory);
  }
  const result = explore(graph, compileMachine(graph), { bounds: defaultBounds }, silentHooks);
  return sorted({ ...collected, shortest: result.shortest?.choices.length });
}

/** Undefined when there are more schedules than that. */
export function reachedByInterpreter(both: Both, mostSchedules: number): Reached | undefined {
  const { graph, program } = both;
  const collected = nothing();
  const open: { task: number; alternative: number }[][] = [[]];
  let replayed = 0;

  function violated(depth: number): void {
    collected.shortest = Math.min(collected.shortest ?? depth, depth);
  }

  for (let schedule = open.pop(); schedule; schedule = open.pop()) {
    replayed += 1;
    if (replayed > mostSchedules) return undefined;
    const interpreter = interpreterFor(both);
    let outcome = interpreter.start();
    for (const { task, alternative } of schedule) outcome = interpreter.step(task, alternative);
    for (const found of outcome.found) {
      collected.findings.add(ofFound(found));
      if (found.kind === 'property') violated(schedule.length);
    }
    if (outcome.kind !== 'ok') continue;
    const memory = textOf(interpreterWords(graph, interpreter));
    collected.memories.add(memory);
    const tasks = interpreter.tasks.map((_, task) => task);
    const enabled = tasks.filter((task) => interpreter.enabled(task));
    const daemonsRest = !enabled.some((task) => program.tasks[task]?.kind === 'daemon');
    for (const [index, { kind, name }] of program.properties.entries()) {
      if (interpreter.content(index)) continue;
      if (kind === 'cost') {
        collected.costs.add(name);
        continue;
      }
      if (kind !== 'finally') collected.findings.add(`property ${name}`);
      else if (!interpreter.finished() || !daemonsRest) continue;
      violated(schedule.length);
    }
    if (enabled.length === 0) collected.ends.add(memory);
    for (const task of enabled) {
      for (let alternative = 0; alternative < interpreter.alternatives(task); alternative += 1) {
        open.push([...schedule, { task, alternative }]);
      }
    }
  }
  return sorted(collected);
}

/** Locals that live in memory are compared where their values show, not by themselves. */
function textOf(words: ReadonlyMap<string, WordValue>): string {
  return [...words]
    .filter(([name]) => !name.includes(': '))
    .map(([name, { value }]) => `${name}=${value}`)
    .sort()
    .join(' ');
}

function sorted({ memories, findings, costs, ends, shortest }: Collected): Reached {
  return {
    memories: [...memories].sort(),
    findings: [...findings].sort(),
    costs: [...costs].sort(),
    ends: [...ends].sort(),
    shortest,
  };
}
