// The cells that matrix and expect are about: which labs under which designs, searched several at once.
//
// Promises: cells come back lab by lab, designs in the order of the lab's COMPARE or of the arguments; those that are
// known to be red are searched first. What is wrong with one cell is said and leaves out that cell only.

import { availableParallelism } from 'node:os';
import type { CellOutcome, Failure, MatrixRequest, NamedDesign, Outcome } from '../../contract/table.ts';
import type { Verdict } from '../../core/check/verdict.ts';
import type { LoadedLibrary } from '../../lab/library.ts';
import { createLab } from '../../lab/service.ts';
import type { Arguments } from '../arguments.ts';
import { boundsOf } from '../bounds.ts';
import { designById, readDesigns } from '../designs.ts';
import { designsOfLab, type NamedLab, readLabs } from '../labs.ts';
import { counted, failureLines } from '../print.ts';
import type { Terminal } from '../terminal.ts';
import { complain } from './cell.ts';

export interface FoundCell {
  readonly lab: NamedLab;
  readonly design: string;
  readonly verdict: Verdict;
  /** From the first word to the last: checking, lowering and compiling included. */
  readonly milliseconds: number;
}

export interface Explored {
  readonly labs: readonly NamedLab[];
  /** How many were asked for. */
  readonly asked: number;
  readonly cells: readonly FoundCell[];
  /** Ctrl+C came before the end, and that has been said: only the cells that were searched to their end are here. */
  readonly stopped: boolean;
  /** Something was wrong with a lab or a design, and that has been said. */
  readonly broken: boolean;
}

/** Undefined when bad input has been complained about. */
export async function exploreNamed(
  args: Arguments,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<Explored | undefined> {
  const labs = readLabs(args.files, terminal.places, library);
  const designs = readDesigns(args, terminal.places, library);
  for (const read of [labs, designs]) if (!read.ok) complain(terminal, read.error);
  if (!labs.ok || !designs.ok) return undefined;
  const asked = labs.value.map((lab) => ({ lab, designs: designs.value }));
  let broken = false;
  if (designs.value.length === 0) {
    for (const row of asked) {
      const compared = comparedUnder(row.lab, terminal, library);
      broken ||= compared.broken;
      row.designs = compared.designs;
    }
  }
  const cells = asked.flatMap(({ lab, designs: columns }) => columns.map((design) => ({ lab, design })));
  const outcomes = await searchAll(cells, args, terminal, library);
  const failures: Failure[] = [];
  const found = cells.flatMap(({ lab, design }, index) => {
    const { outcome, milliseconds } = outcomes[index] ?? {};
    if (outcome?.kind === 'done' && outcome.verdict.bounds.hit !== 'cancelled') {
      return [{ lab, design: design.id, verdict: outcome.verdict, milliseconds: milliseconds ?? 0 }];
    }
    if (outcome?.kind === 'failed' && outcome.failure.code !== 'cancelled') failures.push(outcome.failure);
    return [];
  });
  // What is wrong with a text that all cells share is said once.
  for (const lines of new Set(failures.map(failureLines))) terminal.err(lines);
  if (failures.length > 0) {
    broken = true;
    terminal.err(`pinlab: ${counted(failures.length, 'cell')} of ${cells.length} could not be searched\n`);
  }
  const stopped = outcomes.some(({ outcome }) => wasStopped(outcome));
  if (stopped) terminal.err(`pinlab: stopped: ${found.length} of ${cells.length} cells\n`);
  return { labs: labs.value, asked: cells.length, cells: found, stopped, broken };
}

/** The designs that a lab itself asks for; what is wrong with its wish is said. */
export function comparedUnder(
  lab: NamedLab,
  terminal: Terminal,
  library: LoadedLibrary,
): { readonly designs: readonly NamedDesign[]; readonly broken: boolean } {
  const { designs: ids, problem } = designsOfLab(lab, library);
  const problems = problem === undefined ? [] : [problem];
  const designs = ids.flatMap((id) => {
    const design = designById(id, terminal.places, library);
    if (design.ok) return [design.value];
    problems.push(`${lab.id} under ${id}: ${design.error}`);
    return [];
  });
  for (const one of problems) complain(terminal, one);
  return { designs, broken: problems.length > 0 };
}

interface Asked {
  readonly lab: NamedLab;
  readonly design: NamedDesign;
}

interface Timed {
  readonly outcome: CellOutcome | undefined;
  readonly milliseconds: number;
}

/** In worker threads, as many as the machine has processors; says on standard error how far it is. */
async function searchAll(
  cells: readonly Asked[],
  args: Arguments,
  terminal: Terminal,
  library: LoadedLibrary,
): Promise<readonly Timed[]> {
  const lab = createLab(library, terminal.places.workerFile, { threads: availableParallelism() });
  const order = cells
    .map((cell, index) => ({ index, weight: weightOf(cell, library) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ index }) => index);
  const begun = new Map<number, number>();
  const times = new Map<number, number>();
  let told = terminal.now();
  const job = lab.matrix(requestFor(cells, order, boundsOf(args)), async (progress) => {
    const now = terminal.now();
    if (progress.kind === 'started') {
      begun.set(progress.cell, now);
      return;
    }
    times.set(progress.cell, now - (begun.get(progress.cell) ?? now));
    if (now - told < 2000) return;
    told = now;
    terminal.err(`pinlab: ${times.size} of ${cells.length} cells\n`);
  });
  terminal.onStop(job.cancel);
  const outcome: Outcome<readonly CellOutcome[]> = await job.done;
  await lab.close();
  const timed: Timed[] = cells.map(() => ({ outcome: undefined, milliseconds: 0 }));
  for (const [at, index] of order.entries()) {
    timed[index] = {
      outcome: outcome.ok ? outcome.value[at] : { kind: 'failed', failure: outcome.error },
      milliseconds: times.get(at) ?? 0,
    };
  }
  return timed;
}

function requestFor(
  cells: readonly Asked[],
  order: readonly number[],
  bounds: MatrixRequest['bounds'],
): MatrixRequest {
  const labs = [...new Set(cells.map(({ lab }) => lab))];
  const designs = [...new Map(cells.map(({ design }) => [design.id, design])).values()];
  const rows = new Map(labs.map((lab, index) => [lab, index]));
  const columns = new Map(designs.map(({ id }, index) => [id, index]));
  return {
    labs: labs.map(({ text }) => text),
    designs,
    cells: order.map((index) => {
      const cell = cells[index];
      return [rows.get(cell?.lab as NamedLab) ?? 0, columns.get(cell?.design.id ?? '') ?? 0] as const;
    }),
    bounds,
  };
}

/** Red first, as far as anybody knows; then what took many states last time, so that no long cell is left for the end. */
function weightOf({ lab, design }: Asked, { expected }: LoadedLibrary): number {
  const file = expected.get(lab.text.path);
  const cell = file?.cells[design.id];
  const documented = file?.documented.find(({ strategy }) => strategy === design.id);
  const red = cell === undefined ? documented?.outcome === 'X' : cell.verdict === 'violated';
  return (red ? 1e12 : 0) + (cell?.states ?? 0);
}

function wasStopped(outcome: CellOutcome | undefined): boolean {
  if (outcome === undefined) return true;
  return outcome.kind === 'done'
    ? outcome.verdict.bounds.hit === 'cancelled'
    : outcome.failure.code === 'cancelled';
}
