// What check, run, explore and replay begin with: one lab under one strategy, read and put together.

import type { TextInput } from '../../contract/table.ts';
import { fail, ok, type Result } from '../../core/base/result.ts';
import type { ProgramTexts } from '../../core/language/check/check.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { programTexts } from '../../lab/texts.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { readInput } from '../texts.ts';

export interface Cell {
  readonly lab: TextInput;
  readonly strategy: TextInput;
  readonly texts: ProgramTexts;
}

export function readCell(args: Arguments, terminal: Terminal, library: LoadedLibrary): Result<Cell, string> {
  const input = readInput(args.files[0], args.text('strategy'), terminal.places, library);
  if (!input.ok) return input;
  const texts = programTexts(input.value, library.kernel);
  if (!texts.ok) return fail(`${texts.error.message} ${texts.error.remedy}`);
  return ok({ lab: input.value.lab, strategy: input.value.strategy, texts: texts.value });
}

/** Says what is wrong with the arguments or the input. */
export function complain(terminal: Terminal, problem: string): 2 {
  terminal.err(`pinlab: ${problem}\n`);
  return 2;
}
