// `pinlab load-bearing`: takes each lock, barrier, re-check and flag test of a strategy or policy away and says what turns
// red.

import { availableParallelism } from 'node:os';
import type {
  LoadBearingLine,
  LoadBearingReport,
  LoadBearingRequest,
  NamedDesign,
  TextInput,
} from '../../contract/table.ts';
import { fail, ok, type Result } from '../../core/base/result.ts';
import { comparedStrategy } from '../../core/check/compare-designs.ts';
import { formatDesign, noSuch } from '../../core/check/design.ts';
import type { RemovalKind } from '../../core/language/mutate/removal.ts';
import { wrap } from '../../core/report/wrap.ts';
import { idOf } from '../../lab/file-names.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { unexplained } from '../../lab/load-bearing.ts';
import { createLab, type Lab } from '../../lab/service.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { designById, readPart } from '../designs.ts';
import { type NamedLab, readLabs } from '../labs.ts';
import { counted, failureLines } from '../print.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';
import { complain } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';
import { comparedUnder } from './matrix-cells.ts';

export const loadBearing: Command = {
  name: 'load-bearing',
  usage: 'STRATEGY|POLICY|--all [DIR|LAB]… [--all-reds] [--json]',
  about: 'take each lock, barrier, re-check and flag test away, one at a time, and say which labs turn red',
  examples: [
    'pinlab load-bearing lru-overlay-2018-11',
    'pinlab load-bearing my.strategy.c resources/labs --all-reds',
    'pinlab load-bearing --all --json',
  ],
  flags: {
    all: { kind: 'switch', about: 'every built-in strategy and policy' },
    'all-reds': { kind: 'switch', about: 'every lab that turns red, not only the first that is found' },
    kinds: { kind: 'many', value: 'KIND', about: 'only these: lock, barrier, re-check, flag-test' },
    ...jsonFlag,
    ...boundFlags,
  },
  maxFiles: undefined,
  perform: async (args, terminal, library) => {
    const all = args.has('all');
    const [first, ...rest] = args.files;
    if (!all && first === undefined) {
      return complain(terminal, 'Name a strategy or a policy, by its id or its file; or say --all.');
    }
    const kinds = readKinds(args.list('kinds'));
    if (!kinds.ok) return complain(terminal, kinds.error);
    const asked = all ? everyText(library) : readAsked(first ?? '', terminal, library);
    const labs = readLabs(all ? args.files : rest, terminal.places, library);
    for (const read of [asked, labs]) if (!read.ok) complain(terminal, read.error);
    if (!asked.ok || !labs.ok) return exitCode.badInput;
    const cells = labs.value.flatMap((lab) => {
      const { designs } = comparedUnder(lab, terminal, library);
      return designs.map((design) => ({ lab, design }));
    });
    const lab = createLab(library, terminal.places.workerFile, { threads: availableParallelism() });
    const results: Asked[] = [];
    let code: ExitCode = exitCode.good;
    for (const part of asked.value) {
      const request = {
        ...requestFor(part, cells, terminal, library),
        bounds: boundsOf(args),
        allReds: args.has('all-reds'),
        ...(kinds.value.length > 0 && { kinds: kinds.value }),
      };
      const answer = await askOne(lab, request, terminal);
      if (typeof answer === 'number') {
        code = answer;
        break;
      }
      results.push({ part, report: answer });
      if (!args.has('json')) terminal.out(reportText(part, answer));
      if (unexplained(answer.lines).length > 0) code = exitCode.violated;
    }
    await lab.close();
    if (args.has('json')) terminal.out(`${JSON.stringify(results.flatMap(jsonOf), undefined, 2)}\n`);
    return code;
  },
};

const kindNames: Readonly<Record<string, RemovalKind>> = {
  lock: 'lock',
  barrier: 'barrier',
  're-check': 're-check',
  'flag-test': 'flag test',
};

function readKinds(words: readonly string[]): Result<readonly RemovalKind[], string> {
  const kinds: RemovalKind[] = [];
  for (const word of words.flatMap((one) => one.split(','))) {
    const kind = Object.hasOwn(kindNames, word) ? kindNames[word] : undefined;
    if (kind === undefined) return fail(`${noSuch(word, 'kind of line', Object.keys(kindNames))}.`);
    kinds.push(kind);
  }
  return ok(kinds);
}

/** A text whose lines are asked about. */
interface Part {
  readonly what: 'strategy' | 'policy';
  readonly text: TextInput;
}

interface Asked {
  readonly part: Part;
  readonly report: LoadBearingReport;
}

function everyText(library: LoadedLibrary): Result<readonly Part[], string> {
  const textOf = (path: string) => ({
    path,
    text: library.texts.find((one) => one.path === path)?.text ?? '',
  });
  return ok([
    ...library.strategies.map(({ path }): Part => ({ what: 'strategy', text: textOf(path) })),
    ...library.policies.map(({ path }): Part => ({ what: 'policy', text: textOf(path) })),
  ]);
}

