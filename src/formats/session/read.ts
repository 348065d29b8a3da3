// Reads a `.pinlab` file that anybody may have written: the session, or what is wrong with it and what to do.
//
// Promises: never throws; work is bounded by the size limit; a file that is refused changes nothing. The order of
// checks (size, nesting, JSON, format, version, shape) is the order of helpful messages.

import type { Result } from '../../core/base/result.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Searched, SearchMethod } from '../../core/check/search-method.ts';
import type { Counterexample, Finding, Verdict } from '../../core/check/verdict.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import type { SessionFile } from './schema.ts';
import { sessionSchema } from './schema.ts';
import type { Session, SessionText } from './session.ts';
import { sessionVersion } from './session.ts';
import { fromVersion1, sessionSchema1 } from './version-1.ts';
import { fromVersion2, sessionSchema2 } from './version-2.ts';

type SearchedFile = NonNullable<NonNullable<SessionFile['verdict']>['searched']>;

export interface SessionProblem {
  readonly code: 'too-large' | 'not-a-session' | 'truncated' | 'too-new' | 'wrong-shape';
  readonly message: string;
  readonly remedy: string;
}

export const maxSessionLength = 8 * 1024 * 1024;
/** A session nests six deep; more is not ours. */
const maxDepth = 16;

export function readSession(text: string): Result<Session, SessionProblem> {
  if (text.length > maxSessionLength) {
    return problem(
      'too-large',
      `The file has ${Math.ceil(text.length / 1024 / 1024)} MiB; a session at most ${maxSessionLength / 1024 / 1024}.`,
      'Check that it is the file that you meant.',
    );
  }
  const nesting = measureNesting(text);
  if (nesting.deepest > maxDepth) {
    return problem('not-a-session', 'The file nests deeper than any session.', otherFile);
  }
  const json = parse(text);
  if (!json.ok) {
    if (text.trim().startsWith('{') && (nesting.open > 0 || nesting.inString)) {
      return problem(
        'truncated',
        'The file ends in the middle of the session.',
        'Copy or download it again; if it came by mail, ask for it as an attachment.',
      );
    }
    return problem('not-a-session', `The file is not JSON: ${json.error}.`, otherFile);
  }
  return fromJson(json.value);
}

const otherFile = 'Open a file that was saved with Save Session; a lab has the ending .lab.c.';

function fromJson(json: unknown): Result<Session, SessionProblem> {
  if (typeof json !== 'object' || json === null || field(json, 'format') !== 'pinlab-session') {
    return problem('not-a-session', 'The file is JSON, but not a pinlab session.', otherFile);
  }
  const version = field(json, 'version');
  if (typeof version === 'number' && version > sessionVersion) {
    const engine = field(json, 'engine');
    const by = typeof engine === 'string' && engine.length < 40 ? ` by pinlab ${engine}` : '';
    return problem(
      'too-new',
      `The session was written${by} in format ${version}; this pinlab reads formats up to ${sessionVersion}.`,
      'Open it with a newer pinlab.',
    );
  }
  const forbidden = forbiddenKey(json);
  if (forbidden !== undefined) {
    return problem('wrong-shape', `The session has a key \`${forbidden}\`, which no session has.`, otherFile);
  }
  const parsed = readVersion(version, json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue && issue.path.length > 0 ? `\`${issue.path.join('.')}\`` : 'the top level';
    return problem(
      'wrong-shape',
      `The session is damaged or was edited by hand: at ${where}: ${clip(issue?.message ?? 'unknown reason')}.`,
      'Repair that place, or ask for the file again.',
    );
  }
  return ok(fromFile(parsed.data));
}

function readVersion(version: unknown, json: unknown) {
  if (version === 1) {
    const parsed = sessionSchema1.safeParse(json);
    return parsed.success
      ? { success: true as const, data: fromVersion2(fromVersion1(parsed.data)) }
      : parsed;
  }
  if (version === 2) {
    const parsed = sessionSchema2.safeParse(json);
    return parsed.success ? { success: true as const, data: fromVersion2(parsed.data) } : parsed;
  }
  return sessionSchema.safeParse(json);
}

