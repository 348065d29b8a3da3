// `pinlab matrix`: labs under the designs that they are compared under, with what the record says beside what was found.

import { agreementOf, letterOf } from '../../core/report/documented.ts';
import { wrap } from '../../core/report/wrap.ts';

import type { DocumentedOutcome } from '../../lab/expect-file.ts';
import { yours } from '../../lab/groups.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { boundFlags } from '../bounds.ts';
import { designsFlags } from '../designs.ts';
import { matrixText } from '../matrix-text.ts';
import { exitCode } from '../terminal.ts';
import { verdictJson } from '../verdict-json.ts';
import { type Command, jsonFlag } from './command.ts';
import { documentedFor } from './documented.ts';
import { exploreNamed, type FoundCell } from './matrix-cells.ts';

export const matrix: Command = {
  name: 'matrix',
  usage: '[DIR|LAB]… [DESIGN]… [--json]',
  about:
    'explore labs under the designs of their COMPARE, or under those that are named; all labs if none is',
  examples: [
    'pinlab matrix resources/labs',
    'pinlab matrix resources/labs --strategy refcount-bias --json',
    'pinlab matrix s27-ext4-buffers-stripped --design refcount-bias+wb-bounce,v6.1',
  ],
  flags: { ...designsFlags, ...jsonFlag, ...boundFlags },
  maxFiles: undefined,
  perform: async (args, terminal, library) => {
    const explored = await exploreNamed(args, terminal, library);
    if (explored === undefined) return exitCode.badInput;
    const { cells, stopped, broken } = explored;
    const record = documentedFor(explored.labs, library);
    if (args.has('json')) {
      const rows = cells.map((cell) => JSON.stringify(rowOf(cell, record(cell))));
      terminal.out(rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`);
    } else if (cells.length > 0) {
      terminal.out(matrixText(cells, { ...namesFor(library), documentedOf: record }));
      terminal.out(`\n${summary(cells, record).join('\n')}\n`);
    }
    if (broken) return exitCode.badInput;
    const incomplete = stopped || cells.some(({ verdict }) => verdict.verdict === 'incomplete');
    return incomplete ? exitCode.incomplete : exitCode.good;
  },
};

type Record = (cell: FoundCell) => DocumentedOutcome | undefined;

/** The verdict; and the record with its own word, where there is one. */
function rowOf({ verdict }: FoundCell, record: DocumentedOutcome | undefined) {
  if (record === undefined) return verdictJson(verdict);
  const { outcome, grade, source } = record;
  const agreement = agreementOf(record, verdict);
  return {
    ...verdictJson(verdict),
    documented: { outcome, grade, source },
    ...(agreement !== 'open' && { agrees: agreement === 'agrees' }),
  };
}

function namesFor(library: LoadedLibrary) {
  const axes = { cow: 'COW', 'gup-fast': 'GUP-fast', writeback: 'Writeback and reclaim' } as const;
  return {
    axisOf: (policy: string) => {
      const axis = library.policies.find(({ id }) => id === policy)?.axis;
      return axis && axes[axis];
    },
    isPreset: (design: string) => library.presets.some(({ id }) => id === design),
    groupOf: ({ lab }: FoundCell) => library.labs.find(({ path }) => path === lab.text.path)?.group ?? yours,
  };
}

const terminalWidth = 80;
/** A cell that takes longer than a person's patience is named. */
const slow = 2000;

function summary(cells: readonly FoundCell[], record: Record): readonly string[] {
  const known = cells.flatMap((cell) => {
    const documented = record(cell);
    return documented === undefined
      ? []
      : [{ cell, documented, agreement: agreementOf(documented, cell.verdict) }];
  });
  const differing = known.filter(({ agreement }) => agreement === 'defect' || agreement === 'argued');
  const sentences = differing.map(({ cell: { lab, design, verdict }, documented, agreement }) => {
    const judged = agreement === 'defect' ? 'a defect of our model' : 'see docs/disagreements.md';
    return `${lab.id} × ${design}: found ${letterOf(verdict)}, documented ${documented.outcome} (grade ${documented.grade}, ${documented.source}): ${judged}`;
  });
  const late = cells
    .filter(({ milliseconds }) => milliseconds > slow)
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .map(
      ({ lab, design, milliseconds, verdict }) =>
        `slow: ${lab.id} × ${design}: ${(milliseconds / 1000).toFixed(1)} s, ${verdict.states} states`,
    );
  const agreeing = known.filter(({ agreement }) => agreement === 'agrees').length;
  return [
    `${agreeing} of ${known.length} documented outcomes agree, out of ${cells.length} cells.`,
    ...sentences,
    ...late,
  ].flatMap((line) => (line.length > terminalWidth ? wrap(line, terminalWidth, '  ') : [line]));
}
