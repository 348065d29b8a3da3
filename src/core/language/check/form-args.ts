// Arguments of the top-level forms: names, options, strings, lists of bare words.

import { nearest } from '../source/did-you-mean.ts';
import type { ExprSyntax, FormArg, FormItem, InitSyntax, Name } from '../syntax/tree.ts';
import { constantOf } from './constant.ts';
import type { Unit } from './unit.ts';

export type OptionArg = FormArg & { readonly kind: 'option' };

/** What to write, for each form. */
export const FORM_SHAPES: ReadonlyMap<string, string> = new Map([
  ['PAGE', 'PAGE(name, .member = value, …);'],
  ['TASK', 'TASK(name) { … }'],
  ['DAEMON', 'DAEMON(name) { … }'],
  ['INTERRUPT', 'INTERRUPT(name, .cpu = 0) { … }'],
  ['BOOT', 'BOOT { … }'],
  ['QUIESCE', 'QUIESCE { … }'],
  ['NEEDS', 'NEEDS(feature, …);'],
  ['NEVER', 'NEVER(name, expr);'],
  ['ALWAYS', 'ALWAYS(name, expr);'],
  ['FINALLY', 'FINALLY(name, expr);'],
  ['CAN_STILL', 'CAN_STILL(name, expr);'],
  ['AT', 'AT(name, event(parameter), expr);'],
  ['OVERRIDE', 'OVERRIDE(CONSTANT, value);'],
  ['EVENT', 'EVENT(name, type parameter, …);'],
  ['COST', 'COST(name, expr);'],
  ['COMPARE', 'COMPARE(strategies);'],
  ['LANE', 'LANE(name, page, expr);'],
  ['STRATEGY', 'STRATEGY("id", .title = "…", .provides = { … });'],
  ['POLICY', 'POLICY("id", .axis = "writeback", .title = "…");'],
  ['PRESET', 'PRESET("name", .title = "…", .strategy = "…", .policies = { "…" });'],
]);

export function wrongForm(unit: Unit, form: FormItem, message: string): undefined {
  // A form that could not be read is not told as well that it lacks something.
  if (unit.reporter.hasErrorIn(form.span)) return undefined;
  unit.reporter.error(
    'form-arguments',
    form.word,
    `\`${form.form}\`: ${message}`,
    `write \`${FORM_SHAPES.get(form.form) ?? form.form}\``,
  );
  return undefined;
}

export function valueArgs(form: FormItem): ExprSyntax[] {
  return form.args.flatMap((arg) => (arg.kind === 'value' ? [arg.value] : []));
}

export function options(form: FormItem): OptionArg[] {
  return form.args.filter((arg) => arg.kind === 'option');
}

/** The first argument as a name. */
export function formName(unit: Unit, form: FormItem): Name | undefined {
  const [first] = form.args;
  if (first?.kind === 'value' && first.value.kind === 'name') return first.value;
  if (first?.kind === 'value' && first.value.kind === 'error') return undefined;
  return wrongForm(unit, form, 'the first argument is a name');
}

export function knownOptions(unit: Unit, form: FormItem, known: readonly string[]): void {
  for (const { name } of options(form)) {
    if (known.includes(name.text)) continue;
    const near = nearest(name.text, known);
    unit.reporter.error(
      'unknown-option',
      name.span,
      `\`${form.form}\` has no option \`.${name.text}\``,
      near === undefined
        ? `it has ${known.map((each) => `\`.${each}\``).join(', ')}`
        : `did you mean \`.${near}\`?`,
    );
  }
}

export function option(form: FormItem, name: string): InitSyntax | undefined {
  return options(form).find((each) => each.name.text === name)?.value;
}

export function numberOption(unit: Unit, form: FormItem, name: string): number | undefined {
  const value = option(form, name);
  if (value === undefined) return undefined;
  if (value.kind === 'value') return constantOf(unit, value.value, `\`.${name}\``);
  unit.reporter.error('form-arguments', value.span, `\`.${name}\` is one number`, 'write a constant');
  return undefined;
}

export function textOption(unit: Unit, form: FormItem, name: string): string {
  const value = option(form, name);
  if (value === undefined) return '';
  if (value.kind === 'value' && value.value.kind === 'string') return unescaped(value.value.text);
  unit.reporter.error('form-arguments', value.span, `\`.${name}\` is a text`, 'write it between `"` and `"`');
  return '';
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
  );
}

/** `{ a, b }` or a single one; each a string or a bare word, as asked. */
export function listOption(unit: Unit, form: FormItem, name: string, of: 'string' | 'name'): string[] {
  const value = option(form, name);
  if (value === undefined) return [];
  const items = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
  return items.flatMap((item) => {
    if (item.kind === 'value' && item.value.kind === of)
      return [of === 'string' ? unescaped(item.value.text) : item.value.text];
    unit.reporter.error(
      'form-arguments',
      item.span,
      `\`.${name}\` is a list of ${of === 'string' ? 'texts' : 'bare words'}`,
      of === 'string' ? 'write `{ "…", "…" }`' : 'write `{ recogniser, count_in_lru }`',
    );
    return [];
  });
}
