// From a search result to a Verdict: the one object that faces print, send and store.
//
// Promises: does-not-apply whenever the lab needs what is missing or no property is left or asked; violated whenever a run
// shows it, bounds or not; incomplete when a bound was hit without a violation; holds otherwise.

import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import type { FoundRun, SearchResult } from './search-result.ts';
import type { Bounds, Counterexample, Verdict, VerdictKind } from './verdict.ts';

/** What a verdict says of itself besides what was found. */
export interface VerdictSubject {
  readonly lab: string;
  readonly strategy: string;
  readonly pages: number;
  /** `Program.missing`: what the lab needs and the strategy lacks. */
  readonly missing: readonly string[];
  /** Costs that a `holds` carries. */
  readonly costs: readonly string[];
}

/** Why this cell does not apply, if it does not; then there is no need to search. */
export function whyNotApplicable(graph: Graph, missing: readonly string[]): string | undefined {
  if (missing.length > 0) return `needs ${missing.join(', ')}`;
  if (graph.properties.length === 0) return 'the lab names no property';
  if (graph.properties.some(({ skipped }) => skipped === undefined)) return undefined;
  return `no property is left: ${graph.properties.map(({ name, skipped }) => `${name} (${skipped})`).join('; ')}`;
}

export function notApplicable(subject: VerdictSubject, graph: Graph, bounds: Bounds, why: string): Verdict {
  return {
    ...head(subject, graph),
    verdict: 'does-not-apply',
    property: why,
    alsoFound: [],
    costs: [],
    states: 0,
    transitions: 0,
    ms: 0,
    bounds,
  };
}

export function verdictOf(subject: VerdictSubject, graph: Graph, search: SearchResult): Verdict {
  const why = whyNotApplicable(graph, subject.missing);
  if (why !== undefined) return notApplicable(subject, graph, search.bounds, why);
  const violated = search.violated === undefined ? undefined : graph.properties[search.violated]?.name;
  const asked = graph.properties.some((one, at) => one.skipped === undefined && !search.unasked.includes(at));
  const kind: VerdictKind =
    violated !== undefined ? 'violated' : search.hit ? 'incomplete' : asked ? 'holds' : 'does-not-apply';
  return {
    ...head(subject, graph),
    properties: graph.properties.map((property, index) =>
      search.unasked.includes(index)
        ? { name: property.name, skipped: whyUnasked(property) }
        : stated(property),
    ),
    verdict: kind,
    ...(violated === undefined ? {} : { property: violated }),
    ...(kind === 'does-not-apply' ? { property: nothingAsked(graph, search) } : {}),
    alsoFound: search.others,
    costs: kind === 'holds' ? subject.costs : [],
    states: search.states,
    transitions: search.transitions,
    ms: Math.round(search.ms),
    bounds: search.hit ? { ...search.bounds, hit: search.hit } : search.bounds,
    ...(search.shortest ? { shortest: counterexample(search.shortest) } : {}),
    ...(search.fewest ? { fewest: counterexample(search.fewest) } : {}),
  };
}

function head(subject: VerdictSubject, graph: Graph) {
  return {
    lab: subject.lab,
    strategy: subject.strategy,
    memory: 'SC' as const,
    tasks: graph.tasks.filter(({ kind }) => kind !== 'quiesce').length,
    pages: subject.pages,
    properties: graph.properties.map(stated),
  };
}

function stated({ name, skipped }: PropertyGraph) {
  return skipped === undefined ? { name } : { name, skipped };
}

/** Where every run ends early nothing was asked, and nothing holds. */
function nothingAsked({ properties }: Graph, { unasked }: SearchResult): string {
  const names = unasked.flatMap((index) => properties[index] ?? []);
  return names.map((one) => `${one.name} was ${whyUnasked(one)}`).join('; ');
}

/** A property that is never asked cannot fail, and a verdict that leans on it must say so. */
function whyUnasked({ kind }: PropertyGraph): string {
  if (kind === 'at') return 'never asked: nothing here raises its event';
  if (kind === 'finally') return 'never asked: no run comes to its end';
  return 'never asked: the boot code fails';
}

function counterexample({ finding, choices, switches, schedule }: FoundRun): Counterexample {
  return { finding, steps: choices.length, switches, schedule };
}
