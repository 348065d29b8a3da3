// Writes a session as text: JSON with a fixed order of keys, two spaces, one line per line of program text.
//
// Promises: the same session gives the same bytes; `readSession` gives it back.

import type { Searched, SearchMethod } from '../../core/check/search-method.ts';
import type { Counterexample, Finding, Verdict } from '../../core/check/verdict.ts';
import type { SessionFile } from './schema.ts';
import type { Session, SessionText } from './session.ts';
import { sessionVersion } from './session.ts';

export function writeSession(session: Session): string {
  return `${JSON.stringify(toFile(session), undefined, 2)}\n`;
}

/** Keys stand in the order in which they are written. */
function toFile(session: Session): SessionFile {
  const { bounds } = session.options;
  return {
    format: 'pinlab-session',
    version: sessionVersion,
    engine: session.engine,
    lab: sourceOf(session.lab),
    strategy: sourceOf(session.strategy),
    policies: session.policies.map(sourceOf),
    kernel: session.kernel.map(({ path, text }) => ({ path, text: lines(text) })),
    builtIn: [...session.builtIn]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, hash }) => ({ path, hash })),
    options: {
      memory: session.options.memory,
      bounds: boundsOf(bounds),
      ...(session.options.method && { method: methodOf(session.options.method) }),
    },
    policy:
      session.policy.kind === 'scripted'
        ? {
            kind: 'scripted',
            schedule: segments(session.policy.schedule),
            atItsEnd: session.policy.atItsEnd,
          }
        : session.policy,
    ...(session.run && {
      run: {
        steps: session.run.steps,
        schedule: segments(session.run.schedule),
        digest: session.run.digest,
      },
    }),
    ...(session.verdict && { verdict: verdictOf(session.verdict) }),
    view: viewOf(session),
    notes: session.notes.map(({ cursor, text }) => ({ cursor, text: lines(text) })),
    ...(session.diagram !== undefined && { diagram: lines(session.diagram) }),
  };
}

function sourceOf(text: SessionText): SessionFile['lab'] {
  return text.kind === 'own'
    ? { path: text.path, text: lines(text.text) }
    : { path: text.path, builtIn: text.hash };
}

function boundsOf(bounds: Session['options']['bounds']): SessionFile['options']['bounds'] {
  return {
    maxStates: bounds.maxStates,
    maxMemory: bounds.maxMemory,
    maxMilliseconds: bounds.maxMilliseconds,
    maxDepth: bounds.maxDepth,
  };
}

function verdictOf(verdict: Verdict): SessionFile['verdict'] {
  return {
    lab: verdict.lab,
    design: verdict.design,
    strategy: verdict.strategy,
    policies: [...verdict.policies],
    memory: verdict.memory,
    verdict: verdict.verdict,
    ...(verdict.property !== undefined && { property: verdict.property }),
    alsoFound: verdict.alsoFound.map(findingOf),
    costs: [...verdict.costs],
    states: verdict.states,
    transitions: verdict.transitions,
    ms: verdict.ms,
    ...(verdict.searched && { searched: searchedOf(verdict.searched) }),
    tasks: verdict.tasks,
    pages: verdict.pages,
    bounds: { ...boundsOf(verdict.bounds), ...(verdict.bounds.hit && { hit: verdict.bounds.hit }) },
    properties: verdict.properties.map(({ name, skipped }) => ({
      name,
      ...(skipped !== undefined && { skipped }),
    })),
    ...(verdict.shortest && { shortest: exampleOf(verdict.shortest) }),
    ...(verdict.fewest && { fewest: exampleOf(verdict.fewest) }),
    ...(verdict.costRuns && { costRuns: verdict.costRuns.map(exampleOf) }),
    ...(verdict.buffers && { buffers: verdict.buffers }),
  };
}

function methodOf(method: SearchMethod): NonNullable<SessionFile['options']['method']> {
  switch (method.kind) {
    case 'auto': {
      const { kind, workers, reductions } = method;
      return {
        kind,
        ...(workers !== undefined && { workers }),
        ...(reductions && { reductions: [...reductions] }),
      };
    }
    case 'sweep':
      return { kind: method.kind, reductions: [...method.reductions], workers: method.workers };
    default:
      return method;
  }
}

function searchedOf({ kind, reductions, workers, collisionRisk, ...rest }: Searched) {
  const { runs, seed, preemptions, depth } = rest;
  return {
    kind,
    reductions: [...reductions],
    workers,
    collisionRisk,
    ...(runs !== undefined && { runs }),
    ...(seed !== undefined && { seed }),
    ...(preemptions !== undefined && { preemptions }),
    ...(depth !== undefined && { depth }),
  };
}

/** Spans point into texts that are not part of the verdict; they are found again when it is confirmed. */
function findingOf({ kind, name, message }: Finding) {
  return { kind, name, message };
}

function exampleOf({ finding, steps, switches, schedule }: Counterexample) {
  return { finding: findingOf(finding), steps, switches, schedule: segments(schedule) };
}

function viewOf({ view }: Session): SessionFile['view'] {
  return {
    cursor: view.cursor,
    page: view.page,
    ...(view.drawer && { drawer: view.drawer }),
    ...(view.editor && { editor: view.editor }),
    ...(view.hiddenLanes && { hiddenLanes: [...view.hiddenLanes] }),
    ...(view.range && { range: [view.range[0], view.range[1]] as [number, number] }),
  };
}

function lines(text: string): string[] {
  return text.split('\n');
}

function segments(schedule: string): string[] {
  return schedule.split(/\s+/).filter((segment) => segment !== '');
}
