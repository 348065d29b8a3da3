// `--engine spin`: the lab as Promela, Spin's verifier made of it and run, and its trail brought back as our schedule.
//
// Promises: works in a folder of its own below the temporary one, which is gone afterwards; stops when it is told to, with
// what was found; a violation is believed when our machine shows it too. Needs Debian's packages spin and gcc.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure } from '../contract/problems.ts';
import type { ExploreResult, Outcome } from '../contract/table.ts';
import type { SearchResult } from '../core/check/search-result.ts';
import type { Bounds, Verdict } from '../core/check/verdict.ts';
import type { SearchHooks } from '../core/explore/request.ts';
import type { PromelaModel } from '../core/export/promela/promela.ts';
import { choicesOf, lastTaskOf } from '../core/export/promela/trail.ts';
import type { Graph } from '../core/language/lower/graph.ts';
import { compileMachine } from '../core/machine/compile.ts';
import { type ChildEnd, runChild } from './child.ts';
import { exploreLab, type Subject, type Wanted } from './engine.ts';
import { prepareModel, promelaOf } from './export-model.ts';
import { type PanReport, readPanProgress, readPanReport } from './pan-output.ts';
import { followTrail } from './spin-trail.ts';

/** Statements in one run of the model (each step of ours is a few of them), and bytes that pan puts aside for each. */
const mostStatements = 2_000_000;
const bytesPerStatement = 64;

export async function exploreWithSpin(
  asked: Subject,
  wanted: Wanted,
  hooks: SearchHooks,
): Promise<Outcome<ExploreResult>> {
  const prepared = prepareModel(asked);
  // What does not apply, or is no lab, is said in the same words as ever.
  if (!prepared.ok) return exploreLab(asked, wanted, hooks);
  const { graph } = prepared.value;
  // Nor does a search that cannot begin need another checker.
  if (compileMachine(graph).start().ended) return exploreLab(asked, wanted, hooks);
  const model = promelaOf(asked, prepared.value);
  if (!model.ok) return model;
  if (nothingLeft(graph, model.value.leftOut)) {
    return failure(
      'bad-request',
      `Spin has nothing to check here: ${model.value.notes.join(' ')}`,
      'Explore the lab without --engine spin.',
    );
  }
  const found = await searchBySpin(graph, model.value, wanted.bounds, hooks);
  if (!found.ok) return found;
  const result = exploreLab(asked, wanted, hooks, () => found);
  if (!result.ok) return result;
  return {
    ok: true,
    value: { ...result.value, verdict: withGaps(result.value.verdict, graph, model.value) },
  };
}

/** One sentence where Spin cannot be used on this machine. */
export async function whyNoSpin(): Promise<string | undefined> {
  for (const [file, version] of programs) {
    const end = await runChild({ folder: tmpdir(), file, arguments: [version], stop: () => false });
    if (end.unable !== undefined) return `\`${file}\` is not installed; on Debian: apt install spin gcc`;
  }
  return undefined;
}

const programs = [
  ['spin', '-V'],
  ['gcc', '--version'],
] as const;

function nothingLeft({ properties }: Graph, leftOut: readonly number[]): boolean {
  return properties.every(({ skipped }, index) => skipped !== undefined || leftOut.includes(index));
}

/** What Promela cannot say was not asked, and the verdict says so; what could be violated all the same does not hold. */
function withGaps(verdict: Verdict, graph: Graph, { leftOut }: PromelaModel): Verdict {
  const gaps = new Set(leftOut.map((index) => graph.properties[index]?.name));
  const properties = verdict.properties.map((one) =>
    gaps.has(one.name) ? { name: one.name, skipped: 'left out: Promela cannot say it' } : one,
  );
  const open = leftOut.some((index) => graph.properties[index]?.kind === 'can-still');
  const kind = verdict.verdict === 'holds' && open ? 'incomplete' : verdict.verdict;
  return { ...verdict, verdict: kind, properties };
}

