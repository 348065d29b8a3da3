// Properties and lanes: pure expressions over shared and ghost state, skipped where the strategy lacks what they ask.

import { nearest } from '../source/did-you-mean.ts';
import type { ExprSyntax, FormItem } from '../syntax/tree.ts';
import { INT, pointerTo } from '../types/builtin.ts';
import type { EnumType } from '../types/c-type.ts';
import { inBody } from './bodies.ts';
import type { Body } from './body.ts';
import { notZero } from './build.ts';
import { defined } from './collect.ts';
import { checkScalar, checkTest } from './expression.ts';
import { formName, knownOptions, option, valueArgs, wrongForm } from './form-args.ts';
import type { Expr, LaneDef, Local, PropertyDef, PropertyKind } from './program.ts';
import type { Reach } from './reach.ts';
import type { EventEntry, Facts, Unit } from './unit.ts';

const KINDS: ReadonlyMap<string, PropertyKind> = new Map([
  ['ALWAYS', 'always'],
  ['NEVER', 'never'],
  ['AT', 'at'],
  ['FINALLY', 'finally'],
  ['CAN_STILL', 'can-still'],
  ['COST', 'cost'],
]);

export interface Checked<T> {
  readonly def: T;
  readonly facts: Facts;
}

export function checkProperties(unit: Unit): Checked<PropertyDef>[] {
  const seen = new Map<string, PropertyDef>();
  return unit.forms.flatMap((form) => {
    const kind = KINDS.get(form.form);
    const checked = kind === undefined ? undefined : checkProperty(unit, form, kind);
    if (checked === undefined) return [];
    const before = seen.get(checked.def.name);
    if (before !== undefined)
      defined(unit, 'property', { text: checked.def.name, span: checked.def.span }, before.span);
    seen.set(checked.def.name, checked.def);
    return [checked];
  });
}

function checkProperty(unit: Unit, form: FormItem, kind: PropertyKind): Checked<PropertyDef> | undefined {
  const name = formName(unit, form);
  if (name === undefined) return undefined;
  const values = valueArgs(form);
  const wanted = kind === 'at' ? 3 : 2;
  if (form.args.length !== wanted || values.length !== wanted)
    return wrongForm(unit, form, `it takes ${wanted} arguments`);
  const expr = values[wanted - 1];
  const event = kind === 'at' ? eventOf(unit, form, values[1]) : undefined;
  if (expr === undefined || (kind === 'at' && event === undefined)) return undefined;
  const { value, body } = inBody(
    unit,
    { title: `the property \`${name.text}\``, mode: 'property' },
    (inner) => {
      if (event !== undefined) bindParams(inner, event.entry, event.names);
      const test = checkTest(inner, expr);
      const when = form.when === undefined ? undefined : checkTest(inner, form.when);
      return { test, when };
    },
  );
  if (value.test === undefined) return undefined;
  const def: PropertyDef = {
    name: name.text,
    kind,
    test: truth(value.test),
    when: value.when === undefined ? undefined : truth(value.when),
    event: event?.entry.index,
    skipped: undefined,
    span: name.span,
  };
  return { def, facts: body.facts() };
}

/** Tests are integers: a pointer is true where it is not null. */
function truth(test: Expr): Expr {
  return test.type.kind === 'pointer' ? notZero({ ...test, type: INT }, test.span) : test;
}

function eventOf(
  unit: Unit,
  form: FormItem,
  node: ExprSyntax | undefined,
): { entry: EventEntry; names: ExprSyntax[] } | undefined {
  if (node?.kind === 'error') return undefined;
  if (node?.kind !== 'call' || node.callee.kind !== 'name')
    return wrongForm(unit, form, 'the second argument is an event with its parameters');
  const name = node.callee;
  const entry = unit.events.get(name.text);
  if (entry === undefined) {
    const near = nearest(name.text, unit.events.keys());
    unit.reporter.error(
      'unknown-event',
      name.span,
      `no event is named \`${name.text}\``,
      near === undefined ? `declare it: \`EVENT(${name.text}, …);\`` : `did you mean \`${near}\`?`,
    );
    return undefined;
  }
  if (node.args.length !== entry.params.length) {
    unit.reporter.error(
      'argument-count',
      node.span,
      `\`${name.text}\` has ${entry.params.length} parameters`,
      `write \`${name.text}(${entry.params.map((param) => param.name?.text ?? '').join(', ')})\``,
    );
    return undefined;
  }
  return { entry, names: [...node.args] };
}

