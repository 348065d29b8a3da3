// The command line as a function: words in, exit code out. Knows which commands there are.
//
// Promises: never throws for bad input; a defect of ours is named as one, with exit code 2.

import { nearest } from '../core/language/source/did-you-mean.ts';
import { recallLibrary } from '../lab/known-library.ts';
import { readLibrary, UnreadableLibrary } from '../lab/library.ts';
import { engineVersion } from '../lab/version.ts';
import { readArguments } from './arguments.ts';
import { check } from './commands/check.ts';
import type { Command } from './commands/command.ts';
import { costs } from './commands/costs.ts';
import { expect } from './commands/expect.ts';
import { explore } from './commands/explore.ts';
import { exporting } from './commands/export.ts';
import { loadBearing } from './commands/load-bearing.ts';
import { matrix } from './commands/matrix.ts';
import { replay } from './commands/replay.ts';
import { run } from './commands/run.ts';
import { serve } from './commands/serve.ts';
import { helpOf, overview } from './help.ts';
import { failureLines, withoutControl } from './print.ts';
import { type ExitCode, exitCode, type Terminal } from './terminal.ts';

export const commands: readonly Command[] = [
  check,
  run,
  explore,
  matrix,
  costs,
  loadBearing,
  replay,
  exporting,
  expect,
  serve,
];

export function pinlab(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  return perform(words, {
    ...terminal,
    out: (text) => terminal.out(withoutControl(text)),
    err: (text) => terminal.err(withoutControl(text)),
  });
}

async function perform(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = commands.find((command) => command.name === rest[0]);
    if (asked === undefined && rest[0] !== undefined) return refuse(terminal, noCommand(rest[0]));
    terminal.out(asked === undefined ? overview(commands) : helpOf(asked));
    return exitCode.good;
  }
  if (name === '--version') {
    terminal.out(`pinlab ${engineVersion}\n`);
    return exitCode.good;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return refuse(terminal, noCommand(name));
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(helpOf(command));
    return exitCode.good;
  }
  const args = readArguments(rest, command.flags);
  if (!args.ok) return refuse(terminal, `${args.error} See pinlab help ${command.name}.`);
  if (command.maxFiles !== undefined && args.value.files.length > command.maxFiles) {
    return refuse(
      terminal,
      `${command.name} takes ${command.maxFiles === 0 ? 'no file' : 'one name'}, not also ${args.value.files.at(-1)}. See pinlab help ${command.name}.`,
    );
  }
  const { resources, knownLibrary, kernel: known } = terminal.places;
  const library = readLibrary(resources, 'later', known);
  if (!library.ok) {
    terminal.err(failureLines(library.error));
    return exitCode.badInput;
  }
  const { kernel } = library.value;
  // What was read before this process began is known to it.
  const remember =
    knownLibrary === undefined || known !== undefined ? undefined : recallLibrary(knownLibrary, kernel);
  try {
    const code = await command.perform(args.value, terminal, library.value);
    remember?.();
    return code;
  } catch (error) {
    if (error instanceof UnreadableLibrary) {
      terminal.err(failureLines(error.failure));
      return exitCode.badInput;
    }
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return refuse(
      terminal,
      `${command.name} failed in a way that it should not; please report this:\n${why}`,
    );
  }
}

function noCommand(name: string): string {
  const meant = nearest(
    name,
    commands.map((one) => one.name),
  );
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no command ${name.trim() === '' ? 'without a name' : name}.${hint} See pinlab help.`;
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.err(`pinlab: ${problem}\n`);
  return exitCode.badInput;
}
