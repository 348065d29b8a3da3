// The strategy that another document begins with: the one in use, or, where that text stays behind with its document,
// the built-in one that it is a fork of, or the first that the story begins with.

import type { Library } from '../../../contract/table.ts';
import { firstStrategy } from '../../welcome/first-steps.ts';

export function builtInStrategy(library: Library, inUse: string): string {
  const known = library.strategies;
  const origin = inUse.slice(inUse.lastIndexOf('/') + 1).replace(/-fork(-\d+)?\.strategy\.c$/, '');
  const found =
    known.find((strategy) => strategy.path === inUse) ??
    known.find((strategy) => strategy.id === origin) ??
    known.find((strategy) => strategy.id === firstStrategy) ??
    known[0];
  return found?.path ?? inUse;
}
