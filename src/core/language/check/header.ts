// What one text says of itself, read from that text alone: `STRATEGY`, `POLICY`, `PRESET`, `COMPARE`, `NEEDS`.
//
// Promises: the same answers as a check of the whole program; never throws. Does not: check bodies, or tell what is
// wrong with the text, since half of its names are defined elsewhere. For lists of what a library has.

import type { SourceFile } from '../source/source-file.ts';
import { analyseAlone } from './alone.ts';
import { checkCompare } from './compare.ts';
import { checkPolicies } from './policy.ts';
import { checkPresets } from './preset-form.ts';
import type { CompareItem, PolicyDef, PresetDef, StrategyDef } from './program.ts';
import { checkStrategy, needsOfLab } from './strategy.ts';

export interface TextHeader {
  readonly strategy: StrategyDef | undefined;
  readonly policy: PolicyDef | undefined;
  readonly preset: PresetDef | undefined;
  readonly compare: readonly CompareItem[];
  readonly needs: readonly string[];
}

export function readHeader(file: SourceFile): TextHeader {
  const { unit } = analyseAlone(file);
  return {
    strategy: checkStrategy(unit),
    policy: checkPolicies(unit)[0],
    preset: checkPresets(unit)[0],
    compare: checkCompare(unit),
    needs: needsOfLab(unit),
  };
}
