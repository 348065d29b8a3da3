// The functions of one task: one per step site, one for its private beginning, and the test that comes before them.
//
// A step function loads the registers that are alive at its site, runs one region, and writes back place and
// registers; registers that die are written as zero.

import type { CodeBlock, Register } from '../language/lower/graph.ts';
import { definedBy, eachRegister, valueOfExit, valuesIn, wantedLock } from '../language/lower/read-graph.ts';
import { irqMask, ownerMask } from './cpu.ts';
import type { CodeContext } from './emit-code.ts';
import { emitInstruction } from './emit-code.ts';
import { closeLog, emitLoggedWrite } from './emit-parts.ts';
import type { Region, RegionExits } from './emit-region.ts';
import { emitRegion, regionFrom } from './emit-region.ts';
import type { Layout, TaskLayout } from './layout.ts';
import { StepCode } from './machine.ts';

/** `function NAME(v,a){…}` for the region that begins at `entry`; block 0 without a site is the beginning. */
export function emitStepFunction(
  context: CodeContext,
  task: TaskLayout,
  name: string,
  entry: number,
): string {
  const { blocks } = task.graph;
  const region = regionFrom(blocks, entry);
  const atSite = blocks[entry]?.step !== undefined;
  const alive = atSite ? (task.plan.alive[entry] ?? []) : [];
  const { mentioned, assigned, warns } = survey(context, blocks, region);
  const aliveHere = new Set(alive);
  const offset = atSite ? task.startedOffset : 0;
  const { colours } = task.plan;
  const slotOf = (register: Register) => task.registerSlot + (colours[register] ?? 0);

  const settle = (place: number, next: readonly Register[]): string => {
    const text = [emitLoggedWrite(context.emission, `${task.placeSlot}`, `${place}`)];
    const reused = new Set<number>();
    for (const register of next) {
      reused.add(slotOf(register));
      if (aliveHere.has(register) && !assigned.has(register)) continue;
      // What lives on without being mentioned here was never set at all: it lives from the beginning on.
      const value = mentioned.has(register) ? `r${register}` : '0';
      text.push(emitLoggedWrite(context.emission, `${slotOf(register)}`, value));
    }
    for (const register of alive) {
      if (!reused.has(slotOf(register)))
        text.push(emitLoggedWrite(context.emission, `${slotOf(register)}`, '0'));
    }
    const code = warns ? 'w' : `${StepCode.ok}`;
    return `${text.join('')}${closeLog(context.emission)}return ${code};`;
  };
  const exits: RegionExits = {
    step: (block) => settle((task.places[block] ?? 0) + offset, task.plan.alive[block] ?? []),
    end: () => settle(0, []),
    return: () => settle(0, []),
  };

  const { text, usesSwitch } = emitRegion(context, blocks, region, exits);
  const loads = [...mentioned].map((register) =>
    aliveHere.has(register) ? `r${register}=v[${slotOf(register)}]` : `r${register}=0`,
  );
  const locals = [...(usesSwitch ? ['b=0', 'f=0'] : []), ...(warns ? ['w=0'] : []), ...loads];
  const log = context.emission.logged ? ',n=1' : '';
  const code = region.blocks.flatMap((block) => blocks[block]?.code ?? []);
  const enter = atSite ? context.memory.enter(code) : '';
  return `function ${name}(v,a){let A=0,S=0,X=0${log}${locals.map((local) => `,${local}`).join('')};${enter}${text}}\n`;
}

interface Survey {
  readonly mentioned: ReadonlySet<Register>;
  readonly assigned: ReadonlySet<Register>;
  readonly warns: boolean;
}

export function survey(
  context: Pick<CodeContext, 'graph'>,
  blocks: readonly CodeBlock[],
  region: Region,
): Survey {
  const mentioned = new Set<Register>();
  const assigned = new Set<Register>();
  let warns = false;
  for (const index of region.blocks) {
    const block = blocks[index] as CodeBlock;
    for (const instruction of block.code) {
      for (const value of valuesIn(instruction)) eachRegister(value, (register) => mentioned.add(register));
      const register = definedBy(instruction);
      if (register !== undefined) {
        mentioned.add(register);
        assigned.add(register);
      }
      warns ||=
        instruction.kind === 'check' &&
        instruction.of === 'bug' &&
        context.graph.bugs[instruction.index]?.severity === 'warn';
    }
    const value = valueOfExit(block.exit);
    if (value) eachRegister(value, (register) => mentioned.add(register));
  }
  return { mentioned, assigned, warns };
}

/** An expression over `v` that is true where the task may not run, whatever stands at its site; empty for never. */
export function emitHindrance(layout: Layout, index: number): string {
  const task = layout.tasks[index] as TaskLayout;
  const place = `v[${task.placeSlot}]`;
  const tests: string[] = [];
  layout.tasks.forEach((other, at) => {
    if (at === index || other.graph.kind !== 'interrupt' || other.graph.cpu !== task.graph.cpu) return;
    tests.push(`v[${other.placeSlot}]>${other.startedOffset}`);
  });
  const cpu = layout.cpuSlots[task.graph.cpu] ?? -1;
  if (cpu >= 0) {
    const word = `v[${cpu}]`;
    if (task.graph.kind === 'interrupt')
      tests.push(`${place}<=${task.startedOffset}&&(${word}&${irqMask})!==0`);
    else tests.push(`(${word}&${ownerMask})!==0&&(${word}&${ownerMask})!==${index + 1}`);
  }
  if (task.graph.kind === 'quiesce') {
    const others = layout.tasks.flatMap((other) => unfinished(other));
    for (const buffer of layout.bufferAt) if (buffer >= 0) others.push(`v[${buffer}]!==0`);
    if (others.length > 0) tests.push(`${place}<=${task.startedOffset}&&(${others.join('||')})`);
  }
  return tests.map((test) => `(${test})`).join('||');
}

/** Tests that are true while a task, or an interrupt that has started, has not ended. */
function unfinished(task: TaskLayout): readonly string[] {
  if (task.graph.kind === 'task') return [`v[${task.placeSlot}]!==0`];
  if (task.graph.kind === 'interrupt') return [`v[${task.placeSlot}]>${task.startedOffset}`];
  return [];
}

/** Value of the lock word that the step at `block` wants, as a function; undefined where it is no lock operation. */
export function emitLockProbe(
  context: CodeContext,
  task: TaskLayout,
  name: string,
  block: number,
): string | undefined {
  const wanted = wantedLock(task.graph.blocks[block] as CodeBlock);
  if (wanted === undefined) return undefined;
  const lock = wanted.load;
  const before = [...wanted.before, lock].filter(({ kind }) => kind === 'set' || kind === 'load');
  const registers = new Set<Register>(task.plan.alive[block]);
  for (const instruction of before) {
    for (const value of valuesIn(instruction)) eachRegister(value, (register) => registers.add(register));
    const register = definedBy(instruction);
    if (register !== undefined) registers.add(register);
  }
  const alive = task.plan.alive[block] ?? [];
  const loads = [...registers].map((register) => {
    const slot = task.registerSlot + (task.plan.colours[register] ?? 0);
    return alive.includes(register) ? `,r${register}=v[${slot}]` : `,r${register}=0`;
  });
  const text = before.map((instruction) => emitInstruction(context, instruction)).join('');
  return `function ${name}(v){let A=0,S=0,X=0${loads.join('')};${text}return r${lock.register};}\n`;
}
