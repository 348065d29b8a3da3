// From texts to a checked program, or to everything that is wrong with them.
//
// Promises: never throws, whatever the texts; all errors at once; a program exists exactly if there is no error.
// Does not: lower or run. What an outcome was made from is kept as long as the outcome, for the services.

import { assert } from '../../base/assert.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Span } from '../source/source-file.ts';
import { readable } from '../syntax/parse-text.ts';
import { parseOnce } from '../syntax/read-once.ts';
import type { BlockSyntax } from '../syntax/tree.ts';
import { typeNamesOf } from '../syntax/typedef-names.ts';
import { type Analysis, type CheckOutcome, keepAnalysis } from './analysis.ts';
import { assemble, type Parts } from './assemble.ts';
import { checkTaskBody, LazyFunctions } from './bodies.ts';
import { checkBoot } from './boot.ts';
import { collectTexts } from './collect.ts';
import { checkCompare } from './compare.ts';
import { checkGlobal } from './global.ts';
import { knownGood, namesWhenGood, rememberGood } from './known-good.ts';
import { newUnit } from './new-unit.ts';
import { atOverrides, namesOverride } from './override.ts';
import { checkPolicies } from './policy.ts';
import { checkLanes, checkProperties } from './property.ts';
import { Reporter } from './reporter.ts';
import { collectScene } from './scene.ts';
import { resolveSignatures } from './signature.ts';
import { gatherSources, type ProgramTexts } from './sources.ts';
import { checkStrategy, missingNeeds } from './strategy.ts';
import type { Unit } from './unit.ts';

export type { CheckOutcome } from './analysis.ts';
export type { ProgramTexts } from './sources.ts';

/** What only wants the program can leave those texts of a good library unread that nothing reaches. */
export interface CheckOptions {
  /** The outcome is no help to an editor then: it was made from half-read texts. */
  readonly programOnly?: boolean;
}

export function checkProgram(texts: ProgramTexts, options: CheckOptions = {}): CheckOutcome {
  try {
    if (options.programOnly === true) {
      const names = namesWhenGood(texts.kernel);
      const half = names === undefined ? undefined : read(texts, knownGood(texts.kernel), names);
      // All that is wrong is told by the whole reading.
      if (half?.outcome.program !== undefined) return half.outcome;
    }
    return analyse(texts).outcome;
  } catch (error) {
    // What JavaScript throws when the stack is full: depth is counted wherever we know that a text can make it, but
    // types, constants and enumerators can lean on each other in turn. Everything else is a defect of ours.
    if (!(error instanceof RangeError)) throw error;
    return { program: undefined, files: [texts.lab], diagnostics: [TOO_DEEP] };
  }
}

/** On the lab as a whole: where it happened is not known any more. */
const TOO_DEEP: Diagnostic = {
  severity: 'error',
  code: 'too-deep',
  span: { file: 0, start: 0, end: 0 },
  message: 'declarations of these texts lean on each other in a chain that is too long',
  remedy: 'shorten the chain of types, constants or enumerators that are made from each other',
};

export function analyse(texts: ProgramTexts): Analysis {
  const analysis = read(texts, new Set(), undefined);
  assert(analysis !== undefined, 'texts that are read whole can be read under any names');
  const { outcome, typeNames } = analysis;
  if (outcome.program !== undefined && outcome.diagnostics.length === 0)
    rememberGood(texts.kernel, [...typeNames].join(), outcome.files);
  keepAnalysis(analysis);
  return analysis;
}

/**
 * `later`: paths of texts whose functions' bodies are read when somebody asks. Undefined where other names are types than
 * those under which these texts were found good.
 */