function bindParams(body: Body, event: EventEntry, names: readonly ExprSyntax[]): void {
  names.forEach((node, index) => {
    const type = event.paramTypes[index] ?? INT;
    const wanted = event.params[index]?.name?.text ?? '';
    if (node.kind === 'name' && !body.unit.pages.has(node.text)) {
      body.declare(node.text, type, node.span);
      return;
    }
    body.declare(wanted, type, node.span);
    const shown = node.kind === 'name' ? `\`${node.text}\` is a page` : 'this is a value';
    body.error(
      'form-arguments',
      node.span,
      `${shown}, and a name for the event's parameter is wanted`,
      `write \`${wanted}\` here, and compare it in the expression`,
    );
  });
}

export function eventParams(event: EventEntry): Local[] {
  return event.params.map(({ name, span }, index) => ({
    id: index as Local['id'],
    name: name?.text ?? '',
    type: event.paramTypes[index] ?? INT,
    inMemory: false,
    span: name?.span ?? span,
  }));
}

// --- lanes -------------------------------------------------------------------------------------------------------

export function checkLanes(unit: Unit): Checked<LaneDef>[] {
  return unit.forms.flatMap((form) => {
    const checked = form.form === 'LANE' ? checkLane(unit, form) : undefined;
    return checked === undefined ? [] : [checked];
  });
}

function checkLane(unit: Unit, form: FormItem): Checked<LaneDef> | undefined {
  const name = formName(unit, form);
  if (name === undefined) return undefined;
  knownOptions(unit, form, ['bits']);
  const values = valueArgs(form);
  const expr = values.length === 2 || values.length === 3 ? values.at(-1) : undefined;
  const binder = values.length === 3 ? values[1] : undefined;
  if (expr === undefined || (binder !== undefined && binder.kind !== 'name'))
    return wrongForm(unit, form, 'it takes a name, perhaps a name for the page, and an expression');
  const bits = bitsOf(unit, form);
  const record = unit.types.findRecord('struct', 'page');
  if (binder !== undefined && record === undefined)
    return wrongForm(unit, form, '`struct page` is not defined; write `#include <lab.h>`');
  const { value, body } = inBody(unit, { title: `the lane \`${name.text}\``, mode: 'property' }, (inner) => {
    if (binder?.kind === 'name' && record !== undefined)
      inner.declare(binder.text, pointerTo(record), binder.span);
    return checkScalar(inner, expr);
  });
  if (value === undefined) return undefined;
  const def: LaneDef = {
    name: name.text,
    page: body.locals()[0],
    value,
    bits,
    skipped: undefined,
    span: name.span,
  };
  return { def, facts: body.facts() };
}

function bitsOf(unit: Unit, form: FormItem): EnumType | undefined {
  const value = option(form, 'bits');
  if (value === undefined) return undefined;
  const tag = value.kind === 'value' && value.value.kind === 'name' ? value.value.text : '';
  const found = unit.types.enums.all().find((each) => each.tag === tag);
  if (found !== undefined) return found;
  const near = nearest(
    tag,
    unit.types.enums.all().flatMap((each) => each.tag ?? []),
  );
  unit.reporter.error(
    'unknown-type',
    value.span,
    `\`.bits\`: there is no \`enum ${tag}\``,
    near === undefined ? 'write the tag of an enum' : `did you mean \`${near}\`?`,
  );
  return undefined;
}

// --- what the strategy lacks ---------------------------------------------------------------------------------------

export function skippedUnder<T extends { readonly skipped: string | undefined }>(
  checked: readonly Checked<T>[],
  reach: Reach,
  strategy: string,
): T[] {
  return checked.map(({ def, facts }) => {
    const lacking = reach.missing(facts.calls)[0]?.path.at(-1);
    return lacking === undefined ? def : { ...def, skipped: `${strategy} has no ${lacking.name}` };
  });
}
