// One task as a Promela process: a label and an atomic sequence for each step that it can come to.
//
// The first statement of a sequence is all that can block: whether the task may run, and the guard of its step.
// Promises: the step where the task begins stands first; registers that live between steps are the process's variables.

import type { Values } from '../../analyse/analysis.ts';
import type { StepSite } from '../../language/lower/graph.ts';
import { regionFrom } from '../../machine/emit-region.ts';
import { registersAt, writeBody } from './body.ts';
import { callInC } from './c-function.ts';
import { guardOf } from './condition.ts';
import {
  analysisOf,
  blocksOf,
  endOf,
  labelOf,
  layoutOf,
  type Model,
  processOf,
  siteAnalysis,
} from './model.ts';
import { literal } from './phrase.ts';
import { mayRun, startBookkeeping } from './sharing.ts';
import { beginning, type Line, linesOf, perform, type Statement, withoutUnused } from './statement.ts';
import { typeOf } from './words.ts';

interface Step {
  readonly block: number;
  /** Undefined where nothing keeps the task from it. */
  readonly guard: string | undefined;
  readonly body: readonly Statement[];
}

export interface Process {
  readonly task: number;
  readonly steps: readonly Step[];
}

/** The steps of a task; the model's needs are known when all processes have been written. */
export function writeProcess(model: Model, task: number): Process {
  const { sites, placeSlot } = layoutOf(model, task);
  const known = analysisOf(model, task);
  const place = model.start[placeSlot] ?? 0;
  const reached = sites.filter((_, index) => known.sites[index + 1] !== undefined);
  const first = place === 0 ? undefined : sites[place - 1];
  const ordered = [
    ...reached.filter((block) => block === first),
    ...reached.filter((block) => block !== first),
  ];
  const steps = ordered.map((block): Step => {
    const starts = block === first ? startBookkeeping(model, task) : [];
    return {
      block,
      guard: mayBlock(model, task, block) ? guardText(model, task, block) : undefined,
      body: [...starts, ...withoutUnused(writeBody(model, task, block))],
    };
  });
  return { task, steps };
}

function mayBlock(model: Model, task: number, block: number): boolean {
  if (siteAnalysis(model, task, block)?.mayBlock === false) return false;
  const blocks = blocksOf(model, task);
  const region = regionFrom(blocks, block);
  return region.blocks.some((index) => blocks[index]?.code.some(({ kind }) => kind === 'guard'));
}

function guardText(model: Model, task: number, block: number): string | undefined {
  const env = registersAt(model, task, block);
  const phrase = guardOf(model, task, block, env);
  if (phrase !== undefined) return phrase.known === 1 ? undefined : phrase.text;
  const process = processOf(model, task);
  const name = `may_do_${process}_${block}`;
  const given = [...env.values()].map(({ text }) => `P${process}->${text}`);
  return callInC(
    model,
    { name, blocks: blocksOf(model, task), entry: block, parameters: [...env.keys()], bad: 1 },
    given,
  );
}

export function processLines(model: Model, { task, steps }: Process): readonly Line[] {
  const { graph } = layoutOf(model, task);
  const process = processOf(model, task);
  const end = endOf(model, task);
  return [
    { text: `/* ${graph.kind} ${graph.name}, CPU ${graph.cpu} */` },
    { text: `active proctype ${process}()` },
    { text: '{' },
    ...registerDeclarations(model, task).map((text) => ({ text })),
    ...steps.flatMap((step) => stepLines(model, task, step)),
    { text: `${end}:` },
    { text: '\tfalse' },
    { text: '}' },
    { text: '' },
  ];
}

function stepLines(model: Model, task: number, { block, guard, body }: Step): readonly Line[] {
  const site = layoutOf(model, task).graph.blocks[block]?.step as StepSite;
  const tests = [...(model.needs.over ? ['!over'] : []), ...mayRun(model, task)];
  if (guard !== undefined) tests.push(tests.length > 0 ? `(${guard})` : guard);
  const gate =
    tests.length > 0 ? [perform(tests.join(' && '))] : idle(model, labelOf(model, task, block), body);
  const comment = `${model.placeOf(site.span)}  ${site.text}`.replaceAll('*/', '* /').replaceAll('/*', '/ *');
  return [
    { text: `${labelOf(model, task, block)}:\t/* ${comment} */` },
    { text: '\tatomic {' },
    ...linesOf(beginning([...gate, ...body], task), 2),
    { text: '\t}' },
  ];
}

/** What only jumps would be no step for Spin; and what jumps to itself it takes for a mistake, unless something is done. */
function idle(model: Model, label: string, [head]: readonly Statement[]): readonly Statement[] {
  if (head?.kind !== 'do' || !head.text.startsWith('goto ')) return [];
  if (head.text !== `goto ${label}`) return [perform('true')];
  model.needs.hidden.add('nothing');
  return [perform('nothing = 0')];
}

/** By colour: one variable holds several registers, at different places. */
function registerDeclarations(model: Model, task: number): readonly string[] {
  const { plan, registerSlot, sites } = layoutOf(model, task);
  const known = analysisOf(model, task);
  const used = new Set<number>();
  sites.forEach((block, index) => {
    if (known.sites[index + 1] === undefined) return;
    for (const register of plan.alive[block] ?? []) used.add(plan.colours[register] as number);
  });
  return [...used]
    .sort((a, b) => a - b)
    .map((colour) => {
      const slot = registerSlot + colour;
      const first = model.start[slot] as number;
      const type = typeOf([model.analysis.slots[slot] as Values]);
      return `\t${type} k${colour}${first === 0 ? '' : ` = ${literal(first).text}`};`;
    });
}
