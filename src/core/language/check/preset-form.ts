// `PRESET(…)`: a design with a name.

import { nearest } from '../source/did-you-mean.ts';
import type { FormItem, InitSyntax } from '../syntax/tree.ts';
import { type MemoryModel, memoryModels, parseDesign } from './design.ts';
import { knownOptions, listOption, option, textOption, valueArgs, wrongForm } from './form-args.ts';
import type { PresetDef } from './program.ts';
import type { Unit } from './unit.ts';

export const PRESET_OPTIONS = ['title', 'cites', 'strategy', 'policies', 'memory'];

export function checkPresets(unit: Unit): PresetDef[] {
  const [form, ...others] = unit.forms.filter((each) => each.form === 'PRESET');
  for (const other of others)
    unit.reporter.error(
      'defined-twice',
      other.word,
      'a second `PRESET`',
      'remove it; a preset file says one design',
    );
  return form === undefined ? [] : [checkPreset(unit, form)].filter((preset) => preset !== undefined);
}

function checkPreset(unit: Unit, form: FormItem): PresetDef | undefined {
  knownOptions(unit, form, PRESET_OPTIONS);
  const memory = memoryOf(unit, form);
  const said = {
    title: textOption(unit, form, 'title'),
    cites: listOption(unit, form, 'cites', 'string'),
    strategy: textOption(unit, form, 'strategy'),
    policies: listOption(unit, form, 'policies', 'string'),
  };
  const [id] = valueArgs(form);
  if (id?.kind !== 'string') return wrongForm(unit, form, "the first argument is the preset's name, a text");
  const strategy = option(form, 'strategy');
  if (strategy === undefined) return wrongForm(unit, form, 'it names no strategy');
  const named = [
    { what: 'strategy', id: said.strategy, at: strategy },
    ...said.policies.map((each) => ({ what: 'policy', id: each, at: option(form, 'policies') ?? strategy })),
  ];
  for (const each of named) isId(unit, each.what, each.id, each.at);
  return memory === undefined ? undefined : { id: id.text, ...said, memory, span: form.span };
}

function isId(unit: Unit, what: string, id: string, at: InitSyntax): void {
  const design = parseDesign(id);
  if (design !== undefined && design.policies.length === 0 && !id.includes('@')) return;
  if (unit.reporter.hasErrorIn(at.span)) return;
  unit.reporter.error(
    'form-arguments',
    at.span,
    `\`${id}\` is no ${what}'s id`,
    'write the file name without its ending; policies and the memory model have options of their own',
  );
}

function memoryOf(unit: Unit, form: FormItem): MemoryModel | undefined {
  const said = option(form, 'memory');
  if (said === undefined) return 'SC';
  const written = textOption(unit, form, 'memory');
  const memory = memoryModels.find((each) => each === written);
  if (memory !== undefined || unit.reporter.hasErrorIn(said.span)) return memory;
  const near = nearest(written, memoryModels);
  unit.reporter.error(
    'form-arguments',
    said.span,
    `no memory model is called \`${written}\``,
    near === undefined
      ? `write one of ${memoryModels.map((each) => `\`"${each}"\``).join(', ')}`
      : `did you mean \`"${near}"\`?`,
  );
  return undefined;
}
