// `pinlab matrix`: labs × strategies, several cells at once, with what the record says beside what was found.

import type { MatrixRequest, Outcome, TextInput } from '../../contract/table.ts';
import type { Verdict, VerdictKind } from '../../core/check/verdict.ts';
import { matrixText } from '../../core/report/matrix.ts';
import { wrap } from '../../core/report/wrap.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { createLab } from '../../lab/service.ts';
import type { Arguments } from '../arguments.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { failureLines } from '../print.ts';
import { exitCode, type Terminal } from '../terminal.ts';
import { readLabs, readStrategies } from '../texts.ts';
import { verdictJson } from '../verdict-json.ts';
import { complain } from './cell.ts';
import { type Command, jsonFlag, strategiesFlag } from './command.ts';
import { type DocumentedCell, documentedFor } from './documented.ts';

export const matrix: Command = {
  name: 'matrix',
  usage: 'DIR|LAB [--strategy ID|FILE]… [--json]',
  about: 'explore every lab of a folder under every strategy, or under those that are named',
  examples: ['pinlab matrix resources/labs', 'pinlab matrix resources/labs --strategy refcount-bias --json'],
  flags: {
    ...strategiesFlag,
    ...jsonFlag,
    ...boundFlags,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const explored = await exploreNamed(args, terminal, library);
    if (explored === undefined) return exitCode.badInput;
    const { labs, verdicts, stopped } = explored;
    if (stopped && verdicts.length === 0) return exitCode.incomplete;
    if (args.has('json')) {
      terminal.out(`[\n${verdicts.map((verdict) => JSON.stringify(verdictJson(verdict))).join(',\n')}\n]\n`);
    } else {
      terminal.out(withDocumented(verdicts, documentedFor(args.files[0] ?? '', labs, terminal, library)));
    }
    const incomplete = stopped || verdicts.some(({ verdict }) => verdict === 'incomplete');
    return incomplete ? exitCode.incomplete : exitCode.good;
  },
};

export interface Explored {
  readonly labs: readonly TextInput[];
  readonly verdicts: readonly Verdict[];
  /** Ctrl+C came before the end, and that has been said: only the cells that were searched to their end are here. */
  readonly stopped: boolean;
}

/** Every cell of the labs and strategies that the arguments name; undefined when bad input has been complained about. */
export async function exploreNamed(
  args: Arguments,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Explored | undefined> {
  const labs = readLabs(args.files[0], terminal.places, library);
  const strategies = readStrategies(args.list('strategy'), terminal.places, library);
  for (const read of [labs, strategies]) if (!read.ok) complain(terminal, read.error);
  if (!labs.ok || !strategies.ok) return undefined;
  const request = { labs: labs.value, strategies: strategies.value, kernel: [], bounds: boundsOf(args) };
  const outcome = await exploreAll(request, terminal, library);
  if (!outcome.ok) {
    terminal.err(failureLines(outcome.error));
    return undefined;
  }
  const verdicts = outcome.value.filter(({ bounds }) => bounds.hit !== 'cancelled');
  const cells = labs.value.length * strategies.value.length;
  const stopped = verdicts.length < cells;
  if (stopped) terminal.err(`pinlab: stopped: ${verdicts.length} of ${cells} cells\n`);
  return { labs: labs.value, verdicts, stopped };
}

/** All cells in worker threads; says on standard error how far it is when that takes long. */
async function exploreAll(
  request: MatrixRequest,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Outcome<readonly Verdict[]>> {
  const lab = createLab(library, terminal.places.workerFile);
  const cells = request.labs.length * request.strategies.length;
  const began = terminal.now();
  let told = began;
  let done = 0;
  const job = lab.matrix(request, async () => {
    done += 1;
    if (terminal.now() - told < 2000) return;
    told = terminal.now();
    terminal.err(`pinlab: ${done} of ${cells} cells\n`);
  });
  terminal.onStop(job.cancel);
  const outcome = await job.done;
  await lab.close();
  return outcome;
}

const terminalWidth = 80;

const meaning: Readonly<Record<string, VerdictKind>> = {
  X: 'violated',
  '.': 'holds',
  '~': 'holds',
  '-': 'does-not-apply',
};

function withDocumented(verdicts: readonly Verdict[], documented: readonly DocumentedCell[]): string {
  const find = (lab: string, strategy: string) =>
    documented.find((one) => one.lab === lab && one.strategy === strategy);
  const table = matrixText(verdicts, {
    documented: (lab, strategy) => meaning[find(lab, strategy)?.outcome ?? ''],
  });
  const differing = verdicts.flatMap(({ lab, strategy, verdict }) => {
    const record = find(lab, strategy);
    if (record === undefined || meaning[record.outcome] === verdict) return [];
    return [
      `${lab} × ${strategy}: found ${verdict}, documented ${meaning[record.outcome] ?? record.outcome} (grade ${record.grade}, ${record.source})`,
    ];
  });
  const same = verdicts.filter(
    ({ lab, strategy, verdict }) => meaning[find(lab, strategy)?.outcome ?? ''] === verdict,
  );
  const known = verdicts.filter(({ lab, strategy }) => find(lab, strategy) !== undefined);
  const summary = `${same.length} of ${known.length} documented outcomes agree, out of ${verdicts.length} cells.`;
  return `${belowTheTable(table)}\n${[summary, ...differing].join('\n')}\n`;
}

/** The table keeps its columns; the sentences below it are broken for a terminal of the usual width. */
function belowTheTable(text: string): string {
  const [table, ...rest] = text.split('\n\n');
  const lines = rest.map((part) =>
    part
      .split('\n')
      .flatMap((line) => (line.length > terminalWidth ? wrap(line, terminalWidth, '  ') : [line]))
      .join('\n'),
  );
  return [table, ...lines].join('\n\n');
}