function readAsked(
  name: string,
  terminal: Terminal,
  library: LoadedLibrary,
): Result<readonly Part[], string> {
  const isPolicy = library.policies.some(({ id }) => id === name) || name.endsWith('.policy.c');
  const what = isPolicy ? 'policy' : 'strategy';
  const text = readPart(what, name, terminal.places, library);
  return text.ok ? ok([{ what, text: text.value }]) : fail(text.error);
}

interface Cell {
  readonly lab: NamedLab;
  readonly design: NamedDesign;
}

/** The cells in which the text takes part; for a text of the person's own, those in which its like does. */
function requestFor(
  { what, text }: Part,
  cells: readonly Cell[],
  terminal: Terminal,
  library: LoadedLibrary,
): Omit<LoadBearingRequest, 'bounds' | 'allReds'> {
  const takesPart = ({ design }: Cell) =>
    design.strategy.path === text.path || design.policies.some(({ path }) => path === text.path);
  const found = cells.filter(takesPart);
  const own = found.length > 0 ? found : likeCells(what, text, cells, terminal, library);
  const labs = [...new Map(own.map(({ lab }) => [lab.text.path, lab.text])).values()];
  const designs = [...new Map(own.map(({ design }) => [design.id, design])).values()];
  return {
    asked: text.path,
    labs,
    designs,
    cells: own.map(({ lab, design }) => [
      labs.findIndex(({ path }) => path === lab.text.path),
      designs.findIndex(({ id }) => id === design.id),
    ]),
  };
}

function likeCells(
  what: Part['what'],
  text: TextInput,
  cells: readonly Cell[],
  terminal: Terminal,
  library: LoadedLibrary,
): readonly Cell[] {
  const base = designById(comparedStrategy, terminal.places, library);
  if (!base.ok) return [];
  const id = formatDesign({
    strategy: what === 'strategy' ? idOf(text.path) : comparedStrategy,
    policies: what === 'strategy' ? [] : [idOf(text.path)],
    memory: 'SC',
  });
  const design: NamedDesign =
    what === 'strategy' ? { ...base.value, id, strategy: text } : { ...base.value, id, policies: [text] };
  const isLike = (one: NamedDesign) =>
    what === 'strategy' ? one.policies.length === 0 : one.policies.length > 0;
  const labs = new Set(cells.filter((cell) => isLike(cell.design)).map(({ lab }) => lab));
  return [...labs].map((lab) => ({ lab, design }));
}

async function askOne(
  lab: Lab,
  request: LoadBearingRequest,
  terminal: Terminal,
): Promise<LoadBearingReport | ExitCode> {
  let total = 0;
  let known = 0;
  let told = terminal.now();
  let stopped = false;
  const job = lab.loadBearing(request, async (progress) => {
    if (progress.kind === 'lines') total = progress.total;
    else known += 1;
    if (terminal.now() - told < 2000) return;
    told = terminal.now();
    terminal.err(`pinlab: ${request.asked}: ${known} of ${total} lines\n`);
  });
  terminal.onStop(() => {
    stopped = true;
    job.cancel();
  });
  const outcome = await job.done;
  if (stopped) {
    terminal.err(`pinlab: stopped: ${known} of ${total} lines of ${request.asked}\n`);
    return exitCode.incomplete;
  }
  if (outcome.ok) return outcome.value;
  terminal.err(failureLines(outcome.error));
  return exitCode.badInput;
}

const width = 80;

function reportText({ text }: Part, { lines, holding }: LoadBearingReport): string {
  const open = new Set(unexplained(lines));
  const rows = lines.flatMap((line) => {
    const reds = line.reds.map(({ lab, design, property }) => `${idOf(lab)} × ${design} (${property})`);
    const verdict =
      reds.length > 0
        ? `red: ${reds.join(', ')}`
        : `${askedIn(line)}${line.note === undefined ? '' : `: ${line.note}`}`;
    const end = open.has(line) ? ' <- no scenario, and no note' : '';
    return [
      ...wrap(`${line.line}: ${line.kind}: ${line.text}`, width, '    '),
      ...wrap(`${line.removed}: ${verdict}${end}`, width - 4, '    ').map((part) => `    ${part}`),
    ];
  });
  const none = lines.length === 0 ? ['no lock, barrier or test to take away'] : [];
  return `${[`${text.path}: asked in ${counted(holding, 'cell')} that hold${holding === 1 ? 's' : ''}`, ...none, ...rows].join('\n')}\n\n`;
}

function askedIn({ kind, searched }: LoadBearingLine): string {
  return kind === 'barrier' && searched === 0
    ? 'no cell under x86-TSO or relaxed asks for it'
    : `nothing turns red in ${counted(searched, 'cell')}`;
}

function jsonOf({ report }: Asked) {
  const open = new Set(unexplained(report.lines));
  return report.lines.map((one) => {
    const { edits: _, ...line } = one;
    const reds = line.reds.map((red) => ({ ...red, lab: idOf(red.lab) }));
    return { ...line, reds, explained: !open.has(one) };
  });
}
