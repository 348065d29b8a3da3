// What the search reports, replayed: the same finding at the last step, the same digest every time, a mail that fits.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { defaultBounds } from '../../src/core/check/verdict.ts';
import { explore } from '../../src/core/explore/explore.ts';
import { silentHooks } from '../../src/core/explore/request.ts';
import { checkProgram } from '../../src/core/language/check/check.ts';
import { lowerProgram } from '../../src/core/language/lower/lower.ts';
import { compileMachine } from '../../src/core/machine/compile.ts';
import { replay } from '../../src/core/replay/replay.ts';
import { mailDiagram, mailWidth } from '../../src/core/report/mail.ts';
import { tableOf } from '../../src/core/report/table.ts';
import { scriptedPolicy } from '../../src/core/schedule/policy.ts';
import { holdersOf } from '../../src/core/trace/holders.ts';
import { ledgerAt } from '../../src/core/trace/ledger-at.ts';
import type { Run } from '../../src/core/trace/run.ts';
import { readLibrary } from '../../src/lab/library.ts';

const loaded = readLibrary(fileURLToPath(new URL('../../resources', import.meta.url)));
if (!loaded.ok) throw new Error(loaded.error.message);
const { texts, kernel } = loaded.value;

/** A deadlock that only shows in a state where the interrupt could come, not in any step of it. */
const hangingInterrupt = {
  path: 'labs/hanging-interrupt.lab.c',
  role: 'lab',
  text: `#include <lab.h>
spinlock_t gup_lock;
TASK(task, .cpu = 0) { spin_lock(&gup_lock); spin_unlock(&gup_lock); }
INTERRUPT(bio_end_io, .cpu = 0) { spin_lock(&gup_lock); spin_unlock(&gup_lock); }
NEVER(deadlock, false);
`,
} as const;

const labs = [...texts.filter(({ path }) => /\/s(01|04|09|18)-/.test(path)), hangingInterrupt];
const strategies = texts.filter(({ role }) => role === 'strategy');

function graphs(lab: (typeof texts)[number], strategy: (typeof texts)[number]) {
  const { program } = checkProgram({ lab, strategy, policies: [], kernel });
  if (!program) throw new Error(`${lab.path} is refused under ${strategy.path}`);
  const plain = lowerProgram(program, { ledger: false });
  const whole = lowerProgram(program, { ledger: true });
  if (!plain.ok || !whole.ok) throw new Error('not lowered');
  return { program, plain: plain.value, whole: whole.value };
}

describe.each(labs.map((lab) => [lab.path, lab] as const))('%s', (_, lab) => {
  test.each(strategies.map((strategy) => [strategy.path, strategy] as const))('%s', (__, strategy) => {
    const { program, plain, whole } = graphs(lab, strategy);
    if (program.missing.length > 0) return;
    const found = explore(plain, compileMachine(plain), { bounds: defaultBounds }, silentHooks);
    for (const example of [found.shortest, found.fewest]) {
      if (!example) continue;
      const request = {
        lab: lab.path,
        strategy: strategy.path,
        design: strategy.path,
        memory: 'SC' as const,
        files: program.files,
        holders: holdersOf(program.enums),
        policy: scriptedPolicy(example.schedule, 'stop'),
        maxSteps: 10_000,
        concludes: example.finding,
      };
      const run = replay(whole, request);
      expect(run.end.stuck).toBeUndefined();
      expect(run.steps.length).toBe(example.choices.length);
      expect(run.end.schedule).toBe(example.schedule);
      expect(run.findings.map(({ finding }) => finding.name)).toContain(example.finding.name);
      expect(run.findings.at(-1)?.step).toBe(run.steps.length - 1);
      expect(replay(whole, request).end.digest).toBe(run.end.digest);
      expectWholeTable(run);
      expectLedgerAddsUp(run);
      for (const line of mailDiagram(run, undefined).split('\n'))
        expect(line.length).toBeLessThanOrEqual(mailWidth);
    }
  });
});

function expectWholeTable(run: Run): void {
  const steps = tableOf(run).rows.flatMap((row) => {
    if (row.kind === 'step') return [row.step];
    return row.kind === 'folded'
      ? Array.from({ length: row.to - row.from + 1 }, (_, at) => row.from + at)
      : [];
  });
  expect(steps).toEqual(Array.from(run.steps.task, (_, step) => step));
}

/** The library says who takes and drops every reference, in the very step that does it. */
function expectLedgerAddsUp(run: Run): void {
  for (let k = 0; k <= run.steps.length; k += 1) {
    const unexplained = ledgerAt(run, k).filter(({ unattributed }) => unattributed !== 0);
    expect(unexplained, `after ${k} steps`).toEqual([]);
  }
}
