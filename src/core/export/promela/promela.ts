// `exportPromela`: a lab under a design as a Promela model that Spin 6.5 checks.
//
// The model says what the machine does, step for step, sequentially consistent. Promises: a model without violation
// under full search is a lab that holds, but for what `leftOut` names. Pure: runs nothing.
// Source: G. Holzmann, The SPIN Model Checker, 2003.

import type { Analysis } from '../../analyse/analysis.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { claimant } from '../../check/claims.ts';
import type { MemoryModel } from '../../check/verdict.ts';
import type { Graph } from '../../language/lower/graph.ts';
import type { SourceFile } from '../../language/source/source-file.ts';
import { Truth } from '../../machine/machine.ts';
import { nameGiver } from '../names.ts';
import { type ExportRefusal, openExport } from '../opening.ts';
import { placer } from '../places.ts';
import { addressMacros, constantsOf } from './address.ts';
import { Inexpressible, type Model } from './model.ts';
import { processLines, writeProcess } from './process.ts';
import { askedProperties, finishLines, leftOut, violatedAtStart, watchLines } from './properties.ts';
import { reserved } from './reserved.ts';
import { sharingDeclarations } from './sharing.ts';
import type { Line, Mark } from './statement.ts';
import { arithmeticInC, arithmeticMacros, validInC, validMacros } from './support.ts';
import { slotOf, wordsOf } from './words.ts';

export interface ExportRequest {
  /** `s01-… under refcount-bias`, for the head comment. */
  readonly title: string;
  readonly files: readonly SourceFile[];
  readonly memory: MemoryModel;
}

export interface PromelaModel {
  readonly text: string;
  /** What the model does not say of this lab, one sentence each; empty when it says all. */
  readonly notes: readonly string[];
  /** Indices of the properties that the notes are about. */
  readonly leftOut: readonly number[];
  /** By line of the text, counted from 1: what its execution means for a schedule. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** Properties at events that no run raises. */
  readonly unasked: readonly number[];
  /** Enough for a state: what gcc is told as VECTORSZ. */
  readonly vectorBytes: number;
}

/** `analysis`: when the caller has made one already. */
export function exportPromela(
  graph: Graph,
  request: ExportRequest,
  analysis?: Analysis,
): Result<PromelaModel, ExportRefusal> {
  const opened = openExport(graph, request.memory, 'Promela model', analysis);
  if (!opened.ok) return opened;
  const { machine, beginning, layout, analysis: found, observed } = opened.value;
  const start = beginning.state;
  const give = nameGiver(reserved);
  const processes = graph.tasks.map(({ name }) => give(`task_${name}`));
  const unwatched: Model = {
    graph,
    layout,
    analysis: found,
    start,
    words: wordsOf(graph, layout, found, start, give, observed),
    processes,
    placeOf: placer(request.files),
    watched: [],
    blocks: new Map(),
    needs: { over: false, hidden: new Set(), code: new Map() },
  };
  try {
    const failing = graph.properties.flatMap(({ kind, routine, skipped }, index) => {
      if (skipped !== undefined || routine === undefined || (kind !== 'always' && kind !== 'never'))
        return [];
      return machine.evaluateProperty(start, index) === Truth.content ? [] : [index];
    });
    const claimed = beginning.findings.flatMap(({ kind }) => claimant(graph.properties, kind) ?? []);
    return ok(writeModel(unwatched, request.title, [...failing, ...claimed], give));
  } catch (error) {
    if (!(error instanceof Inexpressible)) throw error;
    return fail({
      message: `The Promela export cannot say ${error.message}.`,
      remedy: 'Explore the lab here.',
    });
  }
}

