// Which way to search: one of them, with its numbers; for a sweep each reduction, with the reason where it is not in force.

import type { SearchChoices } from '../../contract/table.ts';
import { type Reduction, reductionNames } from '../../core/check/search-method.ts';
import { classNames } from '../widgets/class-names.ts';
import { type MethodForm, type NumberField, rowsOf, wrongRows } from './method-form.ts';
import { methodWords, reductionWords } from './method-words.ts';

export interface MethodChoiceProps {
  readonly form: MethodForm;
  /** Undefined until the lab has said. */
  readonly choices: SearchChoices | undefined;
  onChange(form: MethodForm): void;
}

export function MethodChoice({ form, choices, onChange }: MethodChoiceProps) {
  return (
    <fieldset className="search__methods">
      <legend>Method</legend>
      {methodWords.map(({ kind, name, about }) => {
        const problem = kind === 'spin' ? choices?.noSpin : undefined;
        const chosen = form.kind === kind;
        return (
          <div key={kind} className={classNames('search__method', chosen && 'search__method--chosen')}>
            <label data-testid={`method-${kind}`}>
              <input
                type="radio"
                name="method"
                checked={chosen}
                disabled={problem !== undefined}
                data-first={chosen || undefined}
                onChange={() => onChange({ ...form, kind })}
              />
              <span>
                <b>{name}</b> <span className="search__about">{problem ?? about}</span>
              </span>
            </label>
            {chosen && <Numbers form={form} onChange={onChange} />}
            {chosen && kind === 'sweep' && <Reductions form={form} choices={choices} onChange={onChange} />}
          </div>
        );
      })}
    </fieldset>
  );
}

function Numbers({ form, onChange }: Pick<MethodChoiceProps, 'form' | 'onChange'>) {
  const wrong = wrongRows(form);
  const type = (field: NumberField, text: string) =>
    onChange({ ...form, numbers: { ...form.numbers, [field]: text } });
  const rows = rowsOf(form.kind);
  if (rows.length === 0) return undefined;
  return (
    <div className="search__numbers">
      {rows.map((row) => (
        <label key={row.field}>
          {row.label}{' '}
          <input
            className="mono"
            inputMode="numeric"
            value={form.numbers[row.field]}
            aria-invalid={wrong.includes(row)}
            data-testid={`method-number-${row.field}`}
            onChange={(event) => type(row.field, event.target.value)}
          />
        </label>
      ))}
      {wrong.map((row) => (
        <p key={row.field} className="bounds__wrong" role="alert">
          {row.label}: a whole number from {row.least} to {row.most}.
        </p>
      ))}
    </div>
  );
}

function Reductions({ form, choices, onChange }: MethodChoiceProps) {
  const toggle = (name: Reduction) =>
    onChange({
      ...form,
      reductions: form.reductions.includes(name)
        ? form.reductions.filter((known) => known !== name)
        : [...form.reductions, name],
    });
  const reasons = choices?.reductions.map(({ refused }) => refused) ?? [];
  // What speaks against all of them is said once.
  const [first] = reasons;
  const common = first !== undefined && reasons.every((reason) => reason === first) ? first : undefined;
  return (
    <div className="search__reductions">
      {common !== undefined && <p className="search__refused">None is in force here. {common}</p>}
      {reductionNames.map((name) => {
        const own = choices?.reductions.find((known) => known.reduction === name)?.refused;
        const refused = common === undefined ? own : undefined;
        return (
          <label key={name} data-testid={`reduction-${name}`}>
            <input type="checkbox" checked={form.reductions.includes(name)} onChange={() => toggle(name)} />
            <span>
              {reductionWords[name].name} <span className="search__about">{reductionWords[name].about}</span>
              {refused !== undefined && (
                <span className="search__refused"> Not in force here: {refused}</span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
