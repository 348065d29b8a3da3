// The properties of a lab in its model: what is asserted behind each step, and what is asked when nobody can run.
//
// ALWAYS and NEVER are macros that steps assert; FINALLY and waiting for ever are asked by `finish`; an interrupt that
// would hang its CPU by `watch`. Promises: the same judgement as core/explore. Not said: CAN_STILL, COST.

import { claimant } from '../../check/claims.ts';
import type { CodeBlock } from '../../language/lower/graph.ts';
import { callInC } from './c-function.ts';
import { propertyOf } from './condition.ts';
import { violation } from './findings.ts';
import { layoutOf, type Model, processOf } from './model.ts';
import { finished, mayRun } from './sharing.ts';
import { type Line, linesOf, type Option, perform, type Statement } from './statement.ts';
import { deadlockTest } from './stuck.ts';
import { slotOf } from './words.ts';

/** A property as a macro that is true where it is content. */
export interface Asked {
  readonly property: number;
  readonly kind: 'always' | 'never' | 'finally';
  readonly macro: string;
  readonly definition: string;
  readonly reads: ReadonlySet<number>;
}

/** Those that can fail; `give` makes names. */
export function askedProperties(model: Model, give: (wanted: string) => string): readonly Asked[] {
  return model.graph.properties.flatMap(
    ({ name, kind, routine, skipped, text }, property): readonly Asked[] => {
      if (skipped !== undefined || routine === undefined) return [];
      if (kind !== 'always' && kind !== 'never' && kind !== 'finally') return [];
      const known = model.analysis.properties[property];
      if (known?.mayFail === false) return [];
      const macro = give(`holds_${name}`);
      const phrase = propertyOf(model, routine.blocks);
      const call = { name: `c_${macro}`, blocks: routine.blocks, entry: 0, parameters: [], bad: 0 as const };
      const test = phrase ? `(${phrase.text})` : callInC(model, call, []);
      const words = `${kind.toUpperCase()}(${name}, ${text})`.replaceAll('*/', '* /').replaceAll('/*', '/ *');
      const definition = `/* ${words} */\n#define ${macro}\t${test}`;
      return [{ property, kind, macro, definition, reads: new Set(known?.reads) }];
    },
  );
}

/** What Promela cannot say of this lab. */
export function leftOut(model: Pick<Model, 'graph'>): readonly number[] {
  return model.graph.properties.flatMap(({ kind, skipped }, index) =>
    skipped === undefined && (kind === 'cost' || kind === 'can-still') ? [index] : [],
  );
}

/** A property that does not hold at the start: nothing has to happen. */
export function violatedAtStart(model: Model, properties: readonly number[]): readonly Line[] {
  const [first] = properties;
  if (first === undefined) return [];
  return proctype('violated_at_the_start', violation(model, first), 'Nothing has to happen for this.');
}

export function finishLines(model: Model, asked: readonly Asked[]): readonly Line[] {
  const { graph } = model;
  const over = model.needs.over ? '!over && ' : '';
  const finals = asked.filter(({ kind }) => kind === 'finally');
  const options: Option[] = finals.map(({ property, macro }) => ({
    test: `timeout && ${over}${finished(model)} && !${macro}`,
    body: violation(model, property),
  }));
  const deadlock = claimant(graph.properties, 'deadlock');
  const blocked = claimant(graph.properties, 'blocked-at-end');
  const stuck = `timeout && ${over}!(${finished(model)})`;
  if (deadlock !== undefined && blocked !== undefined) {
    options.push({ test: stuck, body: violation(model, deadlock) });
  } else if (deadlock !== undefined || blocked !== undefined) {
    const { before, test } = deadlockTest(model);
    const claim = deadlock ?? blocked ?? 0;
    const is = deadlock === undefined ? `!${test}` : test;
    const judged: Statement = {
      kind: 'if',
      options: [
        { test: is, body: violation(model, claim) },
        { test: 'else', body: [] },
      ],
    };
    options.push({ test: stuck, body: [...before, judged] });
  }
  // What is asked at the end is not asked at all where no run comes to it; Spin tells whether this line was reached.
  if (graph.properties.some(({ kind, routine, skipped }) => kind === 'finally' && routine && !skipped)) {
    options.push({ test: `timeout && ${over}${finished(model)}`, body: [perform('goto end_reached')] });
  }
  if (options.length === 0) return [];
  const statements: readonly Statement[] = [
    { kind: 'if', options },
    { kind: 'label', name: 'end_of_asking' },
    perform('false'),
    { kind: 'label', name: 'end_reached' },
    { kind: 'do', text: 'false', mark: { ends: true } },
  ];
  return [
    ...proctype('finish', statements, 'Nobody can do anything any more.', 'end:'),
    ...neverComing(model),
  ];
}

function proctype(
  name: string,
  statements: readonly Statement[],
  comment: string,
  label?: string,
): readonly Line[] {
  return [
    { text: `/* ${comment} */` },
    { text: `active proctype ${name}()` },
    { text: '{' },
    ...(label === undefined ? [] : [{ text: label }]),
    ...linesOf(statements, 1),
    { text: '}' },
    { text: '' },
  ];
}

/** An interrupt may never come: then the end is reached without it. */
function neverComing(model: Model): readonly Line[] {
  return model.graph.tasks.flatMap(({ kind, name }, index) => {
    if (kind !== 'interrupt') return [];
    const over = model.needs.over ? ['!over'] : [];
    const gate = [...over, ...mayRun(model, index), finished(model), `!begun_${index}`].join(' && ');
    return [
      { text: `/* ${name} does not come any more. */` },
      { text: `active proctype no_${processOf(model, index)}()` },
      { text: '{' },
      { text: 'end:' },
      { text: `\tatomic { ${gate} -> gone_${index} = 1 }` },
      { text: '}' },
      { text: '' },
    ];
  });
}

/** An interrupt that would come now and wait at once for a lock that a task of its own CPU holds: see explore/stuck.ts. */
export function watchLines(model: Model): readonly Line[] {
  const { graph, start, words } = model;
  const claim = claimant(graph.properties, 'deadlock');
  if (claim === undefined) return [];
  const over = model.needs.over ? ['!over'] : [];
  const options = graph.tasks.flatMap((task, index): readonly Option[] => {
    if (task.kind !== 'interrupt') return [];
    const { sites, placeSlot } = layoutOf(model, index);
    const code = (task.blocks[sites[(start[placeSlot] ?? 0) - 1] ?? -1] as CodeBlock | undefined)?.code ?? [];
    const lock = code.find((one) => one.kind === 'load' && one.access === 'lock');
    if (lock?.kind !== 'load' || lock.address.kind !== 'const') return [];
    const word = words.word(slotOf(words, lock.address.value) ?? -1);
    if (word.kind !== 'variable') return [];
    const holders = graph.tasks.flatMap((other, at) =>
      other.cpu === task.cpu ? [`${word.name} == ${at + 1}`] : [],
    );
    const gate = [...over, ...mayRun(model, index), `!begun_${index}`, `(${holders.join(' || ')})`];
    return [{ test: gate.join(' && '), body: violation(model, claim) }];
  });
  if (options.length === 0) return [];
  return proctype('watch', [{ kind: 'if', options }], 'What an interrupt would wait for for ever.', 'end:');
}
