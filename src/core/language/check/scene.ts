// Pages, tasks, events, counts and overrides: what must be known before any body is read.

import { nearest } from '../source/did-you-mean.ts';
import type { SourceRole } from '../source/source-file.ts';
import type { FormItem, Name } from '../syntax/tree.ts';
import { INT, UINT, VOID_POINTER } from '../types/builtin.ts';
import { defined } from './collect.ts';
import { constantOf } from './constant.ts';
import { formName, knownOptions, numberOption, valueArgs, wrongForm } from './form-args.ts';
import type { Unit } from './unit.ts';

const MAX_PAGES = 16;
const MAX_TASKS = 12;
const MAX_CPUS = 8;
const LAB_ONLY = new Set(['PAGE', 'TASK', 'DAEMON', 'INTERRUPT', 'QUIESCE', 'NEEDS', 'OVERRIDE', 'COMPARE']);

const HOMES: ReadonlyMap<string, { readonly role: SourceRole; readonly remedy: string }> = new Map([
  ['STRATEGY', { role: 'strategy', remedy: 'only a strategy says what it is' }],
  ['POLICY', { role: 'policy', remedy: 'write it on top of a file of its own: `ID.policy.c`' }],
  ['PRESET', { role: 'preset', remedy: 'write it into a file of its own: `NAME.preset.c`' }],
]);

export function collectScene(unit: Unit): void {
  for (const form of unit.forms) {
    if (isMisplaced(unit, form)) continue;
    collectForm(unit, form);
  }
  unit.constants.set('NULL', { value: 0, type: VOID_POINTER });
  unit.constants.set('true', { value: 1, type: INT });
  unit.constants.set('false', { value: 0, type: INT });
  unit.constants.set('NR_PAGES', { value: unit.pages.size, type: INT });
  unit.constants.set('NR_TASKS', { value: unit.tasks.length, type: INT });
  // Options of tasks are constants too, so the number of CPUs is the last to be known.
  giveCpus(unit);
  unit.constants.set('NR_CPUS', { value: Math.max(1, ...unit.tasks.map(({ cpu }) => cpu + 1)), type: UINT });
  unit.meanings = new Map();
}

/** Complains of a form in a text that has no use for it. */
function isMisplaced(unit: Unit, form: FormItem): boolean {
  const role = unit.files[form.word.file]?.role;
  if (role === undefined) return false;
  const home = HOMES.get(form.form);
  const wrong = home === undefined ? LAB_ONLY.has(form.form) && role !== 'lab' : role !== home.role;
  if (!wrong) return false;
  unit.reporter.error(
    'misplaced-form',
    form.word,
    `\`${form.form}\` in a text of the ${role === 'kernel' ? 'library' : role}`,
    home?.remedy ?? 'write it in the lab',
  );
  return true;
}

function collectForm(unit: Unit, form: FormItem): void {
  switch (form.form) {
    case 'PAGE':
      collectPage(unit, form);
      return;
    case 'TASK':
    case 'DAEMON':
    case 'INTERRUPT':
      collectTask(unit, form);
      return;
    case 'EVENT':
      collectEvent(unit, form);
      return;
    case 'OVERRIDE':
      override(unit, form);
      return;
  }
}

function isFree(unit: Unit, what: string, name: Name): boolean {
  const before =
    unit.pages.get(name.text)?.span ??
    unit.globals.get(name.text)?.span ??
    unit.functions.get(name.text)?.span ??
    unit.macros.get(name.text)?.name.span ??
    unit.types.enums.span(name.text);
  if (before === undefined) return true;
  defined(unit, what, name, before);
  return false;
}

