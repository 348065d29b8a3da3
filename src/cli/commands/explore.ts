// `pinlab explore`: every interleaving of one lab under one strategy, and the verdict.

import type { ExploreResult } from '../../contract/table.ts';
import type { SearchProgress, Verdict } from '../../core/check/verdict.ts';
import { mailDiagram } from '../../core/report/mail.ts';
import { runToShow } from '../../core/report/run-to-show.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { Pool } from '../../lab/pool.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { failureLines } from '../print.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';
import { verdictJson } from '../verdict-json.ts';
import { complain, readCell } from './cell.ts';
import { type Command, jsonFlag, strategyFlag } from './command.ts';

export const explore: Command = {
  name: 'explore',
  usage: 'LAB --strategy ID|FILE [--json | --mail]',
  about:
    'try every order of the micro-steps; say whether any of them breaks a property, and show the shortest',
  examples: [
    'pinlab explore resources/labs/s01-get-pin-put-early-unpin.lab.c --strategy lru-overlay-2018-07',
    'pinlab explore my.lab.c --strategy my.strategy.c --json --max-states 5M',
  ],
  flags: {
    ...strategyFlag,
    ...jsonFlag,
    mail: { kind: 'switch', about: 'print the counterexample as a diagram of 72 columns, for a mail' },
    ...boundFlags,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const { texts } = cell.value;
    const json = args.has('json');
    // In a thread of its own, so that this one hears Ctrl+C.
    const pool = new Pool({ workerFile: terminal.places.workerFile, size: 1, heapMegabytes });
    const tell = tellProgress(terminal);
    const job = pool.run({ kind: 'explore', texts, bounds: boundsOf(args), withRuns: !json }, async (now) =>
      tell(now),
    );
    terminal.onStop(job.cancel);
    const outcome = await job.done;
    await pool.close();
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return outcome.error.code === 'cancelled' ? exitCode.incomplete : exitCode.badInput;
    }
    const { verdict } = outcome.value;
    if (json) terminal.out(`${JSON.stringify(verdictJson(verdict))}\n`);
    else if (args.has('mail')) terminal.out(mailText(outcome.value));
    else terminal.out(fullText(outcome.value, args.files[0] ?? '', args.text('strategy') ?? ''));
    return exitOf(verdict);
  },
};

const quietTime = 2000;
/** States and frontier have their own bound; this is for the runs that are shown. */
const heapMegabytes = 4096;

/** On standard error, now and then, for searches that take long. */
function tellProgress(terminal: Terminal): (progress: SearchProgress) => void {
  let next = quietTime;
  return ({ states, depth, frontier, memory, ms }) => {
    if (ms < next) return;
    next = ms + quietTime;
    const megabytes = Math.round(memory / 1024 ** 2);
    terminal.err(
      `pinlab: ${states} states, depth ${depth}, frontier ${frontier}, ${megabytes} MiB, ${Math.round(ms / 1000)} s\n`,
    );
  };
}

function exitOf({ verdict, transitions, alsoFound }: Verdict): ExitCode {
  switch (verdict) {
    case 'violated':
      return exitCode.violated;
    case 'incomplete':
      return exitCode.incomplete;
    case 'holds':
      return exitCode.good;
    case 'does-not-apply':
      // Something went wrong before the first step, so that nothing could be judged: the lab is at fault.
      return transitions === 0 && alsoFound.some(({ kind }) => kind !== 'warn')
        ? exitCode.badInput
        : exitCode.good;
  }
}

function mailText(result: ExploreResult): string {
  const run = runToShow(result);
  return run === undefined ? `${verdictSentence(result.verdict)}\n` : mailDiagram(run, result.verdict);
}

function fullText(result: ExploreResult, lab: string, strategy: string): string {
  const { verdict } = result;
  const run = runToShow(result);
  const found = verdict.alsoFound.map(({ message }) => `  also found: ${message}\n`).join('');
  if (run === undefined) return `${verdictSentence(verdict)}\n${found}`;
  const again = `npm run -s pinlab -- replay ${lab} --strategy ${strategy} --schedule '${run.end.schedule}'`;
  return `${mailText(result)}${found}\nStep through it again:\n  ${again}\n`;
}
