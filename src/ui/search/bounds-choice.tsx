// The bounds of a search: how many states, how long, how much memory, how long a run.

import { type BoundFields, boundRows, wrongBounds } from './bounds-form.ts';

export interface BoundsChoiceProps {
  readonly fields: BoundFields;
  onChange(fields: BoundFields): void;
}

export function BoundsChoice({ fields, onChange }: BoundsChoiceProps) {
  const wrong = wrongBounds(fields);
  return (
    <fieldset>
      <legend>Bounds</legend>
      <p className="search__about">A search that meets one of these ends as Incomplete.</p>
      <div className="bounds">
        {boundRows.map((row) => (
          <label key={row.key}>
            {row.label}
            <input
              inputMode="numeric"
              value={fields[row.key]}
              aria-invalid={wrong.includes(row)}
              onChange={(event) => onChange({ ...fields, [row.key]: event.target.value })}
            />
          </label>
        ))}
      </div>
      {wrong.map((row) => (
        <p key={row.key} className="bounds__wrong" role="alert">
          {row.label}: a whole number from {row.least} to {row.most}.
        </p>
      ))}
    </fieldset>
  );
}
