// `pinlab explore`: every interleaving of one lab under one design, and the verdict.

import type { ExploreResult } from '../../contract/table.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import { type Documented, documentedSentence } from '../../core/report/documented.ts';
import { explanationLines } from '../../core/report/explanation-lines.ts';
import { mailDiagram } from '../../core/report/mail.ts';
import { runToShow } from '../../core/report/run-to-show.ts';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import type { Run } from '../../core/trace/run.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { designFlags, designWords } from '../designs.ts';
import { checkpointFiles, methodFlags, methodOf } from '../methods.ts';
import { failureLines } from '../print.ts';
import { type ExitCode, exitCode } from '../terminal.ts';
import { verdictJson } from '../verdict-json.ts';
import { complain, readCell } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';
import { exploreCell, type SearchTask } from './explore-cell.ts';

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
    'pinlab explore large.lab.c --strategy refcount-bias --max-seconds 7200 --checkpoint large.ckpt',
    'pinlab explore large.lab.c --strategy refcount-bias --pct 1M --depth 3 --seed 7',
    'pinlab explore my.lab.c --strategy refcount-bias --engine spin',
  ],
  flags: {
    ...designFlags,
    ...jsonFlag,
    mail: { kind: 'switch', about: 'print the counterexample as a diagram of 72 columns, for a mail' },
    others: {
      kind: 'switch',
      about: 'further counterexamples, one of each kind: another property, another race',
    },
    ...methodFlags,
    ...boundFlags,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const { input, design } = cell.value;
    const method = methodOf(args);
    if (!method.ok) return complain(terminal, `${method.error} See pinlab help explore.`);
    const json = args.has('json');
    const task: SearchTask = {
      ...cell.value,
      bounds: boundsOf(args),
      method: method.value,
      runs: json ? 'none' : 'drawn',
      others: args.has('others'),
      checkpoint: checkpointFiles(args, terminal.places),
    };
    const outcome = await exploreCell(task, terminal, library);
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return outcome.error.code === 'cancelled' ? exitCode.incomplete : exitCode.badInput;
    }
    const { verdict, notices = [] } = outcome.value;
    for (const notice of notices) terminal.err(`pinlab: ${notice}\n`);
    const documented = library
      .expectedOf(input.lab.path)
      ?.documented.find(({ strategy }) => strategy === design);
    if (json) terminal.out(`${JSON.stringify(verdictJson(verdict))}\n`);
    else if (args.has('mail')) terminal.out(mailText(outcome.value, documented));
    else terminal.out(fullText(outcome.value, documented, `${args.files[0] ?? ''} ${designWords(args)}`));
    return exitOf(verdict);
  },
};

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

/** What is lost from the start has no step to show: then how it goes on. */
function runToDraw(result: ExploreResult): Run | undefined {
  const shown = runToShow(result);
  return shown?.steps.length === 0 ? (result.continuation ?? shown) : shown;
}

function mailText(result: ExploreResult, documented: Documented | undefined): string {
  const run = runToDraw(result);
  if (run !== undefined) return mailDiagram(run, result.verdict, documented);
  const said = documented === undefined ? [] : [documentedSentence(documented, result.verdict)];
  return `${[verdictSentence(result.verdict), ...said].join('\n')}\n`;
}

function fullText(result: ExploreResult, documented: Documented | undefined, named: string): string {
  const { verdict } = result;
  const run = runToDraw(result);
  const found = verdict.alsoFound.map(({ message }) => `  also found: ${message}\n`).join('');
  if (run === undefined) return `${mailText(result, documented)}${found}`;
  const more = explanationLines(verdict).map((line) => `${line}\n`);
  const again = `npm run -s pinlab -- replay ${named} --schedule '${run.end.schedule}'`;
  return `${mailText(result, documented)}${found}${more.length > 0 ? `\n${more.join('')}` : ''}\nStep through it again:\n  ${again}\n`;
}
