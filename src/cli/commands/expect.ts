// `pinlab expect`: compares what is found with the expect file beside each lab; with --update it rewrites the files and
// explains every number that changed.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explainChange } from '../../lab/compare-expect.ts';
import { cellOf, type ExpectFile, formatExpectFile, parseExpectFile } from '../../lab/expect-file.ts';
import { idOf } from '../../lab/file-names.ts';
import { boundFlags, boundsOf } from '../bounds.ts';
import { counted, failureLines } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { readLabs, readStrategies } from '../texts.ts';
import { complain } from './cell.ts';
import { type Command, strategiesFlag } from './command.ts';
import { exploreAll } from './matrix.ts';

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
    const labs = readLabs(args.files[0], terminal.places, library);
    if (!labs.ok) return complain(terminal, labs.error);
    const strategies = readStrategies(args.list('strategy'), terminal.places, library);
    if (!strategies.ok) return complain(terminal, strategies.error);
    const request = { labs: labs.value, strategies: strategies.value, kernel: [], bounds: boundsOf(args) };
    const outcome = await exploreAll(request, terminal, library);
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return exitCode.badInput;
    }
    const folder = resolve(terminal.places.here, args.files[0] ?? '.');
    let changes = 0;
    for (const { path } of labs.value) {
      const lab = idOf(path);
      const file = join(statSync(folder).isDirectory() ? folder : join(folder, '..'), `${lab}.expect.json`);
      const before = readExpect(file);
      if (typeof before === 'string') return complain(terminal, `${file}: ${before}`);
      const found = outcome.value.filter((verdict) => verdict.lab === lab);
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
      if (args.has('update')) writeFileSync(file, formatExpectFile({ documented: before.documented, cells }));
    }
    if (changes === 0) {
      terminal.out(`${counted(outcome.value.length, 'cell')} as expected.\n`);
      return exitCode.good;
    }
    return args.has('update') ? exitCode.good : exitCode.violated;
  },
};

function readExpect(file: string): ExpectFile | string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return { documented: [], cells: {} };
  const read = parseExpectFile(readFileSync(file, 'utf8'));
  return read.ok ? read.value : read.error;
}
