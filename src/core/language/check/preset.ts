// A preset file by itself: one `PRESET(…)` and nothing else.
//
// Promises: never throws; all errors at once; a preset exists exactly if there is no error. Does not: know whether the
// strategy and the policies that it names exist; who has the library says that.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import { analyseAlone } from './alone.ts';
import { keepAnalysis } from './analysis.ts';
import type { CheckOutcome } from './check.ts';
import { checkPresets } from './preset-form.ts';
import type { PresetDef } from './program.ts';

export interface PresetOutcome {
  readonly preset: PresetDef | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** For the services of an editor. */
  readonly outcome: CheckOutcome;
}

export function checkPreset(file: SourceFile): PresetOutcome {
  const { unit, tree, lexed, typeNames } = analyseAlone(file);
  const { reporter } = unit;
  const [found] = checkPresets(unit);
  for (const item of tree.items) {
    if (item.kind === 'form' && item.form === 'PRESET') continue;
    reporter.error(
      'misplaced-form',
      item.kind === 'form' ? item.word : item.span,
      'a preset says only `PRESET(…)`',
      'write code into a policy file (`ID.policy.c`), and name that in `.policies`',
    );
  }
  if (!reporter.hasErrors && found === undefined)
    reporter.error(
      'no-preset',
      { file: 0, start: 0, end: 1 },
      'this preset does not say what it is',
      'write `PRESET("name", .title = "…", .strategy = "…", .policies = { "…" });`',
    );
  const preset = reporter.hasErrors ? undefined : found;
  const outcome: CheckOutcome = { program: undefined, diagnostics: reporter.all(), files: [file] };
  keepAnalysis({ outcome, unit, trees: [tree], lexed: [lexed], typeNames });
  return { preset, diagnostics: outcome.diagnostics, outcome };
}
