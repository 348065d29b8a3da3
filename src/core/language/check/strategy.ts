// `STRATEGY(…)` on top of a strategy, and what the lab's `NEEDS(…)` asks of it.

import type { FormItem } from '../syntax/tree.ts';
import { knownOptions, listOption, numberOption, textOption, valueArgs } from './form-args.ts';
import type { StrategyDef } from './program.ts';
import type { Unit } from './unit.ts';

const OPTIONS = ['title', 'cites', 'provides', 'bytes_per_page', 'page_flags', 'cost_note'];

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
  knownOptions(unit, form, OPTIONS);
  const said = {
    title: textOption(unit, form, 'title'),
    cites: listOption(unit, form, 'cites', 'string'),
    provides: listOption(unit, form, 'provides', 'name'),
    cost: {
      bytesPerPage: numberOption(unit, form, 'bytes_per_page') ?? 0,
      pageFlags: numberOption(unit, form, 'page_flags') ?? 0,
      note: textOption(unit, form, 'cost_note'),
    },
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

export function missingNeeds(unit: Unit, strategy: StrategyDef | undefined): string[] {
  const needed = unit.forms.filter((form) => form.form === 'NEEDS').flatMap((form) => needsOf(unit, form));
  const provided = new Set(strategy?.provides ?? []);
  return [...new Set(needed)].filter((need) => !provided.has(need));
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
