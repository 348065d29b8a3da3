// A run as the command line shows it: the table of 72 columns, or one JSON object.

import { mailDiagram } from '../../core/report/mail.ts';
import type { Run } from '../../core/trace/run.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';

export function showRun(run: Run, json: boolean, terminal: Terminal): ExitCode {
  const { head, steps, findings, end } = run;
  if (json) {
    const found = findings.map(({ step, finding }) => ({
      step: step + 1,
      kind: finding.kind,
      name: finding.name,
      message: finding.message,
    }));
    terminal.out(
      `${JSON.stringify({
        lab: head.lab,
        strategy: head.strategy,
        steps: steps.length,
        end: end.kind,
        findings: found,
        schedule: end.schedule,
        digest: end.digest,
      })}\n`,
    );
  } else {
    terminal.out(mailDiagram(run, undefined));
    for (const { step, finding } of findings) terminal.out(`step ${step + 1}: ${finding.message}\n`);
  }
  if (end.stuck !== undefined) {
    terminal.err(`pinlab: ${end.stuck.message}\n    ${end.stuck.remedy}\n`);
    return exitCode.badInput;
  }
  return findings.some(({ finding }) => finding.kind !== 'warn') ? exitCode.violated : exitCode.good;
}
