// Lowers a checked program to its micro-step graph: places objects, inlines calls, gives each shared access a step.
//
// Promises: fails only by a bound of docs/language.md section 6 or for what one step cannot do, each with a named
// diagnostic; the same program gives the same graph. Steps are the same with and without the ledger.

import { fail, ok, type Result } from '../../base/result.ts';
import type { Local, LocalId, Program, Stmt } from '../check/program.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';
import { BlockBuilder } from './blocks.ts';
import { factsOf } from './body-facts.ts';
import { promoteBootLocals } from './boot-locals.ts';
import type { Drafted } from './code.ts';
import { BugTable, type Frame, type Lowering, type Mode, type WholeProgram } from './context.ts';
import { lowerValue } from './expression.ts';
import { observedGhosts } from './ghosts.ts';
import type { Graph, LaneGraph, PropertyGraph, Routine, TaskGraph } from './graph.ts';
import { inlinables } from './inlinable.ts';
import { MemoryPlan } from './memory-plan.ts';
import { laneDisplay, lowerLane, lowerProperty } from './property.ts';
import { reachedBy } from './reach.ts';
import { Refusal } from './refuse.ts';
import { folded, Sites } from './sites.ts';
import { lowerStatement } from './statement.ts';
import { type TidyOptions, tidy } from './tidy.ts';

export interface LowerOptions {
  /** Keep the reference ledger's instructions; needed at replay only. */
  readonly ledger: boolean;
  /** Lanes are for runs that are shown; a search has no use for them. Kept where it is not said. */
  readonly lanes?: boolean;
  /**
   * For one run and not for all: code is left as it is written down, dead values and branches that are never taken
   * included. The steps that a run takes, and what they do, are the same.
   */
  readonly forOneRun?: boolean;
}

export function lowerProgram(program: Program, options: LowerOptions): Result<Graph, readonly Diagnostic[]> {
  try {
    return ok(lowerAll(program, options));
  } catch (problem) {
    if (problem instanceof Refusal) return fail([problem.diagnostic]);
    throw problem;
  }
}

function lowerAll(program: Program, options: LowerOptions): Graph {
  const cpus = Math.max(0, ...program.tasks.map((task) => task.cpu)) + 1;
  const reached = reachedBy(program);
  const memory = new MemoryPlan(program, reached.globals, cpus);
  const whole: WholeProgram = {
    program,
    inlinable: inlinables(reached),
    memory,
    sites: new Sites(program.files),
    bugs: new BugTable(),
    ledger: options.ledger,
    statement: lowerStatement,
    value: lowerValue,
  };
  const boot = lowerBoot(whole);
  const tasks = lowerTasks(whole, options.forOneRun === true ? { rounds: 0 } : {});
  const properties = program.properties.map((property): PropertyGraph => {
    const { name, kind, skipped, span } = property;
    const has = skipped === undefined && kind !== 'at';
    const routine = has ? lowerRoutine(whole, name, span, (to) => lowerProperty(to, property)) : undefined;
    return {
      name,
      kind,
      skipped,
      text: folded(program.files[property.test.span.file]?.text ?? '', property.test.span),
      routine,
      span,
    };
  });
  const lanes = options.lanes === false ? [] : lowerLanes(whole);
  return {
    memory: memory.finish(observedGhosts(program, reached)),
    tasks,
    boot,
    properties,
    lanes,
    bugs: whole.bugs.entries,
    cpus,
  };
}

function lowerBoot(whole: WholeProgram): Routine {
  const { boot, bootLocals } = whole.program;
  const span = boot[0]?.span ?? { file: 0, start: 0, end: 0 };
  const body: Stmt = { kind: 'block', body: boot, span };
  const lowering = start(whole, { owner: 'boot', span, mode: 'boot', body, locals: bootLocals });
  lowering.blocks.runsAlone(whole.memory.atStart());
  lowerStatement(lowering, body);
  lowering.blocks.continueIn(lowering.frame.returns.block);
  lowering.blocks.end();
  const early = withoutLocals(whole, lowering.blocks.finish());
  const tidied = tidy(early, { doubts: lowering.blocks.doubts() });
  // Once more: addresses that came by detours are outright now. Taking locals out has made blocks that nobody else has.
  return whole.memory.locals().length === 0 ? tidied : tidy(withoutLocals(whole, tidied));
}

