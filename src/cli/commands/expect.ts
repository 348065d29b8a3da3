// `pinlab expect`: compares what is found with the expect file beside each lab; with --update it rewrites the files and
// explains every number that changed.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { explainChange } from '../../lab/compare-expect.ts';
import { cellOf, type ExpectFile, formatExpectFile, parseExpectFile } from '../../lab/expect-file.ts';
import { idOf } from '../../lab/file-names.ts';
import { boundFlags } from '../bounds.ts';
import { counted } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { complain } from './cell.ts';
import { type Command, strategiesFlag } from './command.ts';
import { exploreNamed } from './matrix.ts';

export const expect: Command = {
  name: 'expect',
  usage: 'DIR [--strategy ID|FILE]… [--update]',
  about: 'compare verdicts, states and counterexamples with the expect files; --update rewrites them',
  examples: ['pinlab expect resources/labs', 'pinlab expect resources/labs --update'],
  flags: {
    ...strategiesFlag,
    update: { kind: 'switch', about: 'write what was found, and say what changed' },
    ...boundFlags,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const folder = resolve(terminal.places.here, args.files[0] ?? '.');
    const place = statSync(folder, { throwIfNoEntry: false });
    if (place === undefined) {
      return complain(terminal, 'Expect files lie beside their labs: name a folder, or the file of a lab.');
    }
    const explored = await exploreNamed(args, terminal, library);
    if (explored === undefined) return exitCode.badInput;
    // Nothing is compared, and no file is written, with half of the cells.
    if (explored.stopped) return exitCode.incomplete;
    let changes = 0;
    for (const { path } of explored.labs) {
      const lab = idOf(path);
      const file = join(place.isDirectory() ? folder : dirname(folder), `${lab}.expect.json`);
      const before = readExpect(file);
      if (typeof before === 'string') return complain(terminal, `${file}: ${before}`);
      const found = explored.verdicts.filter((verdict) => verdict.lab === lab);
      for (const verdict of found) {
        for (const change of explainChange(before.cells[verdict.strategy], cellOf(verdict))) {
          changes += 1;
          terminal.out(`${lab} × ${verdict.strategy}: ${change}\n`);
        }
      }
      const cells = {
        ...before.cells,
        ...Object.fromEntries(found.map((verdict) => [verdict.strategy, cellOf(verdict)])),
      };
      const text = formatExpectFile({ documented: before.documented, cells });
      const problem = args.has('update') ? write(file, text) : undefined;
      if (problem !== undefined) return complain(terminal, problem);
    }
    if (changes === 0) {
      terminal.out(`${counted(explored.verdicts.length, 'cell')} as expected.\n`);
      return exitCode.good;
    }
    return args.has('update') ? exitCode.good : exitCode.violated;
  },
};

function readExpect(file: string): ExpectFile | string {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return { documented: [], cells: {} };
  if (!stat.isFile()) return 'this is no file; remove it.';
  try {
    const read = parseExpectFile(readFileSync(file, 'utf8'));
    return read.ok ? read.value : read.error;
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What went wrong, if anything did. */
function write(file: string, text: string): string | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
