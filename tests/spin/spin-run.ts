// The real Spin on one exported graph: what it says, how many states it met, and its trail on our machine.
//
// Promises: the model goes through spin, a C compiler and pan as `--engine spin` does it, but for the optimiser and, where
// states are counted, without Spin's reductions. A model that Spin refuses is an Error with its words. The compiler is tcc
// where it is installed: these models are small, and gcc takes longer to compile one than pan to search it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPromela } from '../../src/core/export/promela/promela.ts';
import { choicesOf, lastTaskOf } from '../../src/core/export/promela/trail.ts';
import type { Graph } from '../../src/core/language/lower/graph.ts';
import type { SourceFile } from '../../src/core/language/source/source-file.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { readPanReport } from '../../src/lab/pan-output.ts';
import { followTrail } from '../../src/lab/spin-trail.ts';

export interface SpinSays {
  /** Name of the property that our machine shows violated along Spin's trail; undefined where Spin found none. */
  readonly violated: string | undefined;
  readonly states: number;
}

function starts(program: string, version: string): boolean {
  try {
    execFileSync(program, [version], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const compiler = starts('tcc', '-v') ? ['tcc'] : ['gcc', '-O0', '-fwrapv'];

export const spinIsHere = starts('spin', '-V') && (compiler[0] === 'tcc' || starts('gcc', '--version'));

/** `counted`: without reductions, so that the states are all that there are. */
export function askSpin(
  graph: Graph,
  files: readonly SourceFile[],
  title: string,
  counted: boolean,
): SpinSays {
  const made = exportPromela(graph, { title, files, memory: 'SC' });
  if (!made.ok) throw new Error(made.error.message);
  const folder = mkdtempSync(join(tmpdir(), 'pinlab-spin-test-'));
  const run = (program: string, given: readonly string[]): string => {
    try {
      return execFileSync(program, given, {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        timeout: 120_000,
      });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
      throw new Error(
        `${title}: ${program}: ${stdout.slice(0, 500)} ${stderr.slice(0, 500)}\n${made.value.text}`,
      );
    }
  };
  try {
    writeFileSync(join(folder, 'model.pml'), made.value.text);
    run('spin', [...(counted ? ['-o1', '-o2', '-o3'] : []), '-a', 'model.pml']);
    const reduction = counted ? ['-DNOREDUCE'] : [];
    const vector = `-DVECTORSZ=${made.value.vectorBytes}`;
    const [program = '', ...flags] = compiler;
    run(program, [...flags, '-w', '-DSAFETY', vector, ...reduction, '-o', 'pan', 'pan.c']);
    const pan = join(folder, 'pan');
    const output = run(pan, ['-E', '-m1000000', '-w16']);
    const report = readPanReport(output);
    if (report === undefined || report.short !== undefined)
      throw new Error(`${title}: ${output}\n${made.value.text}`);
    if (report.errors === 0) return { violated: undefined, states: report.states };
    const choices = choicesOf(run(pan, ['-r']), made.value.marks);
    const last = lastTaskOf(readFileSync(join(folder, 'model.pml.trail'), 'utf8'), graph.tasks.length);
    const followed = followTrail(compileMachine(graph), choices, last);
    if (followed === undefined)
      throw new Error(`${title}: our machine cannot follow the trail\n${made.value.text}`);
    return { violated: graph.properties[followed.property]?.name ?? '', states: report.states };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
