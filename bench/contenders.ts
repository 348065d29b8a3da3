// Who runs: pinlab in several ways, Spin with and without its reduction, and the explorer written by hand.
//
// Promises: each is run as a person would, from the text on, as processes of their own; what it says of the model comes
// with the time. Spin gets the flags that suit it: no cycles, no check of end states, a hash table as large as it needs.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Size } from './model.ts';
import { type Finished, runProcess } from './run-process.ts';

export interface Outcome {
  /** Of the whole way from the text to the verdict. */
  readonly seconds: number;
  /** Of it, what came before the search and would be spared if the same model were searched again; Spin only. */
  readonly compiling?: number;
  /** Of the search alone, as it says itself. */
  readonly searching?: number;
  readonly states?: number;
  readonly transitions?: number;
  readonly verdict: 'holds' | 'violated';
  /** Of the counterexample. */
  readonly steps?: number;
  readonly megabytes?: number;
}

/** Undefined: it took too long or is not there. */
export type Contender = () => Promise<Outcome | undefined>;

export interface Places {
  readonly root: string;
  /** For what is written: models, pan, the limit. */
  readonly folder: string;
}

/** What is decided: a lab under a strategy. */
export interface Cell {
  /** A file. */
  readonly lab: string;
  readonly strategy: string;
}

const unbounded = ['--max-states', '400M', '--max-seconds', '3600', '--max-memory', '3500M'];

export function pinlab(
  { root }: Places,
  { lab, strategy }: Cell,
  words: readonly string[],
  timeout?: number,
): Contender {
  return async () => {
    const args = ['explore', lab, '--strategy', strategy, ...unbounded, ...words];
    const done = await runProcess('bin/pinlab', [...args, '--json'], {
      folder: root,
      codes: [0, 1],
      ...(timeout !== undefined && { timeout }),
    });
    if (done === undefined) return undefined;
    const said = JSON.parse(done.output) as Said;
    if (said.verdict !== 'holds' && said.verdict !== 'violated')
      throw new Error(`${lab} ${words.join(' ')}: ${said.verdict}`);
    return {
      seconds: done.seconds,
      searching: said.ms / 1000,
      states: said.states,
      transitions: said.transitions,
      verdict: said.verdict,
      ...(said.shortest !== undefined && { steps: said.shortest.steps }),
      ...memoryOf(done),
    };
  };
}

/** What is used of the JSON of `pinlab explore`. */
interface Said {
  readonly verdict: string;
  readonly states: number;
  readonly transitions: number;
  readonly ms: number;
  readonly shortest?: { readonly steps: number };
}

export interface SpinFlags {
  /** Of `spin -a`. */
  readonly spin?: readonly string[];
  /** Of gcc. */
  readonly gcc?: readonly string[];
  /** About how many states there will be. */
  readonly states: number;
  readonly timeout?: number;
}

/** `model`: the Promela text of the lab. `name`: of its folder. */
export function spin({ folder }: Places, model: string, name: string, flags: SpinFlags): Contender {
  const own = join(folder, name);
  return async () => {
    mkdirSync(own, { recursive: true });
    copyFileSync(model, join(own, 'model.pml'));
    const generated = await runProcess('spin', ['-a', ...(flags.spin ?? []), 'model.pml'], { folder: own });
    const wanted = ['-O2', '-w', '-fwrapv', '-DSAFETY', ...(flags.gcc ?? []), '-o', 'pan', 'pan.c'];
    const compiled = await runProcess('gcc', wanted, { folder: own });
    const slots = Math.min(28, Math.max(18, Math.ceil(Math.log2(flags.states)) + 1));
    const searched = await runProcess(join(own, 'pan'), ['-E', '-n', '-m20000', `-w${slots}`], {
      folder: own,
      ...(flags.timeout !== undefined && { timeout: flags.timeout }),
    });
    if (generated === undefined || compiled === undefined || searched === undefined) return undefined;
    const { output } = searched;
    const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN);
    if (/Search not completed/.test(output) && !/errors: [1-9]/.test(output))
      throw new Error(`pan did not complete: ${output.slice(0, 500)}`);
    const compiling = generated.seconds + compiled.seconds;
    const violated = /errors: [1-9]/.test(output);
    return {
      seconds: compiling + searched.seconds,
      compiling,
      searching: searched.seconds,
      states: number(/(\d+) states, stored/),
      transitions: number(/(\d+) transitions/),
      verdict: violated ? 'violated' : 'holds',
      ...memoryOf(searched),
    };
  };
}

/** Compiled once, since its compiler is no part of what it shows. */
export async function limit({ root, folder }: Places, size: Size, timeout?: number): Promise<Contender> {
  const program = join(folder, `limit-${size.tasks}-${size.pages}-${size.rounds}`);
  const defines = [`-DTASKS=${size.tasks}`, `-DPAGES=${size.pages}`, `-DROUNDS=${size.rounds}`];
  await runProcess('gcc', ['-O2', ...defines, '-o', program, join(root, 'bench', 'limit.c')]);
  return async () => {
    const done = await runProcess(program, [], timeout === undefined ? {} : { timeout });
    if (done === undefined) return undefined;
    const said = JSON.parse(done.output) as { states: number; transitions: number; seconds: number };
    return {
      seconds: done.seconds,
      searching: said.seconds,
      states: said.states,
      transitions: said.transitions,
      verdict: 'holds',
      ...memoryOf(done),
    };
  };
}

/** Writes the Promela text of a lab. */
export async function exportPromela({ root }: Places, { lab, strategy }: Cell, model: string): Promise<void> {
  const words = ['export', lab, '--strategy', strategy, '--to', 'promela', '--output', model];
  await runProcess('bin/pinlab', words, { folder: root });
}

function memoryOf({ megabytes }: Finished): { readonly megabytes?: number } {
  return megabytes === undefined ? {} : { megabytes };
}
