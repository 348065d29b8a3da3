// A program as something that can be stepped: the same questions that the machine answers, answered from the tree.
//
// Promises: `start` once, then any sequence of steps of enabled tasks. Slow: a search replays from the start.

import type { FindingKind } from '../check/verdict.ts';
import type { GlobalId, Local, LocalId, Program, TaskBody } from '../language/check/program.ts';
import { convert, truth } from './arithmetic.ts';
import type { Context, Frame, Pending, Steps } from './context.ts';
import { runAtOnce } from './context.ts';
import { Cpus } from './cpus.ts';
import { evaluate } from './expression.ts';
import { Pruned, RunEnds } from './run-ends.ts';
import { runBody } from './statement.ts';
import { type Placement, World } from './world.ts';

export interface Found {
  readonly kind: FindingKind;
  /** Name of a property, text of a BUG or WARN; what was accessed for the others. */
  readonly what: string;
}

export interface Outcome {
  /** `ended`: a finding ended the run. */
  readonly kind: 'ok' | 'ended' | 'pruned';
  /** WARNs in order, and last the finding that ended the run. */
  readonly found: readonly Found[];
  /** Word addresses that were stored to. */
  readonly stored: readonly number[];
}

interface Running {
  readonly name: string;
  readonly kind: 'task' | 'daemon' | 'interrupt' | 'quiesce';
  readonly cpu: number;
  readonly code: Steps<number>;
  /** Undefined when the task has ended. */
  pending: Pending | undefined;
  started: boolean;
}

export class Interpreter {
  readonly program: Program;
  readonly world: World;
  #cpus = new Cpus();
  #globals = new Map<GlobalId, readonly number[]>();
  #pages: readonly number[];
  #tasks: Running[] = [];
  #warnings: Found[] = [];
  #judging: Context;

