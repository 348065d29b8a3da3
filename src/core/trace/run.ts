// A run as plain data: what a window needs to draw every view at every step, as columns.
//
// Promises: append-only; order = step; the World before step k follows from `initial` and the writes of steps
// 0 … k-1; typed arrays only, so that a run can be transferred. Steps count from 0 here and from 1 in views.
// Does not hold the program: spans are given as file index and lines.

import type { Finding, MemoryModel } from '../check/verdict.ts';
import type { MemoryObject } from '../language/lower/graph.ts';

export interface Run {
  readonly head: RunHead;
  readonly steps: StepColumns;
  readonly writes: WriteColumns;
  readonly ledger: LedgerColumns;
  /** Only where the memory model has store buffers. */
  readonly pending?: PendingColumns;
  readonly lanes: readonly Lane[];
  readonly findings: readonly RunFinding[];
  readonly end: RunEnd;
}

/** What does not change while a run grows. */
export interface RunHead {
  readonly lab: string;
  /** Canonical id, or a preset's name. */
  readonly design: string;
  readonly strategy: string;
  readonly memory: MemoryModel;
  /** Who does steps: the tasks, and behind them the store buffers, `cpu0:buffer`. */
  readonly tasks: readonly {
    readonly name: string;
    readonly kind: 'task' | 'daemon' | 'interrupt' | 'quiesce' | 'buffer';
    readonly cpu: number;
  }[];
  readonly files: readonly string[];
  readonly objects: readonly MemoryObject[];
  readonly pages: readonly { readonly name: string; readonly address: number }[];
  /** Distinct step sites met in the run; `steps.site` points here. Grows with the run. */
  readonly sites: readonly RunSite[];
  /** Names of ledger holders by value: "page cache", "PTE", "pagevec", "isolation", "pin", "task". */
  readonly holders: readonly { readonly value: number; readonly name: string }[];
  /** Every word of the World before the first step, by ascending address. */
  readonly initial: { readonly address: Int32Array; readonly value: Int32Array };
  /** References that boot handed out. */
  readonly initialLedger: readonly {
    readonly page: number;
    readonly holder: number;
    readonly delta: number;
  }[];
}

/** A place in the text. Of a store buffer's step it is the place of the store, with the word for `function` and no calls. */
export interface RunSite {
  readonly task: number;
  readonly function: string;
  readonly lineInFunction: number;
  readonly ordinal: number;
  readonly file: number;
  /** Lines and columns count from 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly operation: string;
  readonly text: string;
  /** Outermost first; the last one is `function`. Lines are where each call stands. */
  readonly calls: readonly { readonly function: string; readonly file: number; readonly line: number }[];
}

export interface StepColumns {
  readonly length: number;
  readonly task: Uint8Array;
  readonly site: Uint32Array;
  /** Alternative chosen at a `choose`, or by a store buffer; else 0. */
  readonly alternative: Uint8Array;
  /** First row of `writes` that belongs to the step; length + 1 entries. */
  readonly firstWrite: Uint32Array;
  /** First row of `ledger` that belongs to the step; length + 1 entries. */
  readonly firstLedger: Uint32Array;
  /** What the step's access read: address and value, 0 and 0 when it read nothing. */
  readonly readAddress: Int32Array;
  readonly readValue: Int32Array;
}

export interface WriteColumns {
  readonly length: number;
  readonly address: Int32Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
}

export interface LedgerColumns {
  readonly length: number;
  /** Index of the page. */
  readonly page: Uint8Array;
  readonly holder: Uint8Array;
  readonly delta: Int32Array;
}

/** What waits in the store buffers after each step: by CPU, then by age. See pending-at.ts. */
export interface PendingColumns {
  readonly length: number;
  /** First row that belongs to the step; one entry more than there are steps. */
  readonly firstEntry: Uint32Array;
  /** By step: which of its rows it put there itself, counted from 1; 0 for none. */
  readonly put: Uint8Array;
  readonly cpu: Uint8Array;
  readonly address: Int32Array;
  readonly operation: Uint8Array;
  readonly mask: Int32Array;
  readonly value: Int32Array;
}

/** values[k] is the lane's value before step k; values[length] the one at the end. */
export interface Lane {
  readonly name: string;
  readonly page: number | undefined;
  readonly display: 'number' | 'bool' | 'enum' | 'bits' | 'pointer';
  readonly names: readonly { readonly value: number; readonly name: string }[];
  readonly values: Int32Array;
}

export interface RunFinding {
  /** The step after which it was found; -1 for the initial state. */
  readonly step: number;
  readonly finding: Finding;
}

export interface RunEnd {
  /** `open`: scripted to here, tasks can go on. `blocked`: nobody can. `pruned`: an `assume` failed. */
  readonly kind: 'finished' | 'open' | 'blocked' | 'stopped-by-finding' | 'step-limit' | 'pruned';
  /** Who could run next at the end, with the alternatives each has and the site it stands at; a buffer has an entry for each store that may go next. */
  readonly enabled: readonly {
    readonly task: number;
    readonly alternatives: number;
    readonly site: RunSite;
  }[];
  /** Who waits, at what, and for whom if that is known. */
  readonly blocked: readonly {
    readonly task: number;
    readonly site: RunSite;
    readonly holder: number | undefined;
  }[];
  /** The whole run in text form. */
  readonly schedule: string;
  /** Only with `open`: the script could not be followed (or read) from here on, and why. */
  readonly stuck?: { readonly message: string; readonly remedy: string };
  /** Hex of 64 bits over (task, function, line, operation, field, value) of every step: same digest, same run. */
  readonly digest: string;
}

/** Steps `from` … `from + steps.length - 1` of a growing run; `appendChunk(run, chunk)` in this room puts them on. */
export interface RunChunk {
  /** In the first chunk only: the run before its first step, which every later chunk is appended to. */
  readonly start?: Run;
  readonly from: number;
  /** Sites that were met for the first time; they follow those already known. */
  readonly sites: readonly RunSite[];
  readonly steps: StepColumns;
  readonly writes: WriteColumns;
  readonly ledger: LedgerColumns;
  readonly pending?: PendingColumns;
  /** One array per lane of the run, one value per step: the value after that step. */
  readonly lanes: readonly Int32Array[];
  readonly findings: readonly RunFinding[];
  /** How the run stands after the chunk; `schedule` and `digest` are empty while it goes on. */
  readonly end: RunEnd;
}
