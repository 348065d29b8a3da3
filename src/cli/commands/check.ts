// `pinlab check`: what is wrong with a lab under a design, or an outline of it. Without one: under each that it is compared
// under.

import type { CheckReport, NamedDesign, TextInput } from '../../contract/table.ts';
import { checkLab } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { designFlags, readDesign } from '../designs.ts';
import { readLab } from '../labs.ts';
import { counted, diagnosticLines } from '../print.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';
import { complain, subjectOf } from './cell.ts';
import { type CheckedText, checkText } from './check-text.ts';
import { type Command, jsonFlag } from './command.ts';
import { comparedUnder } from './matrix-cells.ts';

export const check: Command = {
  name: 'check',
  usage: 'LAB|STRATEGY|POLICY|PRESET [DESIGN] [--json]',
  about: "say what is wrong with a text, with place, cause and remedy; or list a lab's tasks and properties",
  examples: [
    'pinlab check my.lab.c',
    'pinlab check my.lab.c --strategy refcount-bias',
    'pinlab check my.strategy.c',
  ],
  flags: { ...designFlags, ...jsonFlag },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const lab = readLab(args.files[0], terminal.places, library);
    if (!lab.ok) return complain(terminal, lab.error);
    const other = checkText(lab.value.text, library);
    if (other !== undefined) return printText(lab.value.text.path, other, args.has('json'), terminal);
    const named = Object.keys(designFlags).some((flag) => args.has(flag));
    const one = named ? readDesign(args, terminal.places, library) : undefined;
    if (one?.ok === false) return complain(terminal, one.error);
    const designs = one === undefined ? comparedUnder(lab.value, terminal, library).designs : [one.value];
    const reports: CheckReport[] = [];
    for (const design of designs) {
      const report = reportOf(lab.value.text, design, library);
      if (typeof report === 'string') return complain(terminal, report);
      reports.push(report);
    }
    if (args.has('json')) {
      terminal.out(`${JSON.stringify(named ? reports[0] : reports, undefined, 2)}\n`);
    } else {
      print(lab.value.text.path, designs, reports, terminal);
    }
    return reports.every(({ outline }) => outline !== undefined) ? exitCode.good : exitCode.badInput;
  },
};

function printText(path: string, checked: CheckedText, json: boolean, terminal: Terminal): ExitCode {
  const { what, diagnostics, good } = checked;
  if (json) terminal.out(`${JSON.stringify({ what, diagnostics }, undefined, 2)}\n`);
  else {
    terminal.err(diagnosticLines(diagnostics));
    if (good) terminal.out(`${path}: no errors in this ${what}\n`);
  }
  return good ? exitCode.good : exitCode.badInput;
}

function reportOf(lab: TextInput, design: NamedDesign, library: LoadedLibrary): CheckReport | string {
  const { id, ...parts } = design;
  const subject = subjectOf({ ...parts, lab }, id, library);
  return subject.ok ? checkLab(subject.value.texts) : subject.error;
}

/** A complaint that every design meets is printed once. */
function print(
  lab: string,
  designs: readonly NamedDesign[],
  reports: readonly CheckReport[],
  terminal: Terminal,
): void {
  const complaints = new Set(
    reports.flatMap(({ diagnostics }) => diagnostics.map((one) => diagnosticLines([one]))),
  );
  terminal.err([...complaints].join(''));
  for (const [index, { outline }] of reports.entries()) {
    if (outline === undefined) continue;
    const design = designs[index]?.id ?? outline.strategy;
    const lines = [
      `${lab}: no errors under ${design}`,
      ...outline.tasks.map(
        ({ name, kind, cpu, steps }) => `  ${kind} ${name} on CPU ${cpu}: ${counted(steps, 'step')}`,
      ),
      ...outline.properties.map(
        ({ name, skipped }) => `  property ${name}${skipped === undefined ? '' : ` (skipped: ${skipped})`}`,
      ),
      ...outline.missing.map((need) => `  needs ${need}, which ${design} lacks: does not apply`),
    ];
    terminal.out(`${lines.join('\n')}\n`);
  }
}
