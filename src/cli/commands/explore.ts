// `pinlab explore`: every interleaving of one lab under one design, and the verdict.

import type { ExploreResult, Outcome } from '../../contract/table.ts';
import type { SearchProgress, Verdict } from '../../core/check/verdict.ts';
import { type Documented, documentedSentence } from '../../core/report/documented.ts';
import { mailDiagram } from '../../core/report/mail.ts';
import { runToShow } from '../../core/report/run-to-show.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { exploreLab } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { Pool } from '../../lab/pool.ts';
import { programTexts } from '../../lab/texts.ts';
import type { Arguments } from '../arguments.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { designFlags, designWords } from '../designs.ts';
import { failureLines } from '../print.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';
import { verdictJson } from '../verdict-json.ts';
import { type Cell, complain, readCell } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';

export const explore: Command = {
  name: 'explore',
  usage: 'LAB DESIGN [--json | --mail]',
  about:
    'try every order of the micro-steps; say whether any of them breaks a property, and show the shortest',
  examples: [
    'pinlab explore resources/labs/s01-get-pin-put-early-unpin.lab.c --strategy lru-overlay-2018-07',
    'pinlab explore my.lab.c --strategy my.strategy.c --json --max-states 5M',
    'pinlab explore my.lab.c --design refcount-bias+wb-bounce@x86-TSO',
    'pinlab explore my.lab.c --preset v6.1',
  ],
  flags: {
    ...designFlags,
    ...jsonFlag,
    mail: { kind: 'switch', about: 'print the counterexample as a diagram of 72 columns, for a mail' },
    ...boundFlags,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const { input, design } = cell.value;
    const json = args.has('json');
    const outcome =
      exploreAtOnce(cell.value, args, library) ?? (await exploreAside(cell.value, args, terminal, library));
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return outcome.error.code === 'cancelled' ? exitCode.incomplete : exitCode.badInput;
    }
    const { verdict } = outcome.value;
    const documented = library.expected
      .get(input.lab.path)
      ?.documented.find(({ strategy }) => strategy === design);
    if (json) terminal.out(`${JSON.stringify(verdictJson(verdict))}\n`);
    else if (args.has('mail')) terminal.out(mailText(outcome.value, documented));
    else terminal.out(fullText(outcome.value, documented, `${args.files[0] ?? ''} ${designWords(args)}`));
    return exitOf(verdict);
  },
};

/** A search that may be longer than this goes to a thread of its own. */
const momentMilliseconds = 250;

/**
 * Most searches are over before a thread has started. Undefined for one that is not. Until then nobody listens for
 * Ctrl+C, which then ends the process as it does every other.
 */
function exploreAtOnce(
  { input, design }: Cell,
  args: Arguments,
  library: LoadedLibrary,
): Outcome<ExploreResult> | undefined {
  const texts = programTexts(input, library.kernel);
  if (!texts.ok) return texts;
  const now = () => performance.now();
  let began: number | undefined;
  let late = false;
  const outcome = exploreLab(
    { texts: texts.value, memory: input.memory, design },
    boundsOf(args),
    !args.has('json'),
    {
      now,
      cancelled: () => {
        began ??= now();
        late ||= now() - began > momentMilliseconds;
        return late;
      },
      progress: () => undefined,
    },
  );
  // What it found until then may lack more than its verdict tells.
  return late ? undefined : outcome;
}

/** In a thread of its own, so that this one hears Ctrl+C. */
async function exploreAside(
  { input, design }: Cell,
  args: Arguments,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Outcome<ExploreResult>> {
  const pool = new Pool({
    workerFile: terminal.places.workerFile,
    size: 1,
    heapMegabytes,
    start: { kernel: library.kernel },
  });
  const tell = tellProgress(terminal);
  const job = pool.run(
    { kind: 'explore', input, design, bounds: boundsOf(args), withRuns: !args.has('json') },
    async (now) => tell(now),
  );
  terminal.onStop(job.cancel);
  const outcome = await job.done;
  await pool.close();
  return outcome;
}

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

function mailText(result: ExploreResult, documented: Documented | undefined): string {
  const run = runToShow(result);
  if (run !== undefined) return mailDiagram(run, result.verdict, documented);
  const said = documented === undefined ? [] : [documentedSentence(documented, result.verdict)];
  return `${[verdictSentence(result.verdict), ...said].join('\n')}\n`;
}

function fullText(result: ExploreResult, documented: Documented | undefined, named: string): string {
  const { verdict } = result;
  const run = runToShow(result);
  const found = verdict.alsoFound.map(({ message }) => `  also found: ${message}\n`).join('');
  if (run === undefined) return `${mailText(result, documented)}${found}`;
  const again = `npm run -s pinlab -- replay ${named} --schedule '${run.end.schedule}'`;
  return `${mailText(result, documented)}${found}\nStep through it again:\n  ${again}\n`;
}
