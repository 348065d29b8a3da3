// `pinlab export`: a lab under a design as a model for another checker.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { designFlags } from '../designs.ts';
import { failureLines } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { complain, readCell, subjectOf } from './cell.ts';
import type { Command } from './command.ts';

export const exporting: Command = {
  name: 'export',
  usage: 'LAB DESIGN --to promela|tla [--output FILE]',
  about: 'a lab under a design as a Promela or TLA+ model, with its properties; docs/export.md',
  examples: [
    'pinlab export s01-get-pin-put-early-unpin --strategy refcount-bias --to promela --output s01.pml',
    'pinlab export my.lab.c --preset v6.1 --to tla',
  ],
  flags: {
    ...designFlags,
    to: { kind: 'text', value: 'promela|tla', about: 'the language of the model' },
    output: { kind: 'text', value: 'FILE', about: 'where it is written; standard output where not given' },
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const to = args.text('to');
    if (to !== 'promela' && to !== 'tla') {
      const said = to === undefined ? '--to is missing' : `--to ${to}`;
      return complain(terminal, `${said}: promela and tla are the languages. See pinlab help export.`);
    }
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const subject = subjectOf(cell.value.input, cell.value.design, library);
    if (!subject.ok) return complain(terminal, subject.error);
    // Few commands need the exporters, and every command would wait for them.
    const { exportModel } = await import('../../lab/export-model.ts');
    const made = exportModel(subject.value, to);
    if (!made.ok) {
      terminal.err(failureLines(made.error));
      return exitCode.badInput;
    }
    const { text, notes } = made.value;
    for (const note of notes) terminal.err(`pinlab: ${note}\n`);
    const output = args.text('output');
    if (output === undefined) {
      terminal.out(text);
      return exitCode.good;
    }
    try {
      writeFileSync(resolve(terminal.places.here, output), text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return complain(terminal, `${output} cannot be written: ${why}. Name another file with --output.`);
    }
    return exitCode.good;
  },
};
