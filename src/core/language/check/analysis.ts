// What a check gives, and what it was made from, which is kept as long as the outcome for the services of an editor.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { LexedText } from '../syntax/token.ts';
import type { TextSyntax } from '../syntax/tree.ts';
import type { Program } from './program.ts';
import type { Unit } from './unit.ts';

export interface CheckOutcome {
  /** Undefined exactly if some diagnostic is an error, and for a preset, which is no program. */
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that takes part; spans point into this table. */
  readonly files: readonly SourceFile[];
}

export interface Analysis {
  readonly outcome: CheckOutcome;
  readonly unit: Unit;
  /** One for each file. */
  readonly trees: readonly TextSyntax[];
  readonly lexed: readonly LexedText[];
  readonly typeNames: ReadonlySet<string>;
}

const analyses = new WeakMap<CheckOutcome, Analysis>();

export function keepAnalysis(analysis: Analysis): void {
  analyses.set(analysis.outcome, analysis);
}

/** What an outcome of this process was made from; undefined for a copy that came from elsewhere. */
export function analysisOf(outcome: CheckOutcome): Analysis | undefined {
  return analyses.get(outcome);
}
