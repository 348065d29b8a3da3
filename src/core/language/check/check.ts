// From texts to a checked program, or to everything that is wrong with them.
//
// Promises: never throws, whatever the texts; all errors at once; a program exists exactly if there is no error.
// Does not: lower or run. What an outcome was made from is kept as long as the outcome, for the services.

import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import { parseText } from '../syntax/parse-text.ts';
import type { LexedText } from '../syntax/token.ts';
import type { BlockSyntax, TextSyntax } from '../syntax/tree.ts';
import { collectTypeNames } from '../syntax/typedef-names.ts';
import { TypeTable } from '../types/type-table.ts';
import { assemble, type Parts } from './assemble.ts';
import { checkFunctionBody, checkTaskBody } from './bodies.ts';
import { Body } from './body.ts';
import { checkBoot } from './boot.ts';
import { collectTexts, isForm } from './collect.ts';
import { constantOf } from './constant.ts';
import { typeOfUnread } from './expression.ts';
import { checkGlobal } from './global.ts';
import { atOverrides } from './override.ts';
import type { Program } from './program.ts';
import { checkLanes, checkProperties } from './property.ts';
import { Reporter } from './reporter.ts';
import { collectScene } from './scene.ts';
import { resolveSignatures } from './signature.ts';
import { gatherSources, type ProgramTexts } from './sources.ts';
import { checkStrategy, missingNeeds } from './strategy.ts';
import type { Unit } from './unit.ts';

export type { ProgramTexts } from './sources.ts';

export interface CheckOutcome {
  /** Undefined exactly if some diagnostic is an error. */
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that takes part; spans point into this table. */
  readonly files: readonly SourceFile[];
}

export function checkProgram(texts: ProgramTexts): CheckOutcome {
  try {
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

/** The outcome with what it was made from, for the editor's services. */
export interface Analysis {
  readonly outcome: CheckOutcome;
  readonly unit: Unit;
  /** One for each file. */
  readonly trees: readonly TextSyntax[];
  readonly lexed: readonly LexedText[];
  readonly typeNames: ReadonlySet<string>;
}

const analyses = new WeakMap<CheckOutcome, Analysis>();

/** What an outcome of this process was made from; undefined for a copy that came from elsewhere. */
export function analysisOf(outcome: CheckOutcome): Analysis | undefined {
  return analyses.get(outcome);
}

export function analyse(texts: ProgramTexts): Analysis {
  const reporter = new Reporter();
  const { files, lexed } = gatherSources(texts, reporter.add);
  const typeNames = collectTypeNames(lexed.map(({ tokens }) => tokens));
  const trees = lexed.map((each, file) =>
    parseText({ file, text: files[file]?.text ?? '', lexed: each, typeNames }, reporter.add),
  );
  const items = trees.flatMap((tree) => tree.items);
  const unit = newUnit(files, reporter, items.filter(isForm));
  const objects = collectTexts(unit, trees);
  collectScene(unit);
  resolveSignatures(
    unit,
    items.filter((item) => item.kind === 'function'),
    objects,
  );
  unit.types.completeAll();
  const program = assemble(unit, checkParts(unit));
  const outcome: CheckOutcome = {
    program: reporter.hasErrors ? undefined : program,
    diagnostics: atOverrides(unit, reporter.all()),
    files,
  };
  const analysis = { outcome, unit, trees, lexed, typeNames };
  analyses.set(outcome, analysis);
  return analysis;
}

function newUnit(files: readonly SourceFile[], reporter: Reporter, forms: Unit['forms']): Unit {
  const types = new TypeTable({
    constant: (expr, what) => constantOf(unit, expr, what),
    error: (...args) => reporter.error(...args),
    typeOf: (expr) => typeOfUnread(new Body(unit, { title: '`typeof`', mode: 'constant' }), expr),
  });
  const unit: Unit = {
    files,
    reporter,
    types,
    forms,
    macros: new Map(),
    functions: new Map(),
    functionList: [],
    globals: new Map(),
    globalList: [],
    events: new Map(),
    pages: new Map(),
    tasks: [],
    constants: new Map(),
  };
  return unit;
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

function checkParts(unit: Unit): Parts {
  const globals = unit.globalList.flatMap((entry) => checkGlobal(unit, entry) ?? []);
  for (const entry of unit.functionList) checkFunctionBody(unit, entry);
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
  const strategy = checkStrategy(unit);
  return {
    globals,
    tasks,
    quiesce:
      quiesce?.body === undefined
        ? undefined
        : { checked: checkTaskBody(unit, '`QUIESCE`', quiesce.body), span: quiesce.word },
    boot: checkBoot(unit),
    properties: checkProperties(unit),
    lanes: checkLanes(unit),
    strategy,
    missing: missingNeeds(unit, strategy),
  };
}