function withoutLocals(whole: WholeProgram, from: Drafted): Drafted {
  const locals = whole.memory.locals();
  if (locals.length === 0) return from;
  let { registers } = from;
  const { blocks, gone } = promoteBootLocals(from.blocks, locals, () => registers++);
  whole.memory.remove(gone);
  return { registers, blocks };
}

function lowerTasks(whole: WholeProgram, options: TidyOptions): readonly TaskGraph[] {
  const { tasks, quiesce } = whole.program;
  const all = tasks.map((task) => ({ ...task, kind: task.kind as TaskGraph['kind'] }));
  // Only daemons and interrupts can still run beside QUIESCE, which takes the first CPU.
  if (quiesce !== undefined) all.push({ ...quiesce, name: 'QUIESCE', kind: 'quiesce', cpu: 0 });
  return all.map((task, index): TaskGraph => {
    const { name, kind, cpu, body, locals, span } = task;
    const others = all.filter((other, at) => at !== index && other.kind !== 'quiesce');
    const beside = kind === 'quiesce' ? others.filter((other) => other.kind !== 'task') : others;
    const sharesCpu = beside.some((other) => other.cpu === cpu);
    const lowering = start(whole, {
      owner: name,
      span,
      mode: 'steps',
      body,
      locals,
      task: index,
      cpu,
      sharesCpu,
    });
    lowerStatement(lowering, body);
    lowering.blocks.continueIn(lowering.frame.returns.block);
    lowering.blocks.end();
    return {
      name,
      kind,
      cpu,
      ...tidy(lowering.blocks.finish(), { ...options, doubts: lowering.blocks.doubts() }),
      span,
    };
  });
}

function lowerLanes(whole: WholeProgram): readonly LaneGraph[] {
  return whole.program.lanes
    .filter((lane) => lane.skipped === undefined)
    .flatMap((lane) => {
      const pages = lane.page === undefined ? [undefined] : whole.program.pages.map((page) => page.index);
      return pages.map((page): LaneGraph => {
        const routine = lowerRoutine(whole, lane.name, lane.span, (to) => lowerLane(to, lane, page));
        return { name: lane.name, page, routine, ...laneDisplay(lane) };
      });
    });
}

function lowerRoutine(
  whole: WholeProgram,
  owner: string,
  span: Span,
  act: (lowering: Lowering) => void,
): Routine {
  const body: Stmt = { kind: 'block', body: [], span };
  const lowering = start(whole, { owner, span, mode: 'once', body, locals: [] });
  act(lowering);
  return tidy(lowering.blocks.finish(), { doubts: lowering.blocks.doubts() });
}

interface Start {
  readonly owner: string;
  readonly span: Span;
  readonly mode: Mode;
  readonly body: Stmt;
  readonly locals: readonly Local[];
  readonly task?: number;
  readonly cpu?: number;
  readonly sharesCpu?: boolean;
}

function start(whole: WholeProgram, from: Start): Lowering {
  const blocks = new BlockBuilder(from.owner, from.span);
  const { owner, span, body, mode } = from;
  const frame: Frame = {
    locals: new Map<LocalId, Local>(from.locals.map((local) => [local.id, local])),
    storage: [],
    facts: factsOf(body),
    scope: mode === 'steps' ? whole.sites.scope(owner, span, body.span) : undefined,
    labels: undefined,
    returns: { block: blocks.newBlock(), register: undefined, type: { kind: 'void' } },
    loops: [],
    statement: body.span,
  };
  return {
    ...whole,
    blocks,
    owner,
    cpu: from.cpu ?? 0,
    task: from.task,
    sharesCpu: from.sharesCpu ?? false,
    mode,
    mayBlock: false,
    frame,
    depth: 0,
  };
}
