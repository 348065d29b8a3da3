// From a search result to a Verdict: the one object that faces print, send and store.
//
// Promises: does-not-apply whenever the lab needs what is missing or no property is left or asked; violated whenever a run
// shows it, bounds or not; incomplete when a bound was hit without a violation; holds otherwise.

import type { Graph, PropertyGraph } from '../language/lower/graph.ts';
import type { FoundRun, SearchResult, Unbegun } from './search-result.ts';
import { shortList } from './shorten.ts';
import type { Bounds, Counterexample, MemoryModel, Verdict, VerdictKind } from './verdict.ts';

/** What a verdict says of itself besides what was found. */
export interface VerdictSubject {
  readonly lab: string;
  /** Canonical id, or a preset's name. */
  readonly design: string;
  readonly strategy: string;
  readonly policies: readonly string[];
  readonly memory: MemoryModel;
  readonly pages: number;
  /** `Program.missing`: what lab and policies need and the design lacks. */
  readonly missing: readonly string[];
}

/** Why this cell does not apply, if it does not; then there is no need to search. */
export function whyNotApplicable(graph: Graph, missing: readonly string[]): string | undefined {
  if (missing.length > 0) return `needs ${shortList(missing, ', ')}`;
  if (graph.properties.length === 0) return 'the lab names no property';
  const deciding = decidingIn(graph);
  if (deciding.some(({ skipped }) => skipped === undefined)) return undefined;
  const skipped = deciding.map((one) => `${one.name} (${one.skipped})`);
  return `no property is left: ${shortList(skipped, '; ')}`;
}

/** A cost decides nothing, unless the lab asks for nothing else. */
function decidingIn({ properties }: Graph): readonly PropertyGraph[] {
  const violable = properties.filter(({ kind }) => kind !== 'cost');
  return violable.length > 0 ? violable : properties;
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
  const unasked = new Set(search.unasked.map((at) => graph.properties[at]));
  const asked = decidingIn(graph).some((one) => one.skipped === undefined && !unasked.has(one));
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
    ...costsOf(graph, search, kind),
    ...(search.buffers ? { buffers: search.buffers } : {}),
    states: search.states,
    transitions: search.transitions,
    ms: Math.round(search.ms),
    ...(search.searched ? { searched: search.searched } : {}),
    bounds: search.hit ? { ...search.bounds, hit: search.hit } : search.bounds,
    ...(search.shortest ? { shortest: counterexample(search.shortest) } : {}),
    ...(search.fewest ? { fewest: counterexample(search.fewest) } : {}),
  };
}

/** Of a search that was not finished: so far. What is violated or was not asked has other worries. */
function costsOf({ properties }: Graph, { costs }: SearchResult, kind: VerdictKind) {
  if (costs.length === 0 || kind === 'violated' || kind === 'does-not-apply') return { costs: [] };
  return {
    costs: costs.map(({ property }) => properties[property]?.name ?? ''),
    costRuns: costs.map(({ run }) => counterexample(run)),
  };
}

function head(subject: VerdictSubject, graph: Graph) {
  return {
    lab: subject.lab,
    design: subject.design,
    strategy: subject.strategy,
    policies: subject.policies,
    memory: subject.memory,
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
