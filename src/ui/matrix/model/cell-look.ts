// What a cell of the matrix shows and says: its mark, what is documented, and whether the two agree. Pure.

import type { TextInput } from '../../../contract/table.ts';
import { verdictSentence } from '../../../core/report/verdict-sentence.ts';
import { sameTexts } from '../../state/document.ts';
import type { MatrixCell, MatrixCells } from '../../state/runs.ts';
import {
  type DocumentedOutcome,
  documentedMark,
  documentedWord,
  mismatchOf,
  mismatchText,
} from '../../verdict/documented.ts';
import { verdictLook } from '../../verdict/verdict-look.ts';
import type { PlannedCell } from './parts.ts';
import { cellKey } from './plan.ts';

export interface CellLook {
  readonly kind: 'empty' | 'queued' | 'running' | 'failed' | 'done';
  readonly symbol: string;
  readonly tone: 'good' | 'cost' | 'bad' | 'unknown' | 'none';
  /** In a word: `Violated`, `Holds at a cost`, `not searched yet`. */
  readonly word: string;
  readonly documented: DocumentedOutcome | undefined;
  /** `✗ A` */
  readonly documentedText: string;
  readonly mismatch: 'defect' | 'argued' | undefined;
}

/** The cell's result, unless one of its texts has changed since. */
export function resultOf(cells: MatrixCells, cell: PlannedCell): MatrixCell | undefined {
  const found = cells.get(cellKey(cell.row, cell.column));
  return found && isAbout(found, cell) ? found : undefined;
}

export function lookOf(cell: PlannedCell, result: MatrixCell | undefined): CellLook {
  const documented = documentedOf(cell);
  const state = result?.state;
  const mismatch = state?.kind === 'done' && documented ? mismatchOf(documented, state.verdict) : undefined;
  const shared = {
    documented,
    documentedText: documented ? `${documentedMark(documented.outcome)} ${documented.grade}` : '',
    mismatch,
  };
  switch (state?.kind) {
    case undefined:
      return { kind: 'empty', symbol: '', tone: 'none', word: 'not searched yet', ...shared };
    case 'queued':
      return { kind: 'queued', symbol: '·', tone: 'none', word: 'waiting', ...shared };
    case 'running':
      return { kind: 'running', symbol: '▸', tone: 'none', word: 'being searched', ...shared };
    case 'failed':
      return {
        kind: 'failed',
        symbol: '!',
        tone: 'unknown',
        word: state.failure.code === 'cancelled' ? 'stopped' : 'could not be searched',
        ...shared,
      };
    case 'done': {
      const { word, symbol, tone } = verdictLook(state.verdict.verdict, state.verdict.costs);
      return { kind: 'done', symbol, tone, word, ...shared };
    }
  }
}

/** What the literature says of this very question; nothing of what is the person's own. */
export function documentedOf({ row, column }: PlannedCell): DocumentedOutcome | undefined {
  if (row.yours || column.yours) return undefined;
  return column.library?.documented.find((outcome) => outcome.strategy === row.compared);
}

/** For a screen reader, and as the name of the cell's button. */
export function spokenCell(cell: PlannedCell, look: CellLook, result: MatrixCell | undefined): string {
  const { documented, mismatch } = look;
  const steps = result?.state.kind === 'done' ? result.state.verdict.shortest?.steps : undefined;
  return [
    `design ${cell.row.label}, lab ${cell.column.short}: ${look.word}`,
    ...(steps === undefined ? [] : [`${steps} steps`]),
    ...(documented ? [`documented ${documentedWord(documented.outcome)}, grade ${documented.grade}`] : []),
    ...(mismatch ? [mismatchText(mismatch)] : []),
  ].join(', ');
}

/** The sentence of a cell that was searched, or why there is none. */
export function cellSentence(look: CellLook, result: MatrixCell | undefined): string {
  const state = result?.state;
  if (state?.kind === 'done') return verdictSentence(state.verdict);
  if (state?.kind === 'failed') return `${state.failure.message} ${state.failure.remedy}`;
  if (look.kind === 'running') return 'Being searched. Press to stop this cell.';
  if (look.kind === 'queued') return 'Waits for its turn. Press to explore it now, Delete to leave it out.';
  return 'Not searched yet. Press to explore it now.';
}

function isAbout({ lab, design }: MatrixCell, { row, column }: PlannedCell): boolean {
  const now = row.design;
  const texts = (one: typeof design): readonly TextInput[] => [one.strategy, ...one.policies, ...one.kernel];
  return (
    sameTexts([lab], [column.lab]) && design.memory === now.memory && sameTexts(texts(design), texts(now))
  );
}