function collectPage(unit: Unit, form: FormItem): void {
  const name = formName(unit, form);
  if (name === undefined || !isFree(unit, 'page', name)) return;
  if (form.args.slice(1).some((arg) => arg.kind !== 'option'))
    wrongForm(unit, form, 'after the name come options');
  if (unit.pages.size >= MAX_PAGES) {
    unit.reporter.error(
      'too-many',
      form.word,
      `more than ${MAX_PAGES} pages`,
      'take fewer pages; most findings need one or two',
    );
    return;
  }
  unit.pages.set(name.text, { name: name.text, index: unit.pages.size, form, span: name.span });
}

function collectTask(unit: Unit, form: FormItem): void {
  const name = formName(unit, form);
  if (name === undefined) return;
  knownOptions(unit, form, ['cpu']);
  const before = unit.tasks.find((task) => task.name === name.text);
  if (before !== undefined) {
    defined(unit, 'task', name, before.span);
    return;
  }
  if (unit.tasks.length >= MAX_TASKS) {
    unit.reporter.error('too-many', form.word, `more than ${MAX_TASKS} tasks`, 'take fewer tasks');
    return;
  }
  const kind = form.form === 'TASK' ? 'task' : form.form === 'DAEMON' ? 'daemon' : 'interrupt';
  unit.tasks.push({ name: name.text, kind, form, span: name.span, cpu: -1 });
}

function giveCpus(unit: Unit): void {
  const named = new Set<number>();
  for (const task of unit.tasks) {
    const cpu = numberOption(unit, task.form, 'cpu');
    if (cpu === undefined) continue;
    if (cpu < 0 || cpu >= MAX_CPUS) {
      unit.reporter.error('too-many', task.form.word, `CPU ${cpu}`, `there are CPUs 0 to ${MAX_CPUS - 1}`);
      continue;
    }
    task.cpu = cpu;
    named.add(cpu);
  }
  for (const task of unit.tasks) {
    if (task.cpu >= 0) continue;
    let cpu = 0;
    while (named.has(cpu)) cpu += 1;
    named.add(cpu);
    task.cpu = cpu;
    if (cpu === MAX_CPUS) {
      unit.reporter.error(
        'too-many',
        task.form.word,
        `these tasks need more than ${MAX_CPUS} CPUs`,
        'let tasks share one: `TASK(name, .cpu = 0)`',
      );
    }
  }
}

function collectEvent(unit: Unit, form: FormItem): void {
  const name = formName(unit, form);
  if (name === undefined) return;
  const before = unit.events.get(name.text);
  if (before !== undefined) {
    defined(unit, 'event', name, before.span);
    return;
  }
  const params = form.args.slice(1).flatMap((arg) => (arg.kind === 'param' ? [arg.param] : []));
  if (params.length < form.args.length - 1 || params.some((param) => param.name === undefined)) {
    wrongForm(unit, form, 'after the name come parameters with type and name');
    return;
  }
  unit.events.set(name.text, {
    index: unit.events.size,
    name: name.text,
    params,
    span: name.span,
    paramTypes: [],
  });
}

function override(unit: Unit, form: FormItem): void {
  const name = formName(unit, form);
  const [, value] = valueArgs(form);
  if (name === undefined) return;
  if (value === undefined) {
    wrongForm(unit, form, 'after the constant comes its new value');
    return;
  }
  const macro = unit.macros.get(name.text);
  if (macro !== undefined && macro.params === undefined) {
    unit.macros.set(name.text, { ...macro, body: value });
    return;
  }
  if (unit.types.enums.span(name.text) !== undefined) {
    const number = constantOf(unit, value, `the value of \`${name.text}\``);
    if (number !== undefined) unit.types.enums.override(name.text, number);
    return;
  }
  const constants = [...unit.macros.values()]
    .filter((each) => each.params === undefined)
    .map((each) => each.name.text);
  const near = nearest(name.text, [...constants, ...unit.types.enums.enumerators()]);
  unit.reporter.error(
    'unknown-name',
    name.span,
    `the library has no constant \`${name.text}\``,
    near === undefined ? 'name a `#define` or an enumerator' : `did you mean \`${near}\`?`,
  );
}
