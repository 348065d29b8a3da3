// "Is this line load-bearing?": takes locks, barriers, re-checks and flag tests of one text away, one at a time, and looks
// which cells that held turn red.
//
// Promises: only cells that hold with every line in place count; a line is answered at its first red unless all are
// wanted; cells that other lines have turned red come first, then small ones. A text that no longer checks without a
// line is no red. Stopped, it gives the lines that are known.

import { failure } from '../contract/problems.ts';
import type {
  Failure,
  Job,
  LoadBearingLine,
  LoadBearingProgress,
  LoadBearingReport,
  LoadBearingRequest,
  NamedDesign,
  Outcome,
  TextInput,
} from '../contract/table.ts';
import type { Bounds } from '../core/check/verdict.ts';
import { type Removal, without } from '../core/language/mutate/removal.ts';
import type { SourceFile } from '../core/language/source/source-file.ts';
import type { LoadBearingNote } from './load-bearing-notes.ts';
import type { VerdictOf } from './matrix.ts';

export interface LoadBearingTools {
  readonly removalsOf: (file: SourceFile) => Job<readonly Removal[]>;
  readonly verdictOf: VerdictOf;
  readonly notes: readonly LoadBearingNote[];
  /**
   * What is known of a cell without a search: the states of one that holds, -1 of one that does not; undefined where
   * one of its texts is not built in.
   */
  readonly knownOf: (lab: TextInput, design: NamedDesign) => number | undefined;
}

interface Cell {
  readonly lab: TextInput;
  readonly design: NamedDesign;
  readonly states: number;
  /** How many lines have turned it red so far. */
  reds: number;
}

/** Cells of one lab and memory model that are asked; more of them say the same again. */
const enough = 2;
/** A line that is missing can make a search endless; a cell that turns red does so early. */
const longestSearch = 10_000;

export function runLoadBearing(
  request: LoadBearingRequest,
  { removalsOf, verdictOf, notes, knownOf }: LoadBearingTools,
  progress: (progress: LoadBearingProgress) => Promise<void>,
  atOnce: number,
): Job<LoadBearingReport> {
  const running = new Set<Job<unknown>>();
  let cancelled = false;
  const bounds: Bounds = {
    ...request.bounds,
    maxMilliseconds: Math.min(request.bounds.maxMilliseconds, longestSearch),
  };

  const finish = async <T>(job: Job<T>): Promise<Outcome<T>> => {
    running.add(job);
    const outcome = await job.done;
    running.delete(job);
    return outcome;
  };

  /** The cells that can turn red; where there is none, what is wrong with them. */
  const baseline = async (): Promise<Outcome<readonly Cell[]>> => {
    const holding: Cell[] = [];
    let failed: Failure | undefined;
    await workThrough(cellGroups(request), atOnce, stopped, async (group) => {
      let found = 0;
      for (const { lab, design } of group) {
        if (cancelled || found === enough) return;
        const known = knownOf(lab, design) ?? (await search(lab, design));
        if (typeof known === 'object') failed ??= known;
        else if (known >= 0) {
          found += 1;
          holding.push({ lab, design, states: known, reds: 0 });
        }
      }
    });
    return holding.length === 0 && failed !== undefined && !cancelled
      ? { ok: false, error: failed }
      : { ok: true, value: holding };
  };

  /** States of a cell that holds, -1 of one that does not. */
  const search = async (lab: TextInput, design: NamedDesign): Promise<number | Failure> => {
    const outcome = await finish(verdictOf(lab, design, bounds));
    if (!outcome.ok) return outcome.error;
    return outcome.value.verdict === 'holds' ? outcome.value.states : -1;
  };

  const ask = async (
    removal: Removal,
    file: SourceFile,
    cells: readonly Cell[],
  ): Promise<LoadBearingLine> => {
    const text = without(file.text, removal.edits);
    const reds: { lab: string; design: string; property: string }[] = [];
    let searched = 0;
    let problem: string | undefined;
    // Under SC a barrier orders nothing that is not ordered already.
    const fit = cells.filter(({ design }) => removal.kind !== 'barrier' || design.memory !== 'SC');
    for (const cell of fit.sort((a, b) => b.reds - a.reds || a.states - b.states)) {
      if (cancelled || (reds.length > 0 && !request.allReds) || problem !== undefined) break;
      const outcome = await finish(verdictOf(cell.lab, replaced(cell.design, file.path, text), bounds));
      searched += 1;
      if (!outcome.ok) problem = whyUnasked(outcome.error.message);
      else if (outcome.value.verdict === 'violated') {
        cell.reds += 1;
        reds.push({ lab: cell.lab.path, design: cell.design.id, property: outcome.value.property ?? '' });
      }
    }
    const note = reds.length > 0 ? undefined : (problem ?? noteFor(removal, file, notes));
    const { line, kind, removed, edits } = removal;
    return {
      file: file.path,
      line,
      text: removal.text,
      kind,
      removed,
      edits,
      reds,
      searched,
      ...(note !== undefined && { note }),
    };
  };

  const stopped = () => cancelled;
  const work = async (): Promise<Outcome<LoadBearingReport>> => {
    const file = askedFile(request);
    if (file === undefined) return strayText(request.asked);
    const all = await finish(removalsOf(file));
    if (!all.ok) return all;
    const removals = all.value.filter(({ kind }) => request.kinds?.includes(kind) ?? true);
    void progress({ kind: 'lines', total: removals.length });
    const cells = await baseline();
    if (!cells.ok) return cells;
    const lines: LoadBearingLine[] = [];
    await workThrough(removals, atOnce, stopped, async (removal, index) => {
      const line = await ask(removal, file, cells.value);
      // A line that was stopped half way is not known.
      if (cancelled && line.reds.length === 0) return;
      lines[index] = line;
      await progress({ kind: 'line', line });
    });
    return {
      ok: true,
      value: { lines: lines.filter((line) => line !== undefined), holding: cells.value.length },
    };
  };

  return {
    done: work(),
    cancel: () => {
      cancelled = true;
      for (const job of running) job.cancel();
    },
  };
}

