// What it means that nobody can run: the finding, or nothing when all who should have ended have.
//
// A task waits for another when that one holds the lock it wants or the CPU it needs. A task that waits for a
// condition could be woken by any other task that waits too. A cycle in this is a deadlock; else somebody waits for
// what nobody will do any more: blocked at the end. An interrupt that would hang its CPU is a deadlock at once.

import type { Waiting } from '../check/finding.ts';
import { interruptFinding, stuckFinding } from '../check/finding.ts';
import type { Finding } from '../check/verdict.ts';
import type { Machine } from '../machine/machine.ts';

/** Undefined when the state is a proper end. Only for states in which no task is enabled. */
export function stuckIn(machine: Machine, state: Int32Array): Finding | undefined {
  if (machine.finished(state)) return undefined;
  const { tasks } = machine.graph;
  const waits = tasks.map((_, task) => waitsFor(machine, state, task));
  const inCycle = tasks.map((_, task) => reaches(waits, task, task));
  const deadlock = inCycle.some(Boolean);
  const stays = ({ kind }: (typeof tasks)[number], task: number) =>
    deadlock ? inCycle[task] : kind !== 'daemon' && machine.started(state, task);
  const told = waiting(machine, state, stays);
  // Only what never began is left over, on a CPU that somebody keeps for ever.
  const rest = () => waiting(machine, state, ({ kind }) => kind === 'task' || kind === 'quiesce');
  return stuckFinding(deadlock ? 'deadlock' : 'blocked-at-end', told.length > 0 ? told : rest());
}

/**
 * An interrupt that would come now, and wait at once for a lock that a task of its own CPU holds: that task never
 * gets to give it back. Such an interrupt is not enabled, so no run shows it otherwise.
 */
export function interruptStuckIn(machine: Machine, state: Int32Array): Finding | undefined {
  const { tasks } = machine.graph;
  for (const [task, { kind, cpu, name }] of tasks.entries()) {
    if (kind !== 'interrupt' || machine.started(state, task) || !machine.mayRun(state, task)) continue;
    const holder = machine.lockHolder(state, task);
    const site = machine.site(state, task);
    if (holder === undefined || !site || tasks[holder]?.cpu !== cpu) continue;
    return interruptFinding({ task: name, site, holder: tasks[holder]?.name });
  }
  return undefined;
}

function waiting(
  machine: Machine,
  state: Int32Array,
  wanted: (task: Machine['graph']['tasks'][number], index: number) => boolean | undefined,
): readonly Waiting[] {
  const { tasks } = machine.graph;
  return tasks.flatMap((task, index) => {
    const site = machine.site(state, index);
    if (!site || !wanted(task, index)) return [];
    const keeper = machine.mayRun(state, index) ? undefined : machine.cpuHolder(state, index);
    const holder = keeper ?? machine.lockHolder(state, index);
    const held = keeper === undefined ? 'lock' : 'cpu';
    return [{ task: task.name, site, holder: holder === undefined ? undefined : tasks[holder]?.name, held }];
  });
}

function waitsFor(machine: Machine, state: Int32Array, task: number): readonly number[] {
  const { tasks } = machine.graph;
  if (machine.ended(state, task) || !machine.started(state, task)) return [];
  const holder = machine.cpuHolder(state, task) ?? machine.lockHolder(state, task);
  if (holder !== undefined) return machine.ended(state, holder) ? [] : [holder];
  if (machine.site(state, task)?.operation === 'lock' || tasks[task]?.kind === 'daemon') return [];
  return tasks.flatMap(({ kind }, other) => {
    const idle = kind === 'daemon' || machine.ended(state, other) || !machine.started(state, other);
    return other === task || idle ? [] : [other];
  });
}

function reaches(waits: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const open = [...(waits[from] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(waits[next] ?? []));
  }
  return false;
}
