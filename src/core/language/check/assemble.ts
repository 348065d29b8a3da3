// The last look, over all bodies together, and the program that comes of it.

import type { Span } from '../source/source-file.ts';
import type { CheckedBody } from './bodies.ts';
import type { CheckedBoot } from './boot.ts';
import type { FunctionEntry } from './function-entry.ts';
import type {
  CompareItem,
  FunctionDef,
  GlobalDef,
  LaneDef,
  PolicyDef,
  Program,
  PropertyDef,
  StrategyDef,
  TaskBody,
  TaskDef,
} from './program.ts';
import { type Checked, eventParams, skippedUnder } from './property.ts';
import { Reach, shownChain } from './reach.ts';
import { askedBy } from './strategy.ts';
import type { CallSite, TaskEntry, Unit } from './unit.ts';

export interface Parts {
  readonly globals: readonly GlobalDef[];
  readonly tasks: readonly { readonly entry: TaskEntry; readonly checked: CheckedBody }[];
  readonly quiesce: { readonly checked: CheckedBody; readonly span: Span } | undefined;
  readonly boot: CheckedBoot;
  readonly properties: readonly Checked<PropertyDef>[];
  readonly lanes: readonly Checked<LaneDef>[];
  readonly strategy: StrategyDef | undefined;
  readonly policies: readonly PolicyDef[];
  readonly compare: readonly CompareItem[];
  /** What the lab needs and the strategy lacks. */
  readonly missing: readonly string[];
}

export function assemble(unit: Unit, parts: Parts): Program | undefined {
  const reach = new Reach(unit);
  if (!reach.checkRecursion()) return undefined;
  for (const { checked, pure } of unit.functionList)
    if (checked !== undefined) reach.checkCalls(checked.facts, pure);
  const bodies = [
    parts.boot,
    ...parts.tasks.map(({ checked }) => checked),
    ...(parts.quiesce === undefined ? [] : [parts.quiesce.checked]),
  ];
  for (const { facts } of bodies) reach.checkCalls(facts, false);
  const strategy = parts.strategy?.id ?? 'the strategy';
  const doesNotApply = parts.missing.length > 0;
  const lackingForPolicies = new Set<string>();

  /** False where code that runs calls what nobody defines: an error, unless the cell does not apply anyway. */
  const complete = (calls: readonly CallSite[]): boolean => {
    const all = reach.missing(calls);
    for (const found of all) {
      const lacking = found.path.at(-1)?.name ?? '';
      const policy = policyOn(found.path, parts.policies);
      if (policy !== undefined) {
        lackingForPolicies.add(askedBy(lacking, policy.id));
        continue;
      }
      if (doesNotApply) continue;
      const way = found.path.length > 1 ? ` (through ${shownChain(found.path.slice(0, -1), ', ')})` : '';
      unit.reporter.error(
        'missing-function',
        found.call.span,
        `\`${lacking}\` is called${way}, and ${strategy} does not define it`,
        'say with `NEEDS(…)` what the lab needs of a strategy',
      );
    }
    return all.length === 0;
  };

  const tasks: TaskDef[] = parts.tasks.map(({ entry, checked }) => {
    const whole = complete(checked.facts.calls);
    return { name: entry.name, kind: entry.kind, cpu: entry.cpu, ...taskBody(checked, whole, entry.span) };
  });
  const bootIsComplete = complete(parts.boot.facts.calls);
  const { quiesce } = parts;
  return {
    files: unit.files,
    functions: functionsOf(unit),
    globals: parts.globals,
    pages: [...unit.pages.values()].map(({ name, index, span }) => ({ name, index, span })),
    tasks,
    boot: bootIsComplete ? parts.boot.body : [],
    bootLocals: parts.boot.locals,
    quiesce:
      quiesce === undefined
        ? undefined
        : taskBody(quiesce.checked, complete(quiesce.checked.facts.calls), quiesce.span),
    properties: skippedUnder(parts.properties, reach, strategy),
    lanes: skippedUnder(parts.lanes, reach, strategy),
    events: [...unit.events.values()].map((event) => ({
      name: event.name,
      params: eventParams(event),
      span: event.span,
    })),
    strategy: parts.strategy,
    policies: parts.policies,
    compare: parts.compare,
    missing: [...parts.missing, ...lackingForPolicies],
    pageRecord: unit.types.findRecord('struct', 'page'),
    enums: unit.types.enums.all(),
  };
}

/** The last policy that a chain of calls goes through. */
function policyOn(path: readonly FunctionEntry[], policies: readonly PolicyDef[]): PolicyDef | undefined {
  const byFile = new Map(policies.map((policy) => [policy.span.file, policy]));
  const entry = path.findLast(({ span }) => byFile.has(span.file));
  return entry === undefined ? undefined : byFile.get(entry.span.file);
}

/** A body that cannot run under this strategy is left empty; `missing` says that the cell does not apply. */
function taskBody(checked: CheckedBody, whole: boolean, span: Span): TaskBody {
  if (whole) return { body: checked.body, locals: checked.locals, span };
  return { body: { kind: 'block', body: [], span: checked.body.span }, locals: [], span };
}

/** Those that were checked: what nothing reaches is not part of the program. */
function functionsOf(unit: Unit): FunctionDef[] {
  return unit.functionList.flatMap((entry) => {
    if (entry.checked === undefined) return [];
    const { id, name, returns, pure, weak, span } = entry;
    const { params, locals, body } = entry.checked;
    return { id, name, returns, params, locals, body, pure, weak, span };
  });
}
