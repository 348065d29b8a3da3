// Whether those who wait for ever wait in a circle: what tells `deadlock` from `blocked_at_end` where a lab asks for one of them.
//
//   waits[t]   bit u: task t waits for task u
// Promises: the same circles as explore/stuck.ts. Asked only where nobody can run.

import type { CodeBlock } from '../../language/lower/graph.ts';
import { wantedLock } from '../../language/lower/read-graph.ts';
import { analysisOf, endOf, Inexpressible, labelOf, layoutOf, type Model, processOf } from './model.ts';
import { perform, type Statement } from './statement.ts';
import { slotOf } from './words.ts';

export function deadlockTest(model: Model): { readonly before: readonly Statement[]; readonly test: string } {
  const { graph, needs } = model;
  const count = graph.tasks.length;
  const alive = graph.tasks.map(
    (_, task) => `(${standsAt(model, task, endOf(model, task))} -> 0 : ${1 << task})`,
  );
  needs.hidden.add('alive');
  needs.hidden.add(`waits[${count}]`);
  needs.code.set('in_a_circle', circleText(count));
  return {
    before: [
      perform(`alive = ${alive.join(' + ')}`),
      ...graph.tasks.map((_, task) => perform(`waits[${task}] = ${waitsFor(model, task)}`)),
    ],
    test: 'c_expr { (in_a_circle() > 0) }',
  };
}

function standsAt(model: Model, task: number, label: string): string {
  return `${processOf(model, task)}@${label}`;
}

function begun({ graph }: Model, task: number): string | undefined {
  const kind = graph.tasks[task]?.kind;
  return kind === 'interrupt' || kind === 'quiesce' ? `begun_${task}` : undefined;
}

/** A mask of tasks; see `waitsFor` of explore/stuck.ts, whose order this follows. */
function waitsFor(model: Model, task: number): string {
  const { graph, layout } = model;
  const self = graph.tasks[task] as Model['graph']['tasks'][number];
  const ways: [test: string, mask: string][] = [[`(alive & ${1 << task}) == 0`, '0']];
  const started = begun(model, task);
  if (started !== undefined) ways.push([`!${started}`, '0']);
  graph.tasks.forEach((other, at) => {
    if (at === task || other.kind !== 'interrupt' || other.cpu !== self.cpu) return;
    ways.push([`inside_${at}`, `(alive & ${1 << at})`]);
  });
  if ((layout.cpuSlots[self.cpu] ?? -1) >= 0) {
    const owner = `cpu_owner[${self.cpu}]`;
    ways.push([`${owner} != 0 && ${owner} != ${task + 1}`, `(alive & (1 << (${owner} - 1)))`]);
  }
  const { sites } = layoutOf(model, task);
  const atLocks: string[] = [];
  sites.forEach((block, index) => {
    if (analysisOf(model, task).sites[index + 1] === undefined) return;
    const here = standsAt(model, task, labelOf(model, task, block));
    const word = lockWord(model, self.blocks[block] as CodeBlock);
    if (word !== undefined) {
      ways.push([
        `${here} && ${word} > 0 && ${word} <= ${graph.tasks.length}`,
        `(alive & (1 << (${word} - 1)))`,
      ]);
    }
    if (self.blocks[block]?.step?.operation === 'lock') atLocks.push(here);
  });
  if (self.kind === 'daemon') return conditional(ways, '0');
  if (atLocks.length > 0) ways.push([atLocks.join(' || '), '0']);
  const others = graph.tasks.flatMap((other, at) => {
    if (at === task || other.kind === 'daemon') return [];
    const runs = begun(model, at);
    const mask = `(alive & ${1 << at})`;
    return [runs === undefined ? mask : `(${runs} -> ${mask} : 0)`];
  });
  return conditional(ways, others.length === 0 ? '0' : others.join(' + '));
}

function conditional(ways: readonly (readonly [string, string])[], last: string): string {
  return ways.reduceRight((rest, [test, mask]) => `((${test}) -> ${mask} : ${rest})`, last);
}

/** The variable of the lock that a task at this step wants. */
function lockWord({ words }: Model, block: CodeBlock): string | undefined {
  const lock = wantedLock(block)?.load;
  if (lock === undefined) return undefined;
  if (lock.address.kind !== 'const') {
    throw new Inexpressible('a deadlock at a lock whose address is computed');
  }
  const word = words.word(slotOf(words, lock.address.value) ?? -1);
  return word.kind === 'variable' ? word.name : undefined;
}

function circleText(count: number): string {
  return [
    'static int in_a_circle(void)',
    '{',
    `\tint reach[${count}], i, j;`,
    `\tfor (i = 0; i < ${count}; i++) reach[i] = waits[i];`,
    `\tfor (j = 0; j < ${count}; j++)`,
    `\t\tfor (i = 0; i < ${count}; i++) if (reach[i] & (1 << j)) reach[i] |= reach[j];`,
    `\tfor (i = 0; i < ${count}; i++) if (reach[i] & (1 << i)) return 1;`,
    '\treturn 0;',
    '}',
  ].join('\n');
}
