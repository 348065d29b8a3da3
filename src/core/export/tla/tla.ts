// `exportTla`: a lab under a design as a TLA+ module, to be read and to be checked by TLC.
//
// Promises: one action for each micro-step that a task can come to, with the place in the text; sequentially consistent.
// Pure: runs nothing but the start. Source: L. Lamport, Specifying Systems, 2002.

import { ok, type Result } from '../../base/result.ts';
import type { MemoryModel } from '../../check/verdict.ts';
import type { Graph, PropertyGraph } from '../../language/lower/graph.ts';
import type { SourceFile } from '../../language/source/source-file.ts';
import { addressTable, isValid } from '../../machine/address-table.ts';
import { planRegisters } from '../../machine/registers.ts';
import { identifier, nameGiver } from '../names.ts';
import { type ExportRefusal, openExport } from '../opening.ts';
import { placer } from '../places.ts';
import { actionsOf } from './actions.ts';
import { keptBy, labelOf, type Model, quoted, taskName, type Word } from './model.ts';
import { indented, outcomeOf } from './outcome.ts';
import { support } from './support.ts';
import { literal, test, validSet } from './value.ts';
import { wordsOf } from './words.ts';

export interface TlaModel {
  /** Of the module, which is also that of its file: `NAME.tla`. */
  readonly name: string;
  readonly text: string;
  /** What `NAME.cfg` says. */
  readonly config: string;
  /** What the module does not say of this lab, one sentence each. */
  readonly notes: readonly string[];
}

