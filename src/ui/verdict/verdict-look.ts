// How each kind of verdict looks everywhere: its word, its symbol, its tone. Never a colour alone.

import { assertNever } from '../../core/base/assert.ts';
import type { VerdictKind } from '../../core/check/verdict.ts';

export interface VerdictLook {
  readonly word: string;
  readonly symbol: string;
  readonly tone: 'good' | 'cost' | 'bad' | 'unknown' | 'none';
}

export function verdictLook(kind: VerdictKind, costs: readonly string[] = []): VerdictLook {
  switch (kind) {
    case 'holds':
      return costs.length > 0
        ? { word: 'Holds at a cost', symbol: '~', tone: 'cost' }
        : { word: 'Holds', symbol: '✓', tone: 'good' };
    case 'violated':
      return { word: 'Violated', symbol: '✗', tone: 'bad' };
    case 'incomplete':
      return { word: 'Incomplete', symbol: '?', tone: 'unknown' };
    case 'does-not-apply':
      return { word: 'Does not apply', symbol: '–', tone: 'none' };
    default:
      return assertNever(kind);
  }
}
