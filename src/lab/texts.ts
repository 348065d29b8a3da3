// Puts a face's texts and the built-in ones together into what the checker takes.
//
// Promises: a kernel file that is not forked stays the same object, so that whoever remembers it finds it again.

import { failure } from '../contract/problems.ts';
import type { LabInput, Outcome, TextInput } from '../contract/table.ts';
import type { ProgramTexts } from '../core/language/check/check.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';

/** Forked kernel files take the places of the built-in ones; one that replaces nothing is refused. */
export function programTexts(input: LabInput, builtIn: readonly SourceFile[]): Outcome<ProgramTexts> {
  const kernel = overlay(builtIn, input.kernel);
  if (!kernel.ok) return kernel;
  const place = (text: TextInput, role: SourceFile['role']): SourceFile => ({
    path: text.path,
    role,
    text: text.text,
  });
  return {
    ok: true,
    value: {
      lab: place(input.lab, 'lab'),
      strategy: place(input.strategy, 'strategy'),
      policies: input.policies.map((policy) => place(policy, 'policy')),
      kernel: kernel.value,
    },
  };
}

function overlay(
  builtIn: readonly SourceFile[],
  forks: readonly TextInput[],
): Outcome<readonly SourceFile[]> {
  if (forks.length === 0) return { ok: true, value: builtIn };
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
    value: builtIn.map((file) => {
      const text = texts.get(file.path);
      return text === undefined || text === file.text ? file : { ...file, text };
    }),
  };
}