function fromFile(file: SessionFile): Session {
  return {
    engine: file.engine,
    lab: textOf(file.lab),
    strategy: textOf(file.strategy),
    policies: file.policies.map(textOf),
    kernel: file.kernel.map(({ path, text }) => ({ path, text: text.join('\n') })),
    builtIn: file.builtIn,
    options: { ...file.options, method: methodOf(file.options.method) },
    policy:
      file.policy.kind === 'scripted'
        ? scriptedPolicy(file.policy.schedule.join(' '), file.policy.atItsEnd)
        : file.policy,
    run: file.run && { ...file.run, schedule: file.run.schedule.join(' ') },
    verdict: file.verdict && verdictOf(file.verdict),
    view: viewOf(file.view),
    notes: file.notes.map(({ cursor, text }) => ({ cursor, text: text.join('\n') })),
    diagram: file.diagram?.join('\n'),
  };
}

function textOf(source: SessionFile['lab']): SessionText {
  return 'text' in source
    ? { kind: 'own', path: source.path, text: source.text.join('\n') }
    : { kind: 'built-in', path: source.path, hash: source.builtIn };
}

/** Optional keys that are absent stay absent, as the types of core want it. */
function viewOf(view: SessionFile['view']): Session['view'] {
  const { cursor, page, drawer, editor, hiddenLanes, range } = view;
  return {
    cursor,
    page,
    ...(drawer && { drawer }),
    ...(editor && { editor }),
    ...(hiddenLanes && { hiddenLanes }),
    ...(range && { range }),
  };
}

function verdictOf(file: NonNullable<SessionFile['verdict']>): Verdict {
  const { property, shortest, fewest, costRuns, buffers, bounds, searched, ...rest } = file;
  const { hit, ...limits } = bounds;
  return {
    ...rest,
    alsoFound: file.alsoFound.map(findingOf),
    bounds: { ...limits, ...(hit && { hit }) },
    properties: file.properties.map(({ name, skipped }) => ({
      name,
      ...(skipped !== undefined && { skipped }),
    })),
    ...(property !== undefined && { property }),
    ...(shortest && { shortest: exampleOf(shortest) }),
    ...(fewest && { fewest: exampleOf(fewest) }),
    ...(costRuns && { costRuns: costRuns.map(exampleOf) }),
    ...(buffers && { buffers }),
    ...(searched && { searched: searchedOf(searched) }),
  };
}

function methodOf(file: SessionFile['options']['method']): SearchMethod | undefined {
  if (file?.kind !== 'auto') return file;
  const { kind, workers, reductions } = file;
  return { kind, ...(workers !== undefined && { workers }), ...(reductions && { reductions }) };
}

function searchedOf({ kind, reductions, workers, collisionRisk, ...rest }: SearchedFile): Searched {
  const { runs, seed, preemptions, depth } = rest;
  return {
    kind,
    reductions,
    workers,
    collisionRisk,
    ...(runs !== undefined && { runs }),
    ...(seed !== undefined && { seed }),
    ...(preemptions !== undefined && { preemptions }),
    ...(depth !== undefined && { depth }),
  };
}

function findingOf(finding: Omit<Finding, 'span'>): Finding {
  return { ...finding, span: undefined };
}

function exampleOf(example: NonNullable<NonNullable<SessionFile['verdict']>['shortest']>): Counterexample {
  return { ...example, finding: findingOf(example.finding), schedule: example.schedule.join(' ') };
}

function parse(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch (error) {
    return fail(clip(error instanceof Error ? error.message : String(error)));
  }
}

/** How deep brackets nest, outside strings, and what is still open at the end. */
function measureNesting(text: string): { deepest: number; open: number; inString: boolean } {
  let open = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (inString) {
      if (unit === '\\') at += 1;
      else if (unit === '"') inString = false;
    } else if (unit === '"') {
      inString = true;
    } else if (unit === '{' || unit === '[') {
      open += 1;
      deepest = Math.max(deepest, open);
    } else if (unit === '}' || unit === ']') {
      open -= 1;
    }
  }
  return { deepest, open, inString };
}

/** Keys that could reach an object's prototype; the nesting is known to be small. */
function forbiddenKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return key;
    const below = forbiddenKey(field(value, key));
    if (below !== undefined) return below;
  }
  return undefined;
}

function field(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\.$/, '');
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

function problem(
  code: SessionProblem['code'],
  message: string,
  remedy: string,
): Result<Session, SessionProblem> {
  return fail({ code, message, remedy });
}
