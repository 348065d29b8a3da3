// What run, explore and replay begin with: one lab under one design, read and put together.

import type { LabInput } from '../../contract/table.ts';
import { fail, ok, type Result } from '../../core/base/result.ts';
import type { Subject } from '../../lab/engine.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { programTexts } from '../../lab/texts.ts';
import type { Arguments } from '../arguments.ts';
import { readDesign } from '../designs.ts';
import { readLab } from '../labs.ts';
import type { Terminal } from '../terminal.ts';

export interface Cell {
  readonly input: LabInput;
  /** What the verdict calls the design. */
  readonly design: string;
}

export function readCell(args: Arguments, terminal: Terminal, library: LoadedLibrary): Result<Cell, string> {
  const lab = readLab(args.files[0], terminal.places, library);
  if (!lab.ok) return lab;
  const design = readDesign(args, terminal.places, library);
  if (!design.ok) return design;
  const { id, ...parts } = design.value;
  return ok({ input: { ...parts, lab: lab.value.text }, design: id });
}

/** For what works in this thread. */
export function subjectOf(
  input: LabInput,
  design: string | undefined,
  library: LoadedLibrary,
): Result<Subject, string> {
  const texts = programTexts(input, library.kernel);
  if (!texts.ok) return fail(`${texts.error.message} ${texts.error.remedy}`);
  const { memory } = input;
  return ok({ texts: texts.value, memory, ...(design !== undefined && { design }) });
}

/** Says what is wrong with the arguments or the input. */
export function complain(terminal: Terminal, problem: string): 2 {
  terminal.err(`pinlab: ${problem}\n`);
  return 2;
}
