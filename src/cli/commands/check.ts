// `pinlab check`: what is wrong with a lab under a strategy, or an outline of it. Without a strategy: under each built-in one.

import type { CheckReport, TextInput } from '../../contract/table.ts';
import { checkLab } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { programTexts } from '../../lab/texts.ts';
import { counted, diagnosticLines } from '../print.ts';
import { exitCode, type Terminal } from '../terminal.ts';
import { readLab, readStrategies } from '../texts.ts';
import { complain } from './cell.ts';
import { type Command, jsonFlag, strategyFlag } from './command.ts';

export const check: Command = {
  name: 'check',
  usage: 'LAB [--strategy ID|FILE] [--json]',
  about: 'say what is wrong with a lab, with place, cause and remedy; or list its tasks and properties',
  examples: ['pinlab check my.lab.c', 'pinlab check my.lab.c --strategy refcount-bias'],
  flags: { ...strategyFlag, ...jsonFlag },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const lab = readLab(args.files[0], terminal.places, library);
    if (!lab.ok) return complain(terminal, lab.error);
    const named = args.text('strategy');
    const strategies = readStrategies(named === undefined ? [] : [named], terminal.places, library);
    if (!strategies.ok) return complain(terminal, strategies.error);
    const reports: CheckReport[] = [];
    for (const strategy of strategies.value) {
      const report = reportOf(lab.value, strategy, library);
      if (typeof report === 'string') return complain(terminal, report);
      reports.push(report);
    }
    if (args.has('json')) {
      terminal.out(`${JSON.stringify(named === undefined ? reports : reports[0], undefined, 2)}\n`);
    } else {
      print(lab.value.path, reports, terminal);
    }
    return reports.every(({ outline }) => outline !== undefined) ? exitCode.good : exitCode.badInput;
  },
};

function reportOf(lab: TextInput, strategy: TextInput, library: LoadedLibrary): CheckReport | string {
  const texts = programTexts({ lab, strategy, kernel: [] }, library.kernel);
  return texts.ok ? checkLab(texts.value) : `${texts.error.message} ${texts.error.remedy}`;
}

/** A complaint that every strategy meets is printed once. */
function print(lab: string, reports: readonly CheckReport[], terminal: Terminal): void {
  const complaints = new Set(
    reports.flatMap(({ diagnostics }) => diagnostics.map((one) => diagnosticLines([one]))),
  );
  terminal.err([...complaints].join(''));
  for (const { outline } of reports) {
    if (outline === undefined) continue;
    const lines = [
      `${lab}: no errors under ${outline.strategy}`,
      ...outline.tasks.map(
        ({ name, kind, cpu, steps }) => `  ${kind} ${name} on CPU ${cpu}: ${counted(steps, 'step')}`,
      ),
      ...outline.properties.map(
        ({ name, skipped }) => `  property ${name}${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
      ),
      ...outline.missing.map((need) => `  needs ${need}, which ${outline.strategy} lacks: does not apply`),
    ];
    terminal.out(`${lines.join('\n')}\n`);
  }
}