async function searchBySpin(
  graph: Graph,
  model: PromelaModel,
  bounds: Bounds,
  hooks: SearchHooks,
): Promise<Outcome<SearchResult>> {
  const begun = hooks.now();
  const late = () => hooks.now() - begun > bounds.maxMilliseconds;
  const stop = () => hooks.cancelled() || late();
  const folder = await mkdtemp(join(tmpdir(), `pinlab-spin-${process.pid}-`));
  const run = (file: string, given: readonly string[], line?: (text: string) => void) =>
    runChild({ folder, file, arguments: given, stop, ...(line && { line }) });
  const none: PanReport = {
    errors: 0,
    states: 0,
    transitions: 0,
    depth: 0,
    memory: 0,
    short: 'stopped',
    unreached: new Set(),
  };
  const result = ({ errors: _, unreached, short, ...report }: PanReport): SearchResult => ({
    ...report,
    ms: hooks.now() - begun,
    bounds,
    hit: short === 'stopped' ? (late() ? 'time' : 'cancelled') : short,
    searched: { kind: 'spin', reductions: ['partial-order'], workers: 1, collisionRisk: 0 },
    unbegun: undefined,
    unasked: short === undefined ? unaskedIn(graph, model, unreached) : [],
    violated: undefined,
    shortest: undefined,
    fewest: undefined,
    costs: [],
    buffers: undefined,
    others: [],
  });
  try {
    await writeFile(join(folder, 'model.pml'), model.text);
    const made = await run('spin', ['-a', 'model.pml']);
    if (made.stopped) return { ok: true, value: result(none) };
    if (made.unable !== undefined || made.code !== 0) return unusable('spin', made);
    const compiled = await run('gcc', compilerArguments(model, bounds));
    if (compiled.stopped) return { ok: true, value: result(none) };
    if (compiled.unable !== undefined || compiled.code !== 0) return unusable('gcc', compiled);
    const pan = join(folder, 'pan');
    const verified = await run(pan, panArguments(bounds), (line) => {
      const progress = readPanProgress(line);
      if (progress) hooks.progress({ ...progress, frontier: 0, ms: hooks.now() - begun });
    });
    const report = readPanReport(verified.output);
    if (report === undefined) {
      return verified.stopped ? { ok: true, value: result(none) } : unusable('pan', verified);
    }
    if (report.errors === 0) return { ok: true, value: result(report) };
    const trail = await runChild({ folder, file: pan, arguments: ['-r'], stop: () => false });
    const written = await readFile(join(folder, 'model.pml.trail'), 'utf8');
    const last = lastTaskOf(written, graph.tasks.length);
    const followed = followTrail(compileMachine(graph), choicesOf(trail.output, model.marks), last);
    if (followed === undefined) return disagreement(verified);
    const { property, run: shown } = followed;
    return {
      ok: true,
      value: { ...result({ ...report, short: undefined }), unasked: [], violated: property, shortest: shown },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As core/explore says it of a finished search: no run raises the event, or none comes to its end. */
function unaskedIn(
  { properties }: Graph,
  { unasked, marks }: PromelaModel,
  unreached: ReadonlySet<number>,
): readonly number[] {
  const noEnd = [...marks].some(([line, { ends }]) => ends && unreached.has(line));
  const finals = properties.flatMap(({ kind, skipped }, index) =>
    noEnd && kind === 'finally' && skipped === undefined ? [index] : [],
  );
  return [...unasked, ...finals].sort((a, b) => a - b);
}

function compilerArguments({ vectorBytes }: PromelaModel, { maxMemory }: Bounds): readonly string[] {
  return [
    '-O2',
    '-w',
    '-fwrapv',
    '-DSAFETY',
    `-DVECTORSZ=${vectorBytes}`,
    `-DMEMLIM=${Math.max(64, Math.floor(maxMemory / 1024 ** 2))}`,
    '-o',
    'pan',
    'pan.c',
  ];
}

/** `-E`: who waits for ever is asked by the model itself. `-Q`: minutes, should nobody be left to stop it. */
function panArguments({ maxMemory, maxMilliseconds }: Bounds): readonly string[] {
  const slots = Math.max(16, Math.min(24, Math.floor(Math.log2(maxMemory / 64))));
  const statements = Math.min(mostStatements, Math.floor(maxMemory / 8 / bytesPerStatement));
  return ['-E', `-m${statements}`, `-w${slots}`, `-Q${Math.ceil(maxMilliseconds / 60_000) + 1}`];
}

function unusable(program: string, end: ChildEnd): Outcome<never> {
  if (end.unable === 'ENOENT') {
    return failure(
      'not-found',
      `\`${program}\` is not installed.`,
      'Install Spin and a C compiler (on Debian: apt install spin gcc), or explore without --engine spin.',
    );
  }
  if (end.unable !== undefined) {
    return failure(
      'io',
      `\`${program}\` cannot be run: ${end.unable}.`,
      'Programs must be allowed to run in the temporary folder; set TMPDIR to one where they are.',
    );
  }
  const said = `${end.errors}\n${end.output}`.split('\n').find((line) => line.trim() !== '') ?? 'nothing';
  return failure(
    'crashed',
    `\`${program}\` does not take the model: ${said.trim().slice(0, 200)}`,
    'This is a defect of the export, or the lab is too large for Spin. Explore without --engine spin.',
  );
}

function disagreement({ output }: ChildEnd): Outcome<never> {
  const said = /^pan:1: .*/m.exec(output)?.[0] ?? 'an error';
  return failure(
    'crashed',
    `Spin reports ${said.slice(0, 200)}, and our machine does not show it.`,
    'This is a defect of pinlab. Save your text and report it with the text.',
  );
}
