// Puts a face's texts and the built-in ones together into what the checker takes.

import { failure } from '../contract/problems.ts';
import type { LabInput, Outcome, TextInput } from '../contract/table.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';

/** Forked kernel files take the places of the built-in ones; one that replaces nothing is refused. */
export function programTexts(input: LabInput, builtIn: readonly SourceFile[]): Outcome<ProgramTexts> {
  const kernel = overlay(builtIn, input.kernel);
  if (!kernel.ok) return kernel;
  return {
    ok: true,
    value: {
      lab: { ...input.lab, role: 'lab' },
      strategy: { ...input.strategy, role: 'strategy' },
      kernel: kernel.value,
    },
  };
}

function overlay(
  builtIn: readonly SourceFile[],
  forks: readonly TextInput[],
): Outcome<readonly SourceFile[]> {
  const texts = new Map(forks.map(({ path, text }) => [path, text]));
  const stray = forks.find(({ path }) => !builtIn.some((file) => file.path === path));
  if (stray !== undefined) {
    return failure(
      'bad-request',
      `The kernel library has no file ${stray.path} that a fork could replace.`,
      'Fork one of the files below kernel/, and keep its name.',
    );
  }
  return {
    ok: true,
    value: builtIn.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text })),
  };
}
