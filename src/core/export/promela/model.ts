// What all parts of the exporter know: the graph, what was found out about it, and the names in the model.

import type { Analysis, SiteAnalysis, TaskAnalysis } from '../../analyse/analysis.ts';
import type { CodeBlock, Graph } from '../../language/lower/graph.ts';
import type { Span } from '../../language/source/source-file.ts';
import type { Layout, TaskLayout } from '../../machine/layout.ts';
import type { Words } from './words.ts';

export interface Model {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly analysis: Analysis;
  /** Vector of the initial state. */
  readonly start: Int32Array;
  readonly words: Words;
  /** By task: of its process. */
  readonly processes: readonly string[];
  /** `kernel/mm/gup.c:88`, for comments. */
  placeOf(span: Span): string;
  /** Macros of the properties that are asked in every state, with the slots that they read. */
  readonly watched: readonly { readonly macro: string; readonly reads: ReadonlySet<number> }[];
  /** Of `blocksOf`, by task; grows. */
  readonly blocks: Map<number, readonly CodeBlock[]>;
  /** What turned out to be needed while the steps were written; grows. */
  readonly needs: Needs;
}

export interface Needs {
  /** Some run can end before its end: steps must ask `over`. */
  over: boolean;
  /** Hidden variables. */
  readonly hidden: Set<string>;
  /** C functions, by name. */
  readonly code: Map<string, string>;
}

/** What this exporter cannot say of a lab; `exportPromela` makes an answer of it. */
export class Inexpressible extends Error {}

export function layoutOf(model: Model, task: number): TaskLayout {
  return model.layout.tasks[task] as TaskLayout;
}

export function analysisOf(model: Model, task: number): TaskAnalysis {
  return model.analysis.tasks[task] as TaskAnalysis;
}

/** The task's blocks, where a branch that only ever goes one way is no branch. */
export function blocksOf(model: Model, task: number): readonly CodeBlock[] {
  const known = model.blocks.get(task);
  if (known) return known;
  const { takes } = analysisOf(model, task);
  const blocks = layoutOf(model, task).graph.blocks.map((block, index): CodeBlock => {
    const { exit } = block;
    if (exit.kind !== 'branch') return block;
    const [then, no] = [takes(index, 'then'), takes(index, 'else')];
    if (then === no) return block;
    return { ...block, exit: { kind: 'goto', target: then ? exit.then : exit.else } };
  });
  model.blocks.set(task, blocks);
  return blocks;
}

export function siteAnalysis(model: Model, task: number, block: number): SiteAnalysis | undefined {
  return analysisOf(model, task).sites[layoutOf(model, task).places[block] ?? 0];
}

export function processOf(model: Model, task: number): string {
  return model.processes[task] ?? `task_${task}`;
}

/** Where a process stands before the step at `block`: `put_page_7`. */
export function labelOf(model: Model, task: number, block: number): string {
  const { graph, places } = layoutOf(model, task);
  return `${graph.blocks[block]?.step?.function ?? 'step'}_${places[block]}`;
}

export function endOf(model: Model, task: number): string {
  return `end_${processOf(model, task)}`;
}