function writeModel(
  unwatched: Model,
  title: string,
  violatedFirst: readonly number[],
  give: (wanted: string) => string,
): PromelaModel {
  const { graph, words, start } = unwatched;
  const asked = askedProperties(unwatched, give);
  const model: Model = { ...unwatched, watched: asked.filter(({ kind }) => kind !== 'finally') };
  const processes = graph.tasks.map((_, task) => writeProcess(model, task));
  const finish = finishLines(model, asked);
  const watch = watchLines(model);
  const lines: readonly Line[] = [
    ...processes.flatMap((process) => processLines(model, process)),
    ...violatedAtStart(model, violatedFirst),
    ...watch,
    ...finish,
  ];
  const valueAt = (address: number) => start[slotOf(words, address) ?? -1] ?? 0;
  const families = words.families.flatMap((family) => [
    ...addressMacros(family),
    ...constantsOf(family, valueAt),
  ]);
  const definitions = asked.map(({ definition }) => definition);
  const code = [...model.needs.code.values()].join('\n');
  const body = [...lines.map(({ text }) => text), ...definitions].join('\n');
  const hidden = [...model.needs.hidden].sort().filter((name) => mentions(`${body}\n${code}`, name));
  const inC = [
    ...validInC(code, graph.memory, words.table),
    ...arithmeticInC(code),
    ...(code === '' ? [] : [code]),
  ];
  const left = leftOut(model);
  const notes = left.map((index) => {
    const { name, kind } = graph.properties[index] as Graph['properties'][number];
    return `${name} is left out: Promela cannot say ${kind === 'cost' ? 'COST' : 'CAN_STILL'}.`;
  });
  if (model.analysis.imprecise) {
    notes.push('Some address is not known: more steps and words are written than any run needs.');
  }
  const head = [
    ...headComment(title, notes),
    ...words.declarations,
    ...(model.needs.over ? ['bit over;\t/* this run is not considered further */'] : []),
    ...sharingDeclarations(model),
    ...(hidden.length === 0 ? [] : [`hidden int ${hidden.join(', ')};`]),
    ...families,
    ...validMacros(body, graph.memory, words.table),
    ...arithmeticMacros(body),
    ...(inC.length === 0 ? [] : ['c_code {', ...inC, '}']),
    ...definitions,
    '',
  ].flatMap((text) => text.split('\n'));
  const marks = new Map<number, Mark>();
  lines.forEach(({ mark }, index) => {
    if (mark) marks.set(head.length + index + 1, mark);
  });
  const unasked = graph.properties.flatMap(({ kind, skipped }, index) =>
    kind === 'at' && skipped === undefined && model.analysis.properties[index]?.asked === false
      ? [index]
      : [],
  );
  const text = [...head, ...lines.map((line) => line.text)].join('\n');
  return { text, notes, leftOut: left, marks, unasked, vectorBytes: vectorBytes(model) };
}

function mentions(text: string, declared: string): boolean {
  return new RegExp(`\\b${declared.replace(/\[.*/, '')}\\b`).test(text);
}

/** No word takes more than four bytes, a process some for itself; Spin's own default is the least. */
function vectorBytes({ graph, layout }: Model): number {
  const bytes = 4 * layout.identity + 32 * graph.tasks.length + 24 * graph.cpus + 256;
  return Math.max(1024, 256 * Math.ceil(bytes / 256));
}

function headComment(title: string, notes: readonly string[]): readonly string[] {
  return [
    `/* ${title.replaceAll('*/', '* /')}`,
    ' *',
    ' * Each labelled atomic sequence is one micro-step; its comment names the place in the text. Words that',
    ' * a step reaches through a computed address are elements of an array: AT_name(address) is the number.',
    ' * k0, k1 ... hold what a task remembers from one step to the next.',
    ' *',
    ' *   spin -a MODEL && gcc -O2 -fwrapv -DSAFETY -o pan pan.c && ./pan -E -m1000000',
    ' *',
    ' * -fwrapv: integers wrap. -E: a task that waits for ever is no error of its own; what the lab says of it',
    ' * is asked by `finish`. Where the state is large, gcc needs -DVECTORSZ=4096.',
    ...notes.map((note) => ` * ${note}`),
    ' */',
  ];
}
