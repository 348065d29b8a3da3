// The World at a cursor, read lazily: nothing is copied, each word costs one binary search.

import type { Field, MemoryObject } from '../language/lower/graph.ts';
import { fieldValue, wordAddress } from './names.ts';
import type { Run } from './run.ts';
import { lastRow, writeIndex } from './write-index.ts';

export interface Memory {
  /** The word at an address that is a multiple of 4; undefined where nothing lives. */
  word(address: number): number | undefined;
  /** The value of a field, masked and extended as C would; 0 where the run knows no such word. */
  field(field: Field): number;
}

export function memoryAt(run: Run, k: number): Memory {
  const index = writeIndex(run);
  const limit = run.steps.firstWrite[Math.min(k, run.steps.length)] ?? 0;
  function word(address: number): number | undefined {
    const row = lastRow(index.rowsOf(address), limit);
    return row === undefined ? index.initial(address) : run.writes.after[row];
  }
  return { word, field: (field) => fieldValue(field, word(wordAddress(field)) ?? 0) };
}

/** A field of a page by its path, `_refcount` or `lru.next`. */
export function pageField(run: Run, page: number, path: string): Field | undefined {
  return pageObject(run, page)?.fields.find((field) => field.path === path);
}

export function pageObject(run: Run, page: number): MemoryObject | undefined {
  const address = run.head.pages[page]?.address;
  return run.head.objects.find((object) => object.kind === 'page' && object.address === address);
}