/** Several at once, begun in order; no more are begun once it is stopped. */
async function workThrough<T>(
  items: readonly T[],
  atOnce: number,
  stopped: () => boolean,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const left = items.entries();
  const one = async () => {
    for (const [index, item] of left) {
      if (stopped()) return;
      await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** By lab and memory model, fewest policies first. */
function cellGroups({ labs, designs, cells, asked }: LoadBearingRequest) {
  const groups = new Map<string, { readonly lab: TextInput; readonly design: NamedDesign }[]>();
  for (const [row, column] of cells) {
    const lab = labs[row];
    const design = designs[column];
    if (lab === undefined || design === undefined || roleIn(design, asked) === undefined) continue;
    const key = `${row} ${design.memory}`;
    groups.set(key, [...(groups.get(key) ?? []), { lab, design }]);
  }
  return [...groups.values()].map((group) =>
    group.sort((a, b) => a.design.policies.length - b.design.policies.length),
  );
}

function askedFile({ designs, asked }: LoadBearingRequest): SourceFile | undefined {
  for (const design of designs) {
    const role = roleIn(design, asked);
    const text = [design.strategy, ...design.policies].find(({ path }) => path === asked);
    if (role !== undefined && text !== undefined) return { path: asked, role, text: text.text };
  }
  return undefined;
}

function roleIn({ strategy, policies }: NamedDesign, path: string): 'strategy' | 'policy' | undefined {
  if (strategy.path === path) return 'strategy';
  return policies.some((policy) => policy.path === path) ? 'policy' : undefined;
}

function replaced(design: NamedDesign, path: string, text: string): NamedDesign {
  const change = (from: TextInput): TextInput => (from.path === path ? { path, text } : from);
  return { ...design, strategy: change(design.strategy), policies: design.policies.map(change) };
}

function noteFor(
  { kind, line }: Removal,
  { text }: SourceFile,
  notes: readonly LoadBearingNote[],
): string | undefined {
  const written = (text.split('\n')[line - 1] ?? '').trim();
  return notes.find((note) => note.kind === kind && note.line === written)?.note;
}

function whyUnasked(message: string): string {
  return `Without it the text is no program any more: ${message}`;
}

function strayText(path: string): Outcome<never> {
  return failure(
    'bad-request',
    `No design of the request has the text ${path}.`,
    'Ask about a strategy or a policy of the designs that you send.',
  );
}

/**
 * Locks, barriers and re-checks that turn nothing red and have no word for it, whichever way they are taken away. A flag
 * test decides what a design does, and may do nothing that these labs ask about.
 */
export function unexplained(lines: readonly LoadBearingLine[]): readonly LoadBearingLine[] {
  const explains = ({ reds, note }: LoadBearingLine) => reds.length > 0 || note !== undefined;
  return lines.filter(
    (one) =>
      one.kind !== 'flag test' &&
      !lines.some(
        (other) =>
          explains(other) && other.line === one.line && other.text === one.text && other.file === one.file,
      ),
  );
}
