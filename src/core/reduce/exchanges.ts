// Exchanges of objects, together with the tasks that work on them, under which the program is the same.
//
// Promises: each is proven step by step and property by property for everything that can be reached; with the exchange
// of nothing they are a group, up to the classes of equal tasks. None, and the reason, where that cannot be shown.
// Sources: docs/reductions.md.

import type { Graph } from '../language/lower/graph.ts';
import type { Layout } from '../machine/layout.ts';
import { exchangeCandidates } from './exchange-candidates.ts';
import { isGroup } from './exchange-group.ts';
import type { LocalStates } from './local-states.ts';
import type { Exchange, SymmetricClass } from './plan.ts';
import { propertyTrees, propertyTwins } from './renamed-properties.ts';
import { stepProof, unchanged } from './renamed-steps.ts';
import { textsAreAlike } from './renamed-texts.ts';
import { type Renaming, renamingOf, type Values, valuesOf } from './renaming.ts';
import { ownWords, privateSlots } from './symmetric-tasks.ts';

/** With more the fingerprint of a state would take longer than its steps. */
const mostExchanges = 23;
const mostCandidates = 60;

export interface Exchanges {
  readonly exchanges: readonly Exchange[];
  /** The given ones, and each other task in one of its own. */
  readonly classes: readonly SymmetricClass[];
  /** Of something that looked exchangeable. */
  readonly why: string | undefined;
}

export function findExchanges(
  graph: Graph,
  layout: Layout,
  start: Int32Array,
  local: LocalStates,
  classes: readonly SymmetricClass[],
): Exchanges {
  const none = (why?: string): Exchanges => ({ exchanges: [], classes, why });
  if (local.lockMisused) return none();
  const candidates = exchangeCandidates(graph, layout, classes);
  if (candidates.length === 0) return none();
  if (candidates.length > mostCandidates) return none('there are too many ways to exchange them');
  const values = valuesOf(layout, local, start);
  const trees = propertyTrees(graph, layout, values);
  if (!trees) return none('a property asks too much');
  const shared = [...values.written].filter((slot) => !local.owners.has(slot) && !local.locks.has(slot));
  const standing = graph.tasks.map((_, task) => {
    const among = classes.findIndex(({ tasks }) => tasks.includes(task));
    return among < 0 ? `task ${task}` : `class ${among}`;
  });
  /** Equal where one is the other up to the classes. */
  const keyOf = ({ tasks, slot: of, value }: Renaming) => {
    const words = shared.map((slot) => [of(slot), values.held[slot]?.map((one) => value(slot, one))]);
    return `${tasks.map((task) => standing[task])} ${words.join(';')}`;
  };
  const nothing = keyOf({ ...unchanged, tasks: [...graph.tasks.keys()] });
  const known = new Map<string, { renaming: Renaming; exchange: Exchange }>();
  const whyStepsDiffer = stepProof(graph, layout, local, start, values);
  let why: string | undefined;
  for (const candidate of candidates) {
    const renamed = renamingOf(graph, layout, local, values, candidate);
    if (!renamed.ok) {
      why ??= renamed.error;
      continue;
    }
    const renaming = renamed.value;
    const key = keyOf(renaming);
    if (known.has(key) || key === nothing) continue;
    const differ = textsAreAlike(graph, layout, local, start, renaming, candidate)
      ? undefined
      : whyStepsDiffer(renaming);
    const properties = differ === undefined ? propertyTwins(graph, trees, renaming) : undefined;
    if (properties) known.set(key, { renaming, exchange: exchangeOf(layout, values, renaming, properties) });
    else why ??= differ ?? 'a property asks for one of them';
  }
  const found = [...known.values()];
  if (found.length === 0) return none(why);
  if (found.length > mostExchanges) return none('there are too many ways to exchange them');
  const all = completed(graph, layout, local, classes);
  const renamings = found.map(({ renaming }) => renaming);
  if (!isGroup(layout, local, values, all, renamings)) return none('their exchanges do not go together');
  return { exchanges: found.map(({ exchange }) => exchange), classes: all, why: undefined };
}

/** The renaming as numbers. Nothing is proven here. */
export function exchangeOf(
  layout: Layout,
  { held, written }: Values,
  renaming: Renaming,
  properties: Int32Array,
): Exchange {
  const from = Int32Array.from({ length: layout.identity }, (_, slot) => slot);
  const values = new Map<number, [number, number][]>();
  for (const slot of [...written, ...layout.tasks.flatMap((_, task) => privateSlots(layout, task))]) {
    from[renaming.slot(slot)] = slot;
    const renamed = (held[slot] ?? []).flatMap((value): [number, number][] => {
      const name = renaming.value(slot, value);
      return name === value ? [] : [[value, name]];
    });
    if (renamed.length > 0) values.set(slot, renamed);
  }
  return { tasks: Int32Array.from(renaming.tasks), from, values, properties };
}

function completed(
  graph: Graph,
  layout: Layout,
  local: LocalStates,
  classes: readonly SymmetricClass[],
): readonly SymmetricClass[] {
  const alone = graph.tasks.flatMap((_, task): SymmetricClass[] => {
    if (classes.some(({ tasks }) => tasks.includes(task))) return [];
    const own = Int32Array.from([...privateSlots(layout, task), ...ownWords(layout, local, task)]);
    return [{ tasks: [task], own: [own], lockSlots: new Int32Array() }];
  });
  return [...classes, ...alone];
}
