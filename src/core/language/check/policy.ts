// `POLICY(…)` on top of a policy file: which choice it is, what it provides and what it asks of the strategy.

import { nearest } from '../source/did-you-mean.ts';
import type { FormItem } from '../syntax/tree.ts';
import { knownOptions, listOption, option, textOption, valueArgs, wrongForm } from './form-args.ts';
import type { PolicyAxis, PolicyDef } from './program.ts';
import type { Unit } from './unit.ts';

export const POLICY_OPTIONS = ['axis', 'title', 'cites', 'provides', 'needs'];
export const POLICY_AXES: readonly PolicyAxis[] = ['cow', 'gup-fast', 'writeback'];

/** In the order of the files; those that are wrong are told and left out. */
export function checkPolicies(unit: Unit): PolicyDef[] {
  const found: PolicyDef[] = [];
  unit.files.forEach(({ role, text }, file) => {
    if (role !== 'policy') return;
    const [form, ...others] = unit.forms.filter((each) => each.form === 'POLICY' && each.word.file === file);
    for (const other of others)
      unit.reporter.error(
        'defined-twice',
        other.word,
        'a second `POLICY`',
        'remove it; a policy file says once what it is',
      );
    if (form === undefined) {
      if (text.trim() !== '')
        unit.reporter.error(
          'no-policy',
          { file, start: 0, end: 1 },
          'this policy does not say what it is',
          'begin with `POLICY("id", .axis = "writeback", .title = "…");`',
        );
      return;
    }
    const policy = checkPolicy(unit, form);
    if (policy === undefined) return;
    const before = found.find(({ id }) => id === policy.id);
    if (before !== undefined)
      unit.reporter.error(
        'defined-twice',
        form.word,
        `the policy \`${policy.id}\` is given twice`,
        'give it once, or give one of the two another id',
        { span: before.span, message: `\`${policy.id}\` is given here first` },
      );
    found.push(policy);
  });
  return found;
}

export function checkPolicy(unit: Unit, form: FormItem): PolicyDef | undefined {
  knownOptions(unit, form, POLICY_OPTIONS);
  const axis = axisOf(unit, form);
  const said = {
    title: textOption(unit, form, 'title'),
    cites: listOption(unit, form, 'cites', 'string'),
    provides: listOption(unit, form, 'provides', 'name'),
    needs: listOption(unit, form, 'needs', 'name'),
  };
  const [id] = valueArgs(form);
  if (id?.kind !== 'string') return wrongForm(unit, form, "the first argument is the policy's id, a text");
  return axis === undefined ? undefined : { id: id.text, axis, ...said, span: form.span };
}

function axisOf(unit: Unit, form: FormItem): PolicyAxis | undefined {
  const said = option(form, 'axis');
  const written = textOption(unit, form, 'axis');
  const axis = POLICY_AXES.find((each) => each === written);
  if (axis !== undefined || unit.reporter.hasErrorIn(said?.span ?? form.word)) return axis;
  const near = nearest(written, POLICY_AXES);
  unit.reporter.error(
    'form-arguments',
    said?.span ?? form.word,
    said === undefined ? '`POLICY` does not say which choice it is' : `no choice is called \`${written}\``,
    near === undefined
      ? `write \`.axis = \` and one of ${POLICY_AXES.map((each) => `\`"${each}"\``).join(', ')}`
      : `did you mean \`"${near}"\`?`,
  );
  return undefined;
}
