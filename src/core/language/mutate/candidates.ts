// Everything in a strategy or policy that its author put there against a race, one removal each.
//
// Promises: in the order of the text; every removal leaves a text that parses. Pure functions are left out, which only
// properties and lanes ask, and so is `BOOT`.

import { analyseAlone } from '../check/alone.ts';
import type { SourceFile } from '../source/source-file.ts';
import { readable } from '../syntax/parse-text.ts';
import { readText } from '../syntax/read-once.ts';
import type { FunctionItem } from '../syntax/tree.ts';
import { barrierRemovals } from './barriers.ts';
import { conditionRemovals } from './conditions.ts';
import { lockRemovals } from './locks.ts';
import type { Removal } from './removal.ts';

/** `kernel`: the library, for the names of its types. */
export function loadBearingCandidates(file: SourceFile, kernel: readonly SourceFile[]): readonly Removal[] {
  const { unit, tree } = analyseAlone(
    file,
    kernel.map(({ text }) => readText(readable(text)).typeNames),
  );
  // What does not parse has no lines to ask about.
  if (unit.reporter.hasErrors) return [];
  const functions = tree.items.filter(
    (item): item is FunctionItem => item.kind === 'function' && item.body !== undefined && !item.pure,
  );
  return [
    ...lockRemovals(file, functions),
    ...barrierRemovals(file, functions),
    ...conditionRemovals(file, functions),
  ].sort((a, b) => (a.edits[0]?.start ?? 0) - (b.edits[0]?.start ?? 0));
}
