// `pinlab check`: what is wrong with a lab under a strategy, or an outline of it.

import { checkLab } from '../../lab/engine.ts';
import { counted, diagnosticLines } from '../print.ts';
import { exitCode } from '../terminal.ts';
import { complain, readCell } from './cell.ts';
import { type Command, jsonFlag, strategyFlag } from './command.ts';

export const check: Command = {
  name: 'check',
  usage: 'LAB --strategy ID|FILE [--json]',
  about: 'say what is wrong with a lab, with place, cause and remedy; or list its tasks and properties',
  examples: ['pinlab check my.lab.c --strategy refcount-bias'],
  flags: { ...strategyFlag, ...jsonFlag },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const report = checkLab(cell.value.texts);
    const { diagnostics, outline } = report;
    if (args.has('json')) {
      terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
      return outline === undefined ? exitCode.badInput : exitCode.good;
    }
    if (outline === undefined) {
      terminal.err(diagnosticLines(diagnostics));
      return exitCode.badInput;
    }
    terminal.err(diagnosticLines(diagnostics));
    const lines = [
      `${cell.value.lab.path}: no errors under ${outline.strategy}`,
      ...outline.tasks.map(
        ({ name, kind, cpu, steps }) => `  ${kind} ${name} on CPU ${cpu}: ${counted(steps, 'step')}`,
      ),
      ...outline.properties.map(
        ({ name, skipped }) => `  property ${name}${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
      ),
      ...outline.missing.map((need) => `  needs ${need}, which ${outline.strategy} lacks: does not apply`),
    ];
    terminal.out(`${lines.join('\n')}\n`);
    return exitCode.good;
  },
};
