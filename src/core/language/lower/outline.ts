// What a program consists of, in a few lines: tasks with their steps, pages, properties. For a face's check report.

import type { Program } from '../check/program.ts';
import type { Span } from '../source/source-file.ts';
import type { Graph } from './graph.ts';

export interface Outline {
  readonly tasks: readonly {
    readonly name: string;
    readonly kind: string;
    readonly cpu: number;
    /** Places where the task can stand, calls inlined. */
    readonly steps: number;
    readonly path: string;
    /** Counts from 1. */
    readonly line: number;
  }[];
  readonly pages: readonly string[];
  readonly properties: readonly {
    readonly name: string;
    readonly skipped?: string;
    readonly path: string;
    readonly line: number;
  }[];
  readonly strategy: string;
  /** Why the lab does not apply to this strategy, if it does not. */
  readonly missing: readonly string[];
}

export function outlineOf(program: Program, graph: Graph): Outline {
  return {
    tasks: graph.tasks.map(({ name, kind, cpu, blocks, span }) => {
      const steps = blocks.filter((block) => block.step !== undefined).length;
      return { name, kind, cpu, steps, ...placed(program, span) };
    }),
    pages: program.pages.map((page) => page.name),
    properties: program.properties.map(({ name, skipped, span }) => {
      const place = placed(program, span);
      return skipped === undefined ? { name, ...place } : { name, skipped, ...place };
    }),
    strategy: program.strategy?.id ?? '',
    missing: program.missing,
  };
}

function placed(program: Program, span: Span): { readonly path: string; readonly line: number } {
  const file = program.files[span.file];
  if (file === undefined) return { path: '', line: 1 };
  return { path: file.path, line: file.text.slice(0, span.start).split('\n').length };
}