  constructor(program: Program, placement?: Placement) {
    this.program = program;
    this.world = new World(placement);
    const cpus = Math.max(0, ...program.tasks.map((task) => task.cpu)) + 1;
    for (const global of program.globals) {
      const copies = global.perCpu ? cpus : 1;
      const kind = global.ghost ? 'ghost' : 'global';
      const addresses = Array.from({ length: copies }, (_, cpu) =>
        this.world.addObject(global.perCpu ? `${global.name} (cpu ${cpu})` : global.name, kind, global.type),
      );
      this.#globals.set(global.id, addresses);
    }
    this.#pages = program.pages.map((page) =>
      this.world.addPage(page.name, page.index, program.pageRecord ?? { kind: 'void' }),
    );
    this.#judging = this.#contextFor('a property', undefined, 0, false);
  }

  get tasks(): readonly string[] {
    return this.#tasks.map((task) => task.name);
  }

  /** Initial values, boot, then each task's private beginning, in task order. */
  start(): Outcome {
    return this.#attempt(() => {
      const boot = this.#contextFor('boot', undefined, 0, false);
      this.#initialise(boot);
      const span = this.program.boot[0]?.span ?? { file: 0, start: 0, end: 0 };
      const body = { kind: 'block', body: this.program.boot, span } as const;
      runAtOnce(boot, runBody(boot, emptyFrame('boot', this.program.bootLocals), body));
      this.#addTasks();
      for (const task of this.#tasks) this.#resume(task, 0);
    });
  }

  ended(task: number): boolean {
    return this.#task(task).pending === undefined;
  }

  alternatives(task: number): number {
    return this.#task(task).pending?.alternatives ?? 1;
  }

  operation(task: number): string | undefined {
    return this.#task(task).pending?.operation;
  }

  enabled(index: number): boolean {
    const task = this.#task(index);
    if (!task.pending || this.#isHeldUp(task, index)) return false;
    try {
      return task.pending.ready();
    } catch (problem) {
      // The step is possible: it will run into the same finding.
      if (problem instanceof RunEnds) return true;
      throw problem;
    }
  }

  step(index: number, alternative: number): Outcome {
    const task = this.#task(index);
    task.started = true;
    return this.#attempt(() => this.#resume(task, alternative));
  }

  /** All but daemons have ended; interrupts that never started are not waited for. */
  finished(): boolean {
    return this.#tasks.every(
      ({ kind, pending, started }) =>
        kind === 'daemon' || pending === undefined || (kind === 'interrupt' && !started),
    );
  }

  /** Whether a property is content with the state as it is; a cost where it is not incurred. A property that cannot be evaluated is not. */
  content(index: number): boolean {
    const property = this.program.properties[index];
    if (!property || property.skipped !== undefined || property.kind === 'at') return true;
    const frame = emptyFrame('property', []);
    const context = this.#judging;
    const value = (expr: typeof property.test) => runAtOnce(context, evaluate(context, frame, expr));
    try {
      if (property.when && value(property.when) === 0) return true;
      const wanted = property.kind === 'never' || property.kind === 'cost' ? 0 : 1;
      return truth(value(property.test) !== 0) === wanted;
    } catch (problem) {
      if (problem instanceof RunEnds) return false;
      throw problem;
    } finally {
      context.atOnce = 0;
    }
  }

  /** A private initial value, by byte, so that narrow ones share their word. */
  #initialise(context: Context): void {
    const frame = emptyFrame('initial values', []);
    for (const global of this.program.globals) {
      for (const base of this.#globals.get(global.id) ?? []) {
        for (const { offset, size, value } of global.init) {
          const type = { kind: 'integer', name: 'initial value', size, signed: false, bool: false } as const;
          const result = runAtOnce(context, evaluate(context, frame, value));
          this.world.store(base + offset, type, convert(result, type));
        }
      }
    }
  }

  #addTasks(): void {
    const { tasks, quiesce } = this.program;
    tasks.forEach((task, index) => {
      const shares = tasks.some((other, at) => at !== index && other.cpu === task.cpu);
      this.#addTask(task, task.name, task.kind, task.cpu, shares);
    });
    if (!quiesce) return;
    const beside = tasks.some((task) => task.kind !== 'task' && task.cpu === 0);
    this.#addTask(quiesce, 'QUIESCE', 'quiesce', 0, beside);
  }

  #addTask(body: TaskBody, name: string, kind: Running['kind'], cpu: number, shares: boolean): void {
    const context = this.#contextFor(name, this.#tasks.length, cpu, shares);
    const code = runBody(context, emptyFrame(name, body.locals), body.body);
    this.#tasks.push({
      name,
      kind,
      cpu,
      code,
      pending: undefined,
      started: kind !== 'interrupt' && kind !== 'quiesce',
    });
  }

  #contextFor(owner: string, task: number | undefined, cpu: number, sharesCpu: boolean): Context {
    return {
      program: this.program,
      world: this.world,
      cpus: this.#cpus,
      globals: this.#globals,
      pages: this.#pages ?? [],
      functions: new Map(this.program.functions.map((one) => [one.id, one])),
      owner,
      task,
      cpu,
      sharesCpu,
      warn: (text) => this.#warnings.push({ kind: 'warn', what: text }),
      runBody,
      places: new Map(),
      atOnce: 0,
      rounds: 0,
    };
  }

  /** Another task has the CPU, or it is too early. */
  #isHeldUp(task: Running, index: number): boolean {
    const onCpu = this.#tasks.filter((other) => other !== task && other.cpu === task.cpu);
    if (onCpu.some((other) => other.kind === 'interrupt' && other.started && other.pending)) return true;
    if (task.kind === 'interrupt') return !task.started && this.#cpus.interruptsOff(task.cpu);
    const owner = this.#cpus.owner(task.cpu);
    if (owner !== undefined && owner !== index) return true;
    if (task.kind !== 'quiesce' || task.started) return false;
    return this.#tasks.some(
      ({ kind, pending, started }) => pending && (kind === 'task' || (kind === 'interrupt' && started)),
    );
  }

  #resume(task: Running, alternative: number): void {
    const next = task.code.next(alternative);
    task.pending = next.done ? undefined : next.value;
  }

  #attempt(act: () => void): Outcome {
    this.world.stored = [];
    this.#warnings = [];
    const outcome = (kind: Outcome['kind'], last: readonly Found[]): Outcome => ({
      kind,
      found: [...this.#warnings, ...last],
      stored: this.world.stored,
    });
    try {
      act();
      return outcome('ok', []);
    } catch (problem) {
      if (problem instanceof Pruned) return outcome('pruned', []);
      if (problem instanceof RunEnds) return outcome('ended', [{ kind: problem.kind, what: problem.what }]);
      throw problem;
    }
  }

  #task(index: number): Running {
    const task = this.#tasks[index];
    if (!task) throw new RangeError(`there is no task ${index}`);
    return task;
  }
}

function emptyFrame(path: string, locals: readonly Local[]): Frame {
  return {
    path,
    locals: new Map<LocalId, Local>(locals.map((local) => [local.id, local])),
    values: new Map(),
    returns: { kind: 'void' },
  };
}
