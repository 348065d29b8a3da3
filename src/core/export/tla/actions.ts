// The micro-steps as actions, one for each site that a task can come to.

import type { StepSite } from '../../language/lower/graph.ts';
import { keptBy, labelOf, type Model, quoted, siteOf, taskName } from './model.ts';
import { indented, outcomeOf, type State } from './outcome.ts';

export interface Actions {
  readonly definitions: readonly string[];
  /** Names of the actions, those of daemons by themselves too. */
  readonly next: readonly string[];
  readonly daemons: readonly string[];
}

export function actionsOf(model: Model, give: (wanted: string) => string): Actions {
  const definitions: string[] = [];
  const next: string[] = [];
  const daemons: string[] = [];
  model.graph.tasks.forEach((task, index) => {
    const { sites = [] } = model.layout.tasks[index] ?? {};
    const may = mayRun(model, index);
    const gate = give(`MayRun_${task.name}`);
    if (may.length > 0) definitions.push(`${gate} ==${may.map((one) => `\n  /\\ ${one}`).join('')}`);
    for (const block of sites) {
      if (siteOf(model, index, block) === undefined) continue;
      const name = give(`${task.name}_${labelOf(model, index, block)}`);
      definitions.push(...action(model, index, block, name, may.length > 0 ? gate : undefined));
      next.push(name);
      if (task.kind === 'daemon') daemons.push(name);
    }
  });
  return { definitions, next, daemons };
}

function action(
  model: Model,
  task: number,
  block: number,
  name: string,
  gate: string | undefined,
): readonly string[] {
  const { graph, plan } = model.layout.tasks[task] ?? {};
  if (graph === undefined || plan === undefined) return [];
  const who = quoted(taskName(model, task));
  const kept = keptBy(model, task);
  const registers = new Map(
    (plan.alive[block] ?? []).map(
      (register) => [register, `k[${who}][${kept.indexOf(plan.colours[register] ?? 0) + 1}]`] as const,
    ),
  );
  const remembered = (state: State, to: number | undefined) => {
    const alive = to === undefined ? [] : (plan.alive[to] ?? []);
    const values = kept.map((colour) => {
      const register = alive.find((one) => plan.colours[one] === colour);
      return register === undefined ? '0' : (state.registers.get(register) ?? '0');
    });
    return `<<${values.join(', ')}>>`;
  };
  const { text, operators } = outcomeOf(
    {
      model,
      task,
      blocks: graph.blocks,
      alive: plan.alive,
      name,
      arrive: (state, to) =>
        to !== undefined && siteOf(model, task, to) === undefined
          ? 'Stop("never comes here")'
          : `[go |-> ${quoted(labelOf(model, task, to))}, mem |-> ${state.mem}, k |-> ${remembered(state, to)}${
              model.cpus ? `, cpu |-> ${state.cpu}` : ''
            }${model.unseen ? `, unseen |-> ${state.unseen}` : ''}]`,
      give: () => 'Blocked',
      stop: (why) => `Stop(${quoted(why)})`,
    },
    block,
    registers,
  );
  const site = graph.blocks[block]?.step as StepSite;
  const { alternatives = 1 } = siteOf(model, task, block) ?? {};
  const doing = `Do(${who},\n       ${indented(text, 7)})`;
  return [
    ...(operators.length === 0
      ? []
      : [`RECURSIVE ${operators.map(({ declaration }) => declaration).join(', ')}`]),
    ...operators.map((operator) => operator.text),
    `\\* ${model.placeOf(site.span)}  ${site.text.replace(/\s+/g, ' ')}`,
    `${name} ==`,
    `  /\\ pc[${who}] = ${quoted(labelOf(model, task, block))}`,
    ...(gate === undefined ? [] : [`  /\\ ${gate}`]),
    alternatives > 1 ? `  /\\ \\E choice \\in 0..${alternatives - 1} : ${doing}` : `  /\\ ${doing}`,
  ];
}

/** What must hold for the task to do a step, whatever stands at its site; as `emitHindrance` of the machine. */
function mayRun(model: Model, index: number): readonly string[] {
  const { graph, layout } = model;
  const task = graph.tasks[index];
  if (task === undefined) return [];
  const me = quoted(task.name);
  const tests: string[] = [];
  graph.tasks.forEach((other, at) => {
    if (at === index || other.kind !== 'interrupt' || other.cpu !== task.cpu) return;
    const name = quoted(other.name);
    tests.push(`(${name} \\notin begun \\/ pc[${name}] = "done")`);
  });
  if ((layout.cpuSlots[task.cpu] ?? -1) >= 0) {
    const cpu = `cpu[${task.cpu}]`;
    if (task.kind === 'interrupt') tests.push(`(${me} \\in begun \\/ ${cpu}["irq"] = 0)`);
    else tests.push(`${cpu}["owner"] \\in {0, ${index + 1}}`);
  }
  if (task.kind === 'quiesce') {
    const others = graph.tasks.flatMap(({ kind, name }) => {
      if (kind === 'task') return [`pc[${quoted(name)}] = "done"`];
      return kind === 'interrupt' ? [`(${quoted(name)} \\notin begun \\/ pc[${quoted(name)}] = "done")`] : [];
    });
    if (others.length > 0) tests.push(`(${me} \\in begun \\/ (${others.join(' /\\ ')}))`);
  }
  return tests;
}
