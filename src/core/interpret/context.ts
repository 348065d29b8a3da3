// What running code knows: the program, the world, its task, and whether it is inside something done at once.

import type { Block, FunctionId, GlobalId, Local, LocalId, Program } from '../language/check/program.ts';
import type { CType } from '../language/types/c-type.ts';
import type { Cpus } from './cpus.ts';
import { RunEnds } from './run-ends.ts';
import type { World } from './world.ts';

/** A task stands before a shared access. It goes on when it is resumed, with the alternative that was chosen. */
export interface Pending {
  readonly operation: string;
  readonly alternatives: number;
  /** False while the step is not possible. */
  ready(): boolean;
}

export type Steps<T> = Generator<Pending, T, number>;

export interface Context {
  readonly program: Program;
  readonly world: World;
  readonly cpus: Cpus;
  /** Address of a global, or of the first CPU's copy. */
  readonly globals: ReadonlyMap<GlobalId, readonly number[]>;
  readonly pages: readonly number[];
  readonly functions: ReadonlyMap<FunctionId, Program['functions'][number]>;
  readonly owner: string;
  /** Undefined for boot code, properties and lanes. */
  readonly task: number | undefined;
  readonly cpu: number;
  readonly sharesCpu: boolean;
  readonly warn: (text: string) => void;
  /** Runs a function's body; expressions and statements need each other, and meet here. */
  readonly runBody: (context: Context, frame: Frame, body: Block) => Steps<number>;
  /** Addresses of locals that live in memory, by call path. */
  readonly places: Map<string, number>;
  /** More than 0: no step begins here, everything belongs to the current one. */
  atOnce: number;
  /** Rounds of private loops since the last step. */
  rounds: number;
}

export interface Frame {
  readonly path: string;
  readonly locals: ReadonlyMap<LocalId, Local>;
  readonly values: Map<LocalId, number>;
  readonly returns: CType;
}

const fuel = 10_000;

/** The task may be interrupted here; gives the chosen alternative. */
export function* step(
  context: Context,
  operation: string,
  ready: () => boolean = () => true,
  alternatives = 1,
): Steps<number> {
  if (context.atOnce > 0) return 0;
  const chosen = yield { operation, alternatives, ready };
  context.rounds = 0;
  return chosen;
}

/** Runs a piece of code without a step of its own. */
export function* atOnce<T>(context: Context, code: Steps<T>): Steps<T> {
  context.atOnce += 1;
  try {
    return yield* code;
  } finally {
    context.atOnce -= 1;
  }
}

/** The result of code that makes no step. */
export function runAtOnce<T>(context: Context, code: Steps<T>): T {
  const result = atOnce(context, code).next(0);
  if (!result.done) throw new RunEnds('fuel', 'code that is done at once made a step');
  return result.value;
}

/** One more round of a loop. */
export function round(context: Context): void {
  context.rounds += 1;
  if (context.rounds > fuel) throw new RunEnds('fuel', 'too many rounds in one step');
}

/** Where a local lives: one place per task, call path and local. */
export function placeOf(context: Context, frame: Frame, id: LocalId): number {
  const key = `${frame.path}:${id}`;
  const known = context.places.get(key);
  if (known !== undefined) return known;
  const local = localOf(frame, id);
  const address = context.world.addObject(`${context.owner}: ${local.name}`, 'local', local.type);
  context.places.set(key, address);
  return address;
}

export function localOf(frame: Frame, id: LocalId): Local {
  const local = frame.locals.get(id);
  if (!local) throw new RangeError(`local ${id} is not of this body`);
  return local;
}
