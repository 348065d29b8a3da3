// `pinlab expect`: compares what is found with the expect file beside each lab; with --update it rewrites the files and
// explains every number that changed.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainChange } from '../../lab/compare-expect.ts';
import { cellOf, type ExpectFile, formatExpectFile, parseExpectFile } from '../../lab/expect-file.ts';
import { boundFlags } from '../bounds.ts';
import { designsFlags } from '../designs.ts';
import { counted } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { complain } from './cell.ts';
import type { Command } from './command.ts';
import { exploreNamed } from './matrix-cells.ts';

export const expect: Command = {
  name: 'expect',
  usage: '[DIR|FILE]… [DESIGN]… [--update]',
  about: 'compare verdicts, states and counterexamples with the expect files; --update rewrites them',
  examples: ['pinlab expect resources/labs', 'pinlab expect resources/labs --update'],
  flags: {
    ...designsFlags,
    update: { kind: 'switch', about: 'write what was found, and say what changed' },
    ...boundFlags,
  },
  maxFiles: undefined,
  perform: async (args, terminal, library) => {
    const explored = await exploreNamed(args, terminal, library);
    if (explored === undefined) return exitCode.badInput;
    const { labs, cells, stopped, broken } = explored;
    if (args.files.length > 0 && labs.some(({ byId }) => byId)) {
      return complain(terminal, 'Expect files lie beside their labs: name a folder, or the file of a lab.');
    }
    // Nothing is compared, and no file is written, with half of the cells.
    if (stopped) return exitCode.incomplete;
    if (broken) return exitCode.badInput;
    const chosen = ['strategy', 'design', 'preset'].some((flag) => args.has(flag));
    let changes = 0;
    for (const lab of labs) {
      const file = join(lab.folder, `${lab.id}.expect.json`);
      const before = readExpect(file);
      if (typeof before === 'string') return complain(terminal, `${file}: ${before}`);
      const found = cells.filter((cell) => cell.lab === lab);
      for (const { design, verdict } of found) {
        for (const change of explainChange(before.cells[design], cellOf(verdict))) {
          changes += 1;
          terminal.out(`${lab.id} × ${design}: ${change}\n`);
        }
      }
      // Where nobody named designs, all that the lab is compared under are here: a cell beside them is of the past.
      const kept = chosen ? before.cells : {};
      for (const design of Object.keys(chosen ? {} : before.cells)) {
        if (found.some((cell) => cell.design === design)) continue;
        changes += 1;
        terminal.out(`${lab.id} × ${design}: is no longer compared\n`);
      }
      const now = {
        ...kept,
        ...Object.fromEntries(found.map(({ design, verdict }) => [design, cellOf(verdict)])),
      };
      const text = formatExpectFile({ documented: before.documented, cells: now });
      const problem = args.has('update') ? write(file, text) : undefined;
      if (problem !== undefined) return complain(terminal, problem);
    }
    if (changes === 0) {
      terminal.out(`${counted(cells.length, 'cell')} as expected.\n`);
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
    // At once: another pinlab that reads the folder meanwhile finds the old file or the new one.
    const whole = `${file}.${process.pid}.new`;
    writeFileSync(whole, text);
    renameSync(whole, file);
    return undefined;
  } catch (error) {
    return `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
