// What trying the steps of a task needs around it.

import type { CodeBlock, Graph, Register } from '../language/lower/graph.ts';
import type { AddressTable } from '../machine/address-table.ts';
import type { Values } from './analysis.ts';
import type { Effort } from './effort.ts';
import type { OwnWords, Path } from './path.ts';
import type { CodeRecord, SiteRecord } from './recorder.ts';
import type { WordValues } from './word-values.ts';

export interface StepContext {
  readonly graph: Graph;
  readonly table: AddressTable;
  readonly words: WordValues;
  /** Stores may become visible late: nothing is known of a word from having seen it. */
  readonly buffered: boolean;
  /** Index of the task; -1 for routines. */
  readonly task: number;
  readonly blocks: readonly CodeBlock[];
  /** By block: the registers alive where it begins. */
  readonly alive: readonly (readonly Register[])[];
  /** Slot of the word of the task's CPU, -1 for none. */
  readonly cpuSlot: number;
  readonly effort: Effort;
  readonly own: OwnWords;
  /** The task writes the word. */
  claim(slot: number): void;
  readonly site: SiteRecord;
  readonly code: CodeRecord;
  /** The first time that the site asks for the value of a word. */
  depends(slot: number): void;
  /** By property: a check of it was met; it can fail. */
  asked(property: number, mayFail: boolean): void;
  /** A way through the step ends where another begins, or at the end of the task. */
  arrive(path: Path, block: number | undefined): void;
  /** A routine returns. */
  give(values: Values): void;
}
