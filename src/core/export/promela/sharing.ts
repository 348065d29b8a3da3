// Who may run: CPUs that tasks share, interrupts, the quiesce task. As global variables, where the lab has such things.
//
//   left            tasks (not daemons) that have not ended
//   begun_T         1 once interrupt or quiesce task T has begun;  inside_T   1 until it has ended
//   cpu_owner[n] …  task + 1 that has CPU n for itself, and how deep preemption and interrupts are off
// Promises: the same tests as `emitHindrance` of the machine.

import type { Instruction } from '../../language/lower/graph.ts';
import type { Model } from './model.ts';
import { perform, type Statement, when } from './statement.ts';

export function sharingDeclarations(model: Model): readonly string[] {
  const { graph, layout, start } = model;
  const switched = layout.cpuSlots.some((slot) => slot >= 0);
  const place = (task: number) => start[layout.placeSlots[task] as number] as number;
  const left = graph.tasks.filter(({ kind }, task) => kind === 'task' && place(task) !== 0).length;
  const cpus = Math.max(1, graph.cpus);
  return [
    ...(countsTasks(model) ? [`byte left = ${left};\t/* tasks that have not ended */`] : []),
    ...(switched
      ? [
          `byte cpu_owner[${cpus}];\t/* task + 1 that has the CPU for itself */`,
          `short preempt_off[${cpus}];\t/* depth of preempt_disable */`,
          `short irq_off[${cpus}];\t/* depth of local_irq_disable */`,
        ]
      : []),
    ...graph.tasks.flatMap(({ kind, name }, task) =>
      remembers(kind)
        ? [
            `bit begun_${task}${place(task) === 0 ? ' = 1' : ''};\t/* ${name} has begun */`,
            `bit inside_${task};`,
          ]
        : [],
    ),
    ...graph.tasks.flatMap(({ kind, name }, task) =>
      kind === 'interrupt' && asksForTheEnd(graph.properties)
        ? [`bit gone_${task};\t/* ${name} does not come any more */`]
        : [],
    ),
  ];
}

function remembers(kind: string): boolean {
  return kind === 'interrupt' || kind === 'quiesce';
}

/** Somebody asks whether all tasks have ended. */
function countsTasks({ graph }: Model): boolean {
  return graph.tasks.some(({ kind }) => kind === 'quiesce') || asksForTheEnd(graph.properties);
}

function asksForTheEnd(properties: Model['graph']['properties']): boolean {
  return properties.some(
    ({ kind, name, skipped }) =>
      skipped === undefined && (kind === 'finally' || name === 'deadlock' || name === 'blocked_at_end'),
  );
}

/** Conditions under which the task may do a step, whatever stands at its site; none for always. */
export function mayRun({ graph, layout }: Model, index: number): readonly string[] {
  const task = graph.tasks[index];
  if (task === undefined) return [];
  const tests: string[] = [];
  graph.tasks.forEach((other, at) => {
    if (at !== index && other.kind === 'interrupt' && other.cpu === task.cpu) tests.push(`!inside_${at}`);
  });
  if (task.kind === 'interrupt' && asksForTheEnd(graph.properties)) tests.push(`!gone_${index}`);
  if ((layout.cpuSlots[task.cpu] ?? -1) >= 0) {
    const owner = `cpu_owner[${task.cpu}]`;
    if (task.kind === 'interrupt') tests.push(`(begun_${index} || irq_off[${task.cpu}] == 0)`);
    else tests.push(`(${owner} == 0 || ${owner} == ${index + 1})`);
  }
  if (task.kind === 'quiesce') {
    const inside = graph.tasks.flatMap(({ kind }, at) => (kind === 'interrupt' ? [`!inside_${at}`] : []));
    tests.push(`(begun_${index} || (${['left == 0', ...inside].join(' && ')}))`);
  }
  return tests;
}

export function startBookkeeping({ graph }: Model, index: number): readonly Statement[] {
  if (!remembers(graph.tasks[index]?.kind ?? 'task')) return [];
  return [perform(`begun_${index} = 1`), perform(`inside_${index} = 1`)];
}

export function endBookkeeping(model: Model, index: number): readonly Statement[] {
  const kind = model.graph.tasks[index]?.kind ?? 'task';
  if (remembers(kind)) return [perform(`inside_${index} = 0`)];
  return kind === 'task' && countsTasks(model) ? [perform('left = left - 1')] : [];
}

/** All have ended, every interrupt has ended or never began: where `FINALLY` is asked. */
export function finished({ graph }: Model): string {
  const rest = graph.tasks.flatMap(({ kind }, at) => {
    if (kind === 'interrupt') return [`!inside_${at}`];
    return kind === 'quiesce' ? [`begun_${at}`, `!inside_${at}`] : [];
  });
  return ['left == 0', ...rest].join(' && ');
}

type CpuOperation = (Instruction & { readonly kind: 'cpu-control' })['op'];

/** Where the depths of the machine saturate. */
const deepest = 1023;

/** As `switchCpu` of the machine: an enable without a disable changes nothing. */
export function switchCpu({ graph, layout }: Model, index: number, op: CpuOperation): readonly Statement[] {
  const cpu = graph.tasks[index]?.cpu ?? 0;
  if ((layout.cpuSlots[cpu] ?? -1) < 0) return [];
  const depth = op.startsWith('preempt') ? `preempt_off[${cpu}]` : `irq_off[${cpu}]`;
  const free = `preempt_off[${cpu}] == 0 && irq_off[${cpu}] == 0`;
  if (op.endsWith('disable')) {
    return [
      when(free, [perform(`cpu_owner[${cpu}] = ${index + 1}`)]),
      when(`${depth} < ${deepest}`, [perform(`${depth} = ${depth} + 1`)]),
    ];
  }
  return [
    when(`${depth} > 0`, [
      perform(`${depth} = ${depth} - 1`),
      when(free, [perform(`cpu_owner[${cpu}] = 0`)]),
    ]),
  ];
}
