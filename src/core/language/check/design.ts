// A design: a strategy, policies on top of it and a memory model, with one canonical id: `refcount-bias+wb-bounce@x86-TSO`.
// And what the texts that make it say of themselves, checked.
//
// Promises: `designText(parseDesign(id))` is `id` for every canonical id; `@SC` is never written. Does not know which
// strategies and policies there are, nor presets, whose names look like strategies.

import type { Span } from '../source/source-file.ts';

/** How memory behaves between the CPUs. */
export type MemoryModel = 'SC' | 'x86-TSO' | 'relaxed';

/** In the order in which they allow more. */
export const memoryModels: readonly MemoryModel[] = ['SC', 'x86-TSO', 'relaxed'];

export interface Design {
  /** Of a lone name perhaps a preset's. */
  readonly strategy: string;
  /** In the order of the id. */
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
}

const PART = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Undefined for a text that is no design's id. */
export function parseDesign(id: string): Design | undefined {
  const [names = '', model, ...rest] = id.split('@');
  const memory = model === undefined ? 'SC' : memoryModels.find((each) => each === model);
  const [strategy = '', ...policies] = names.split('+');
  if (memory === undefined || rest.length > 0) return undefined;
  return [strategy, ...policies].every((part) => PART.test(part))
    ? { strategy, policies, memory }
    : undefined;
}

export function designText({ strategy, policies, memory }: Design): string {
  return `${[strategy, ...policies].join('+')}${memory === 'SC' ? '' : `@${memory}`}`;
}

// --- what texts say of themselves ----------------------------------------------------------------------------------

/** `STRATEGY("id", .title = "…", …)` on top of a strategy file. */
export interface StrategyDef {
  readonly id: string;
  readonly title: string;
  /** Mail ids, commits; free text, one line each. */
  readonly cites: readonly string[];
  /** What labs may ask for with `NEEDS(…)`: recogniser, count_in_lru, separate_unpin, exact_count … */
  readonly provides: readonly string[];
  readonly cost: StrategyCost;
  readonly span: Span;
}

/** What a strategy says that it takes. */
export interface StrategyCost {
  /** Bytes that `struct page` grows by. */
  readonly bytesPerPage: number;
  /** Private bytes of each page's entry in page_ext. */
  readonly pageExtBytes: number;
  /** Bits of the flags word that all users of page_ext share. */
  readonly pageExtFlags: number;
  /** Bits of `page->flags`. */
  readonly pageFlags: number;
  /** Bytes for each node. */
  readonly nodeBytes: number;
  /** What must be converted; free text. */
  readonly callers: string;
  /** How many pins one page can have; free text. */
  readonly maxPins: string;
  readonly note: string;
}

/** Which choice a policy is: what fork and faults do with a pinned page, fast GUP's protocol, writeback and reclaim. */
export type PolicyAxis = 'cow' | 'gup-fast' | 'writeback';

/** `POLICY("id", .axis = "…", …)` on top of a policy file. */
export interface PolicyDef {
  readonly id: string;
  readonly axis: PolicyAxis;
  readonly title: string;
  readonly cites: readonly string[];
  readonly provides: readonly string[];
  /** What it asks of the strategy; where that lacks it, the cell does not apply. */
  readonly needs: readonly string[];
  readonly span: Span;
}

/** `PRESET("name", …)`, alone in a preset file: a design with a name. */
export interface PresetDef {
  readonly id: string;
  readonly title: string;
  readonly cites: readonly string[];
  /** Ids. */
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
  readonly span: Span;
}

/** One argument of `COMPARE(…)`. */
export type CompareItem =
  | { readonly kind: 'strategies' | 'presets'; readonly span: Span }
  /** Every policy of the axis, each on top of `refcount-bias`. */
  | { readonly kind: 'policies'; readonly axis: PolicyAxis; readonly span: Span }
  /** A design's id or a preset's name. */
  | { readonly kind: 'design'; readonly id: string; readonly span: Span };