export interface TlaRequest {
  readonly title: string;
  /** Wanted for the module. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly memory: MemoryModel;
}

/** Sums of two values that lie below it fit into 32 bits. */
const near = 2 ** 30;

const reserved = new Set(
  `${support.match(/^\w+(?=\(|\s==)/gm)?.join(' ')} And Or Xor Shl pc mem k outcome begun cpu unseen vars View Init Next Spec Finished
  choice o t a b c n v w m u h at task what why Do Daemons LET IN IF THEN ELSE DOMAIN EXCEPT ENABLED UNCHANGED`.split(
    /\s+/,
  ),
);

export function exportTla(graph: Graph, request: TlaRequest): Result<TlaModel, ExportRefusal> {
  const opened = openExport(graph, request.memory, 'TLA+ module');
  if (!opened.ok) return opened;
  const { beginning, layout, analysis, observed } = opened.value;
  const give = nameGiver(reserved);
  const words = wordsOf(graph, layout, analysis, give, !observed);
  const model: Model = {
    graph,
    layout,
    table: addressTable(graph.memory, layout.wordSlots),
    analysis,
    start: beginning.state,
    words,
    cpus: layout.cpuSlots.some((slot) => slot >= 0),
    wraps: analysis.slots.some(({ low, high }) => low < -near || high > near),
    unseen: [...words.values()].some(({ variable }) => variable === 'unseen'),
    placeOf: placer(request.files),
    sizes: new Set(),
  };
  return ok(write(model, request, give));
}

function write(model: Model, request: TlaRequest, give: (wanted: string) => string): TlaModel {
  const { graph } = model;
  const name = identifier(request.name);
  const properties = graph.properties.flatMap((property, index) => {
    const said = propertyText(model, property, index, give);
    return said === undefined ? [] : [said];
  });
  const { definitions, next, daemons } = actionsOf(model, give);
  const notes = notesOf(graph);
  const variables = [
    'pc',
    'mem',
    'k',
    'outcome',
    ...(remembers(model) ? ['begun'] : []),
    ...(model.cpus ? ['cpu'] : []),
    ...(model.unseen ? ['unseen'] : []),
  ];
  const beginners = graph.tasks
    .flatMap(({ kind, name }) => (kind === 'interrupt' || kind === 'quiesce' ? [quoted(name)] : []))
    .join(', ');
  const unchanged = variables.filter((variable) => variable !== 'outcome');
  const config = [
    'SPECIFICATION Spec',
    'VIEW View',
    'CHECK_DEADLOCK FALSE',
    ...properties.map(({ invariant }) => `INVARIANT ${invariant}`),
    '',
  ].join('\n');
  const text = [
    `---- MODULE ${name} ----`,
    ...headComment(request.title, notes, name),
    'EXTENDS Integers, TLC',
    '',
    `VARIABLES ${variables.join(', ')}`,
    `vars == <<${variables.join(', ')}>>`,
    `View == <<${variables.filter((variable) => variable !== 'unseen').join(', ')}>>`,
    '',
    support,
    '',
    '\\* Words: the constant is the address, mem[address] the value.',
    ...[...model.words.values()].map(
      (word) => `${word.name} == ${word.address}  \\* ${comment(word.spelled)}`,
    ),
    ...[...model.sizes]
      .sort((a, b) => a - b)
      .map((size) => `${validSet(size)} == {${validAddresses(model, size)}}`),
    '',
    ...initial(model, variables),
    '',
    'Do(t, o) ==',
    '  /\\ o.go # "blocked"',
    '  /\\ IF o.go = "stopped"',
    `     THEN outcome' = o.out /\\ UNCHANGED <<${unchanged.join(', ')}>>`,
    `     ELSE outcome' = outcome /\\ pc' = [pc EXCEPT ![t] = o.go] /\\ mem' = o.mem /\\ k' = [k EXCEPT ![t] = o.k]${
      remembers(model) ? ` /\\ begun' = (IF t \\in {${beginners}} THEN begun \\cup {t} ELSE begun)` : ''
    }${model.cpus ? " /\\ cpu' = o.cpu" : ''}${model.unseen ? " /\\ unseen' = o.unseen" : ''}`,
    '',
    ...definitions,
    '',
    `Daemons == ${daemons.length === 0 ? 'FALSE' : daemons.join(' \\/ ')}`,
    `Next == outcome = "" /\\ (${next.length === 0 ? 'FALSE' : next.join(' \\/ ')})`,
    'Spec == Init /\\ [][Next]_vars',
    '',
    ...finished(model),
    '',
    ...properties.flatMap(({ lines }) => [...lines, '']),
    '====',
    '',
    `Lines for ${name}.cfg:`,
    '',
    config,
  ].join('\n');
  return { name, text, config, notes };
}

function remembers({ graph }: Model): boolean {
  return graph.tasks.some(({ kind }) => kind === 'interrupt' || kind === 'quiesce');
}

function validAddresses({ table }: Model, size: number): string {
  const found: number[] = [];
  for (let at = 0; at < table.limit; at++) if (isValid(table, at, size)) found.push(at);
  return found.join(', ');
}

function mapping(model: Model, variable: Word['variable']): string {
  const words = [...model.words.values()].filter((word) => word.variable === variable);
  if (words.length === 0) return '[a \\in {} |-> 0]';
  return words
    .map(({ name, slot }) => `(${name} :> ${literal(model.start[slot] as number)})`)
    .join('\n    @@ ');
}

function initial(model: Model, variables: readonly string[]): readonly string[] {
  const { graph, layout, start } = model;
  const tasks = graph.tasks.map((_, task) => {
    const here = layout.tasks[task];
    const place = start[layout.placeSlots[task] as number] as number;
    const block = place === 0 ? undefined : here?.sites[place - 1];
    return `(${quoted(taskName(model, task))} :> ${quoted(labelOf(model, task, block))})`;
  });
  const kept = graph.tasks.map((_, task) => {
    const here = layout.tasks[task];
    const values = keptBy(model, task).map((colour) =>
      literal(start[(here?.registerSlot ?? 0) + colour] as number),
    );
    return `(${quoted(taskName(model, task))} :> <<${values.join(', ')}>>)`;
  });
  const cpu = '[owner |-> 0, preempt |-> 0, irq |-> 0]';
  const first: Record<string, string> = {
    pc: tasks.join(' @@ '),
    mem: mapping(model, 'mem'),
    k: kept.join(' @@ '),
    outcome: '""',
    begun: '{}',
    cpu: `[n \\in 0..${Math.max(0, graph.cpus - 1)} |-> ${cpu}]`,
    unseen: mapping(model, 'unseen'),
  };
  return ['Init ==', ...variables.map((variable) => `  /\\ ${variable} = ${first[variable]}`)];
}

function finished(model: Model): readonly string[] {
  const ended = model.graph.tasks.flatMap(({ kind }, task) => {
    const name = quoted(taskName(model, task));
    if (kind === 'daemon') return [];
    const done = `pc[${name}] = "done"`;
    return [kind === 'interrupt' ? `(${done} \\/ ${name} \\notin begun)` : done];
  });
  return [
    '\\* All tasks have ended; an interrupt may never come, and a daemon may wait for ever.',
    `Finished == ${['outcome = ""', ...ended, '~ENABLED Daemons'].join(' /\\ ')}`,
  ];
}

interface Said {
  readonly invariant: string;
  readonly lines: readonly string[];
}

function propertyText(
  model: Model,
  property: PropertyGraph,
  index: number,
  give: (wanted: string) => string,
): Said | undefined {
  const { kind, name, routine, skipped, text } = property;
  if (skipped !== undefined || kind === 'cost' || kind === 'can-still') return undefined;
  const invariant = give(name);
  const said = `\\* ${kind.toUpperCase()}(${comment(name)}, ${comment(text)})`;
  const unbroken = `outcome # ${quoted(`violates ${name}`)}`;
  if (routine === undefined) return { invariant, lines: [said, `${invariant} == ${unbroken}`] };
  const { text: body, operators } = outcomeOf(
    {
      model,
      task: -1,
      blocks: routine.blocks,
      alive: planRegisters(routine.registers, routine.blocks, false).alive,
      name: `property_${index}`,
      arrive: () => 'TRUE',
      give: ({ registers }, value) => test(value, { get: (of) => registers.get(of), wraps: model.wraps }),
      stop: () => 'FALSE',
    },
    0,
    new Map(),
  );
  const when = kind === 'finally' ? 'Finished' : 'outcome = ""';
  return {
    invariant,
    lines: [
      ...(operators.length === 0
        ? []
        : [`RECURSIVE ${operators.map(({ declaration }) => declaration).join(', ')}`]),
      ...operators.map((operator) => operator.text),
      said,
      `${invariant} == ${unbroken} /\\ (${when} =>\n  (${indented(body, 3)}))`,
    ],
  };
}

function notesOf(graph: Graph): readonly string[] {
  return graph.properties.flatMap(({ name, kind, skipped }) => {
    if (skipped !== undefined) return [];
    if (kind === 'cost') return [`${name} is left out: no invariant says COST.`];
    if (kind === 'can-still') return [`${name} is left out: no invariant says CAN_STILL.`];
    if (name !== 'deadlock' && name !== 'blocked_at_end' && name !== 'fuel') return [];
    return [
      `${name} counts here only where its own expression fails: findings of that kind are not looked for.`,
    ];
  });
}

function comment(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('*)', '* )').replaceAll('(*', '( *');
}

function headComment(title: string, notes: readonly string[], name: string): readonly string[] {
  return [
    `(* ${comment(title)}`,
    '',
    '   Each action is one micro-step; the comment above it names the place in the text. pc: where tasks stand; k: what',
    '   they remember from one step to the next; outcome: why the run is over. Fairness is left out: every property here is',
    '   an invariant. Numbers have 32 bits: Plus and Minus wrap; TLC stops with an error where a product would.',
    '',
    `   java -cp tla2tools.jar tlc2.TLC ${name}        (with ${name}.cfg, whose lines stand below the module)`,
    ...notes.map((note) => `   ${comment(note)}`),
    '*)',
  ];
}
