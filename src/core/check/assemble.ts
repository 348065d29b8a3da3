// From a search result to a Verdict: the one object that faces print, send and store.
//
// Promises: does-not-apply whenever the lab needs what is missing or no property is left or asked; violated whenever a run
// shows it, bounds or not; incomplete when a bound was hit without a violation; holds otherwise.

import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import type { FoundRun, SearchResult, Unbegun } from './search-result.ts';
import { shortList } from './shorten.ts';
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
  if (missing.length > 0) return `needs ${shortList(missing, ', ')}`;
  if (graph.properties.length === 0) return 'the lab names no property';
  if (graph.properties.some(({ skipped }) => skipped === undefined)) return undefined;
  const skipped = graph.properties.map((one) => `${one.name} (${one.skipped})`);
  return `no property is left: ${shortList(skipped, '; ')}`;
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
        ? { name: property.name, skipped: `never asked: ${whyUnasked(property, search)}` }
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
function nothingAsked({ properties }: Graph, search: SearchResult): string {
  if (search.unbegun) return `nothing was asked: ${whyUnbegun(search.unbegun)}`;
  const unasked = search.unasked.flatMap((index) => properties[index] ?? []);
  return shortList(
    unasked.map((one) => `${one.name} was never asked: ${whyUnasked(one, search)}`),
    '; ',
  );
}

/** A property that is never asked cannot fail, and a verdict that leans on it must say so. */
function whyUnasked({ kind }: PropertyGraph, { unbegun }: SearchResult): string {
  if (unbegun) return whyUnbegun(unbegun);
  return kind === 'at' ? 'nothing here raises its event' : 'no run comes to its end';
}

function whyUnbegun(unbegun: Unbegun): string {
  if (unbegun.kind === 'finding') return unbegun.finding.message.replace(/^The /, 'the ').replace(/\.$/, '');
  const { boot, tasks } = unbegun;
  const places = [
    ...(boot ? ['in BOOT'] : []),
    ...(tasks.length > 0 ? [`before the first step of ${shortList(tasks, ', ')}`] : []),
  ];
  return `an assume ${places.join(' or ')} drops every run`;
}

function counterexample({ finding, choices, switches, schedule }: FoundRun): Counterexample {
  return { finding, steps: choices.length, switches, schedule };
}