function read(
  texts: ProgramTexts,
  later: ReadonlySet<string>,
  expected: string | undefined,
): Analysis | undefined {
  const reporter = new Reporter();
  const { files, read } = gatherSources(texts, later, reporter.add);
  const typeNames = typeNamesOf(read.map((each) => each.typeNames));
  const names = [...typeNames].join();
  if (expected !== undefined && names !== expected) return undefined;
  const trees = read.map((_, file) => {
    const { path = '', role, text = '' } = files[file] ?? {};
    const bodies = role === 'kernel' && later.has(path) ? 'later' : 'now';
    return parseOnce({ file, text: readable(text), typeNames, names, bodies }, reporter.add);
  });
  const unit = newUnit(files, reporter);
  const collected = collectTexts(unit, trees);
  collectScene(unit);
  const mayWait = knownRight(unit, knownGood(texts.kernel));
  resolveSignatures(unit, collected, mayWait);
  unit.types.completeAll();
  const program = assemble(unit, checkParts(unit, mayWait));
  const outcome: CheckOutcome = {
    program: reporter.hasErrors ? undefined : program,
    diagnostics: atOverrides(unit, reporter.all()),
    files,
  };
  return { outcome, unit, trees, lexed: read.map((each) => each.lexed), typeNames };
}

/** At a task's start a ghost statement rides on the initial state; an interrupt and `QUIESCE` begin long after that. */
function warnOfEarlyGhost(unit: Unit, what: string, body: BlockSyntax | undefined): void {
  const first = body?.body[0];
  if (first?.kind !== 'ghost') return;
  unit.reporter.warning(
    'ghost-first',
    first.span,
    `ghost code first in ${what} takes effect with the initial state, not when it begins`,
    'let a step come before it: `smp_mb();`',
  );
}

/** Of a declaration: whether it stands in one of the library's files that were found `good`, and no `OVERRIDE` concerns it. */
function knownRight(unit: Unit, good: ReadonlySet<string>): (span: Span) => boolean {
  const isGood = unit.files.map(({ role, path }) => role === 'kernel' && good.has(path));
  const overridden = namesOverride(unit);
  return (span) => isGood[span.file] === true && !overridden(span);
}

/** `mayWait`: functions that are declared there are checked when something reaches them. */
function checkParts(unit: Unit, mayWait: (span: Span) => boolean): Parts {
  const globals = unit.globalList.flatMap((entry) => checkGlobal(unit, entry) ?? []);
  const functions = new LazyFunctions(unit, ({ item }) => mayWait(item.span));
  const tasks = unit.tasks.map((entry) => ({
    entry,
    checked: checkTaskBody(
      unit,
      `the task \`${entry.name}\``,
      entry.form.body ?? { kind: 'block', body: [], span: entry.span },
    ),
  }));
  const [quiesce, ...more] = unit.forms.filter((form) => form.form === 'QUIESCE' && form.body !== undefined);
  for (const form of more)
    unit.reporter.error('defined-twice', form.word, 'a second `QUIESCE`', 'put both into one block');
  for (const { name, kind, form } of unit.tasks)
    if (kind === 'interrupt') warnOfEarlyGhost(unit, `the interrupt \`${name}\``, form.body);
  warnOfEarlyGhost(unit, '`QUIESCE`', quiesce?.body);
  const checkedQuiesce =
    quiesce?.body === undefined ? undefined : checkTaskBody(unit, '`QUIESCE`', quiesce.body);
  const boot = checkBoot(unit);
  const properties = checkProperties(unit);
  const lanes = checkLanes(unit);
  const bodies = [boot, ...tasks.map(({ checked }) => checked), ...properties, ...lanes, checkedQuiesce];
  functions.reach(bodies.flatMap((body) => body?.facts.calls ?? []));
  const strategy = checkStrategy(unit);
  const policies = checkPolicies(unit);
  return {
    globals,
    tasks,
    quiesce:
      quiesce === undefined || checkedQuiesce === undefined
        ? undefined
        : { checked: checkedQuiesce, span: quiesce.word },
    boot,
    properties,
    lanes,
    strategy,
    policies,
    compare: checkCompare(unit),
    missing: missingNeeds(unit, strategy, policies),
  };
}
