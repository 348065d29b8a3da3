// `STRATEGY(…)` on top of a strategy, and what the lab's `NEEDS(…)` and the policies' `.needs` ask of it.

import type { FormItem } from '../syntax/tree.ts';
import { knownOptions, listOption, numberOption, textOption, valueArgs } from './form-args.ts';
import type { PolicyDef, StrategyCost, StrategyDef } from './program.ts';
import type { Unit } from './unit.ts';

export const STRATEGY_OPTIONS = [
  'title',
  'cites',
  'provides',
  'bytes_per_page',
  'page_ext_bytes',
  'page_ext_flags',
  'page_flags',
  'node_bytes',
  'callers',
  'max_pins',
  'cost_note',
];

export function checkStrategy(unit: Unit): StrategyDef | undefined {
  const [form, ...others] = unit.forms.filter(
    (each) => each.form === 'STRATEGY' && unit.files[each.word.file]?.role === 'strategy',
  );
  for (const other of others) {
    unit.reporter.error(
      'defined-twice',
      other.word,
      'a second `STRATEGY`',
      'remove it; a strategy file says once what it is',
    );
  }
  if (form === undefined) return withoutStrategy(unit);
  knownOptions(unit, form, STRATEGY_OPTIONS);
  const said = {
    title: textOption(unit, form, 'title'),
    cites: listOption(unit, form, 'cites', 'string'),
    provides: listOption(unit, form, 'provides', 'name'),
    cost: costOf(unit, form),
  };
  const [id] = valueArgs(form);
  if (id?.kind === 'string') return { id: id.text, ...said, span: form.span };
  unit.reporter.error(
    'form-arguments',
    id?.span ?? form.word,
    "`STRATEGY`: the first argument is the strategy's id, a text",
    'write `STRATEGY("id", .title = "…", .provides = { … });`',
  );
  return undefined;
}

function costOf(unit: Unit, form: FormItem): StrategyCost {
  const number = (name: string) => numberOption(unit, form, name) ?? 0;
  return {
    bytesPerPage: number('bytes_per_page'),
    pageExtBytes: number('page_ext_bytes'),
    pageExtFlags: number('page_ext_flags'),
    pageFlags: number('page_flags'),
    nodeBytes: number('node_bytes'),
    callers: textOption(unit, form, 'callers'),
    maxPins: textOption(unit, form, 'max_pins'),
    note: textOption(unit, form, 'cost_note'),
  };
}

function withoutStrategy(unit: Unit): undefined {
  const file = unit.files.findIndex(({ role }) => role === 'strategy');
  if (file >= 0 && unit.files[file]?.text.trim() !== '') {
    unit.reporter.error(
      'no-strategy',
      { file, start: 0, end: 1 },
      'this strategy does not say what it is',
      'begin with `STRATEGY("id", .title = "…", .provides = { … });`',
    );
  }
  return undefined;
}

/** What the lab and the policies ask for and neither the strategy nor a policy provides. */
export function missingNeeds(
  unit: Unit,
  strategy: StrategyDef | undefined,
  policies: readonly PolicyDef[],
): string[] {
  const provided = new Set([strategy, ...policies].flatMap((each) => each?.provides ?? []));
  const lacking = (needs: readonly string[]) => needs.filter((need) => !provided.has(need));
  const missing = [
    ...lacking(needsOfLab(unit)),
    ...policies.flatMap(({ id, needs }) => lacking(needs).map((need) => askedBy(need, id))),
  ];
  return [...new Set(missing)];
}

/** How a missing thing is shown that a policy asks for, and not the lab. */
export function askedBy(need: string, policy: string): string {
  return `${need} (asked by ${policy})`;
}

export function needsOfLab(unit: Unit): string[] {
  return unit.forms.filter((form) => form.form === 'NEEDS').flatMap((form) => needsOf(unit, form));
}

function needsOf(unit: Unit, form: FormItem): string[] {
  return form.args.flatMap((arg) => {
    if (arg.kind === 'value' && arg.value.kind === 'name') return [arg.value.text];
    unit.reporter.error(
      'form-arguments',
      arg.span,
      '`NEEDS` takes bare words',
      'write `NEEDS(recogniser, separate_unpin);`',
    );
    return [];
  });
}
