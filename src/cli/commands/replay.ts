// `pinlab replay`: a recorded order again, from a session file or from a schedule, with the digest checked.
//
// A session says what it claims; nothing of it counts until it has been run here.

import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { limits } from '../../contract/limits.ts';
import type { LabInput, TextInput } from '../../contract/table.ts';
import { fail, ok, type Result } from '../../core/base/result.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import type { Session, SessionText } from '../../formats/session/session.ts';
import { changedTexts } from '../../formats/session/text-hash.ts';
import { runLab } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { designFlags } from '../designs.ts';
import { failureLines } from '../print.ts';
import { type ExitCode, exitCode, type Terminal } from '../terminal.ts';
import { complain, readCell, subjectOf } from './cell.ts';
import { type Command, jsonFlag } from './command.ts';
import { defaultRunSteps, runFlags } from './run.ts';
import { showRun } from './show-run.ts';

export const replay: Command = {
  name: 'replay',
  usage: 'SESSION.pinlab | LAB DESIGN --schedule TEXT [--json]',
  about: 'run a recorded order again; a session’s digest says whether it is the same run',
  examples: [
    'pinlab replay race.pinlab',
    "pinlab replay my.lab.c --strategy get-only --schedule 'pinner/gup_pin+3#1 other/put_page+2#1'",
  ],
  flags: {
    ...designFlags,
    schedule: { kind: 'text', value: 'TEXT', about: 'the order, as explore and run print it' },
    ...runFlags,
    ...jsonFlag,
  },
  maxFiles: 1,
  perform: async (args, terminal, library) => {
    const [file] = args.files;
    if (file?.endsWith('.pinlab')) return replaySession(file, args.has('json'), terminal, library);
    const schedule = args.text('schedule');
    if (schedule === undefined)
      return complain(terminal, 'Give a schedule with --schedule, or a session file.');
    const cell = readCell(args, terminal, library);
    if (!cell.ok) return complain(terminal, cell.error);
    const subject = subjectOf(cell.value.input, cell.value.design, library);
    if (!subject.ok) return complain(terminal, subject.error);
    const outcome = runLab(
      subject.value,
      scriptedPolicy(schedule, 'stop'),
      args.number('max-steps') ?? defaultRunSteps,
    );
    if (!outcome.ok) {
      terminal.err(failureLines(outcome.error));
      return exitCode.badInput;
    }
    return showRun(outcome.value, args.has('json'), terminal);
  },
};

async function replaySession(
  file: string,
  json: boolean,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<ExitCode> {
  // Only now: what judges the shape of a file is half of this program's text, and takes its time to load.
  const { maxSessionLength, readSession } = await import('../../formats/session/read.ts');
  const text = readSessionText(resolve(terminal.places.here, file), file, maxSessionLength * 4);
  if (!text.ok) return complain(terminal, text.error);
  const read = readSession(text.value);
  if (!read.ok) return complain(terminal, `${file}: ${read.error.message}\n    ${read.error.remedy}`);
  const session = read.value;
  if (session.run === undefined) return complain(terminal, `${file} holds no run; explore its lab instead.`);
  const input = inputOf(session, library);
  if (!input.ok) return complain(terminal, `${file}: ${input.error}`);
  const subject = subjectOf(input.value, session.verdict?.design, library);
  if (!subject.ok) return complain(terminal, `${file}: ${subject.error}`);
  const { schedule, steps, digest } = session.run;
  const outcome = runLab(
    subject.value,
    scriptedPolicy(schedule, 'stop'),
    Math.min(Math.max(steps, 1), limits.runSteps),
  );
  if (!outcome.ok) {
    terminal.err(failureLines(outcome.error));
    return exitCode.badInput;
  }
  const code = showRun(outcome.value, json, terminal);
  const same = outcome.value.end.digest === digest;
  const used = [session.lab, session.strategy, ...session.policies].filter((one) => one.kind === 'built-in');
  const changed = changedTexts([...used, ...session.builtIn], library.texts);
  terminal.err(
    same
      ? `pinlab: the same run as recorded (digest ${digest}, pinlab ${session.engine}).\n`
      : `pinlab: not the run that was recorded with pinlab ${session.engine}: digest ${digest} there, ${outcome.value.end.digest} here.\n`,
  );
  if (changed.length > 0) terminal.err(`    Changed since: ${changed.join(', ')}\n`);
  // What cannot be followed is no other run but bad input, and that has been said.
  return same || code === exitCode.badInput ? code : exitCode.violated;
}

function readSessionText(path: string, shown: string, maxBytes: number): Result<string, string> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return fail(`There is no file ${shown}.`);
  if (stat.size > maxBytes) return fail(`${shown} is too large for a session.`);
  return ok(readFileSync(path, 'utf8'));
}

function inputOf(session: Session, library: LoadedLibrary): Result<LabInput, string> {
  const lab = textOf(session.lab, library);
  if (!lab.ok) return lab;
  const strategy = textOf(session.strategy, library);
  if (!strategy.ok) return strategy;
  const policies: TextInput[] = [];
  for (const from of session.policies) {
    const policy = textOf(from, library);
    if (!policy.ok) return policy;
    policies.push(policy.value);
  }
  return ok({
    lab: lab.value,
    strategy: strategy.value,
    policies,
    kernel: session.kernel,
    memory: session.options.memory,
  });
}

function textOf(from: SessionText, library: LoadedLibrary): Result<TextInput, string> {
  if (from.kind === 'own') return ok({ path: from.path, text: from.text });
  const found = library.texts.find(({ path }) => path === from.path);
  if (found !== undefined) return ok({ path: found.path, text: found.text });
  return fail(`it uses ${from.path}, which this version of pinlab does not have.`);
}
