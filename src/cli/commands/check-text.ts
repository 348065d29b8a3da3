// `pinlab check` of a text that is no lab: a strategy, a policy or a preset by itself.
//
// A strategy or policy is checked with the library and a lab in which nothing happens, a policy on top of the first
// strategy that has what it needs. Promises: undefined for any other file, which is then taken for a lab.

import type { CheckReport, TextInput } from '../../contract/table.ts';
import { checkPreset } from '../../core/language/check/preset.ts';
import { placeDiagnostics } from '../../core/language/source/place.ts';
import { checkLab } from '../../lab/engine.ts';
import { idOf, policyEnding, presetEnding, strategyEnding } from '../../lab/file-names.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { programTexts } from '../../lab/texts.ts';

export interface CheckedText {
  readonly what: 'strategy' | 'policy' | 'preset';
  readonly diagnostics: CheckReport['diagnostics'];
  readonly good: boolean;
}

const nothing: TextInput = { path: 'nothing.lab.c', text: '#include <lab.h>\n' };

export function checkText(text: TextInput, library: LoadedLibrary): CheckedText | undefined {
  if (text.path.endsWith(presetEnding)) return checkedPreset(text, library);
  if (text.path.endsWith(strategyEnding)) return checkedProgram('strategy', text, [], library);
  if (!text.path.endsWith(policyEnding)) return undefined;
  const base = library.texts.find(({ path }) => path === `strategies/refcount-bias${strategyEnding}`);
  return base && checkedProgram('policy', base, [text], library);
}

function checkedProgram(
  what: 'strategy' | 'policy',
  strategy: TextInput,
  policies: readonly TextInput[],
  library: LoadedLibrary,
): CheckedText | undefined {
  const texts = programTexts({ lab: nothing, strategy, policies, kernel: [], memory: 'SC' }, library.kernel);
  if (!texts.ok) return undefined;
  const { diagnostics, outline } = checkLab(texts.value);
  return { what, diagnostics, good: outline !== undefined };
}

/** What a preset names must exist, too. */
function checkedPreset(text: TextInput, library: LoadedLibrary): CheckedText {
  const file = { ...text, role: 'preset' } as const;
  const { preset, diagnostics } = checkPreset(file);
  const known = new Set([...library.strategies, ...library.policies].map(({ id }) => id));
  const missing =
    preset === undefined ? [] : [preset.strategy, ...preset.policies].filter((id) => !known.has(id));
  return {
    what: 'preset',
    diagnostics: [
      ...placeDiagnostics([file], diagnostics),
      ...missing.map((id) => ({
        path: text.path,
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 1,
        severity: 'error' as const,
        code: 'unknown-name',
        message: `the preset ${idOf(text.path)} names ${id}, which is neither a strategy nor a policy`,
        remedy: `name one of: ${[...known].join(', ')}`,
      })),
    ],
    good: preset !== undefined && missing.length === 0,
  };
}
