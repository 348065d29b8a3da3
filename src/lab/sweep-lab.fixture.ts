// Built threads, graphs of shipped labs and graphs by hand, for tests of sweeps with real threads and files.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { splitDesign } from '../core/check/design.ts';
import type { MemoryModel } from '../core/check/verdict.ts';
import { checkProgram } from '../core/language/check/check.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { lowerProgram } from '../core/language/lower/lower.ts';
import { bin, graphOf, num, over, property, reg, store, task, word } from '../core/machine/graph.fixture.ts';
import type { LoadedLibrary } from './library.ts';

export async function buildSweepThread(folder: string): Promise<string> {
  await build({
    entryPoints: { 'sweep-thread': fileURLToPath(new URL('./sweep-thread.ts', import.meta.url)) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return `${folder}/sweep-thread.mjs`;
}

/** Tasks that each count to `steps` in a word of their own: (steps + 1)^tasks states. `bound`: what the word 0 must not exceed. */
export function countingGraph(tasks: number, steps: number, bound: number): Graph {
  const counts = (index: number) =>
    task(
      `t${index}`,
      Array.from({ length: steps }, (_, at) => ({
        step: 'write' as const,
        code: [store(word(index), num(at + 1))],
      })),
    );
  return {
    ...graphOf({ words: tasks, tasks: Array.from({ length: tasks }, (_, index) => counts(index)) }),
    properties: [property('bound', 'always', over(0, bin('<=', reg(0), num(bound))))],
  };
}

/** Every lab under every design that it is compared under, as far as it applies and memory is one of `models`. */
export function* shippedGraphs(
  { labs, texts, presets }: LoadedLibrary,
  wanted: (index: number) => boolean,
  models: readonly MemoryModel[] = ['SC'],
): Generator<{ readonly name: string; readonly graph: Graph; readonly memory: MemoryModel }> {
  const named = (path: string) => {
    const text = texts.find((one) => one.path === path);
    if (text === undefined) throw new Error(`no file ${path}`);
    return text;
  };
  let index = 0;
  for (const { path, compare } of labs) {
    for (const design of compare) {
      if (!wanted(index++)) continue;
      const split = splitDesign(design);
      const parts = presets.find(({ id }) => id === design) ?? (split.ok ? split.value : undefined);
      if (parts === undefined || !models.includes(parts.memory)) continue;
      const { program } = checkProgram({
        lab: named(path),
        strategy: named(`strategies/${parts.strategy}.strategy.c`),
        policies: parts.policies.map((policy) => named(`policies/${policy}.policy.c`)),
        kernel: texts.filter(({ role }) => role === 'kernel'),
      });
      if (program === undefined || program.missing.length > 0) continue;
      const lowered = lowerProgram(program, { ledger: false, lanes: false });
      if (!lowered.ok) throw new Error(`${path} does not lower`);
      if (lowered.value.properties.every(({ skipped }) => skipped !== undefined)) continue;
      yield { name: `${path} ${design}`, graph: lowered.value, memory: parts.memory };
    }
  }
}
