// What all parts of the exporter know: the graph, what is known of it, the names in the module.

import type { Analysis, SiteAnalysis } from '../../analyse/analysis.ts';
import type { Graph } from '../../language/lower/graph.ts';
import type { Span } from '../../language/source/source-file.ts';
import type { AddressTable } from '../../machine/address-table.ts';
import type { Layout } from '../../machine/layout.ts';

export interface Model {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly table: AddressTable;
  readonly analysis: Analysis;
  /** Vector of the initial state. */
  readonly start: Int32Array;
  /** By slot: the constant that is the address of a word which is in `mem`, or in `unseen`. */
  readonly words: ReadonlyMap<number, Word>;
  /** Some CPU switches preemption or interrupts. */
  readonly cpus: boolean;
  /** Some value may come near the bounds of 32 bits. */
  readonly wraps: boolean;
  /** There are words that no property reads. */
  readonly unseen: boolean;
  /** `kernel/mm/gup.c:88`, for comments. */
  placeOf(span: Span): string;
  /** Sizes of objects that `valid` asks for; grows. */
  readonly sizes: Set<number>;
}

export interface Word {
  readonly slot: number;
  readonly address: number;
  /** Of its address. */
  readonly name: string;
  /** As the lab writes it. */
  readonly spelled: string;
  readonly variable: 'mem' | 'unseen';
}

/** A text in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '/').replaceAll('"', "'")}"`;
}

export function taskName({ graph }: Model, task: number): string {
  return graph.tasks[task]?.name ?? `task_${task}`;
}

/** Where a task stands before the step at `block`: `put_page_7`; `done` where it has ended. */
export function labelOf({ layout }: Model, task: number, block: number | undefined): string {
  const here = layout.tasks[task];
  if (block === undefined || here === undefined) return 'done';
  return `${here.graph.blocks[block]?.step?.function ?? 'step'}_${here.places[block]}`;
}

export function siteOf({ layout, analysis }: Model, task: number, block: number): SiteAnalysis | undefined {
  return analysis.tasks[task]?.sites[layout.tasks[task]?.places[block] ?? 0];
}

/** What the task remembers from one step to the next, by colour; the first of `k` is the first of these. */
export function keptBy({ layout, analysis }: Model, task: number): readonly number[] {
  const { plan, sites = [] } = layout.tasks[task] ?? {};
  const colours = new Set<number>();
  sites.forEach((block, index) => {
    if (plan === undefined || analysis.tasks[task]?.sites[index + 1] === undefined) return;
    for (const register of plan.alive[block] ?? []) colours.add(plan.colours[register] as number);
  });
  return [...colours].sort((a, b) => a - b);
}
