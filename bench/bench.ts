// Measures the plain exact search on scaled labs, from text to result, and prints one line each.
//
// Promises: the same search that faces run, with the default bounds; two runs per lab, of which the second is warm.
// Does not: judge verdicts, keep numbers.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defaultBounds } from '../src/core/check/verdict.ts';
import { explore } from '../src/core/explore/explore.ts';
import { checkProgram } from '../src/core/language/check/check.ts';
import { lowerProgram } from '../src/core/language/lower/lower.ts';
import { placeDiagnostics } from '../src/core/language/source/place.ts';
import type { SourceFile, SourceRole } from '../src/core/language/source/source-file.ts';
import { compileMachine } from '../src/core/machine/compile.ts';

const root = process.env.PINLAB_ROOT ?? process.cwd();
const strategy = 'strategies/lru-overlay-2018-11.strategy.c';
const hooks = { now: () => performance.now(), cancelled: () => false, progress: () => undefined };

function textsBelow(folder: string, role: SourceRole, prefix: string): SourceFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return textsBelow(path, role, `${prefix}${name}/`);
      if (!/\.[ch]$/.test(name)) return [];
      return [{ path: `${prefix}${name}`, role, text: readFileSync(path, 'utf8') }];
    });
}

function measure(lab: SourceFile): string[] {
  const began = performance.now();
  const resources = join(root, 'resources');
  const outcome = checkProgram({
    lab,
    strategy: { path: strategy, role: 'strategy', text: readFileSync(join(resources, strategy), 'utf8') },
    policies: [],
    kernel: textsBelow(join(resources, 'kernel'), 'kernel', 'kernel/'),
  });
  if (!outcome.program) {
    const [first] = placeDiagnostics(outcome.files, outcome.diagnostics);
    throw new Error(`${lab.path}: ${first?.path}:${first?.line}: ${first?.message}`);
  }
  const lowered = lowerProgram(outcome.program, { ledger: false });
  if (!lowered.ok) throw new Error(`${lab.path}: ${lowered.error[0]?.message}`);
  const graph = lowered.value;
  const machine = compileMachine(graph);
  const before = performance.now() - began;
  const bounds = { ...defaultBounds, maxMilliseconds: 600_000 };
  return ['cold', 'warm'].map((turn) => {
    const found = explore(graph, machine, { bounds }, hooks);
    const ended = found.hit ?? (found.violated === undefined ? 'holds' : 'violated');
    const rate = found.transitions / found.ms / 1000;
    return [
      lab.path,
      turn,
      ended,
      `${found.states} states`,
      `${found.transitions} transitions`,
      `${found.ms.toFixed(0)} ms`,
      `${rate.toFixed(2)} M transitions/s`,
      `${(found.memory / found.states).toFixed(0)} bytes/state`,
      `${before.toFixed(0)} ms before`,
    ].join('  ');
  });
}

for (const lab of textsBelow(join(root, 'bench'), 'lab', 'bench/')) {
  for (const line of measure(lab)) process.stdout.write(`${line}\n`);
}
