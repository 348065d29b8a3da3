// The bounds of a search: how many states, how long, how much memory. A search that meets one is incomplete and says so.

import { useState } from 'react';
import { type Bounds, defaultBounds } from '../../core/check/verdict.ts';
import { useWorkbench } from '../app/workbench.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

interface BoundRow {
  readonly key: keyof Bounds;
  readonly label: string;
  /** What one unit of the field is in the bound's own unit. */
  readonly unit: number;
  readonly least: number;
  readonly most: number;
}

const rows: readonly BoundRow[] = [
  { key: 'maxStates', label: 'States', unit: 1, least: 1, most: 1_000_000_000 },
  { key: 'maxMilliseconds', label: 'Seconds', unit: 1000, least: 1, most: 86_400 },
  { key: 'maxMemory', label: 'Memory, MiB', unit: 1024 ** 2, least: 16, most: 16 * 1024 },
  { key: 'maxDepth', label: 'Steps of one run', unit: 1, least: 1, most: 1_000_000 },
];

export function BoundsDialog({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const [fields, setFields] = useState(() => fieldsOf(bench.document.get().bounds));
  const wrong = rows.filter((row) => !isValid(row, fields[row.key]));
  const apply = () => {
    if (wrong.length > 0) return;
    const chosen = rows.map((row) => [row.key, Number(fields[row.key]) * row.unit]);
    bench.document.set({ bounds: { ...defaultBounds, ...Object.fromEntries(chosen) } });
    onClose();
  };
  return (
    <Dialog
      title="Bounds of the search"
      onClose={onClose}
      testId="bounds-dialog"
      actions={
        <>
          <Button onClick={() => setFields(fieldsOf(defaultBounds))}>Defaults</Button>
          <Button look="primary" disabled={wrong.length > 0} onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <p>
        Every order of the micro-steps is tried; there is no preemption bound. A search that meets one of
        these bounds ends as Incomplete.
      </p>
      <form
        className="bounds"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {rows.map((row) => (
          <label key={row.key}>
            {row.label}
            <input
              data-first={row.key === 'maxStates' || undefined}
              inputMode="numeric"
              value={fields[row.key]}
              aria-invalid={!isValid(row, fields[row.key])}
              onChange={(event) => setFields({ ...fields, [row.key]: event.target.value })}
            />
          </label>
        ))}
        <button type="submit" hidden>
          Apply
        </button>
      </form>
      {wrong.map((row) => (
        <p key={row.key} className="bounds__wrong" role="alert">
          {row.label}: a whole number from {row.least} to {row.most}.
        </p>
      ))}
    </Dialog>
  );
}

type Fields = Record<keyof Bounds, string>;

function fieldsOf(bounds: Bounds): Fields {
  const show = (row: BoundRow) => String(Math.round(bounds[row.key] / row.unit));
  return Object.fromEntries(rows.map((row) => [row.key, show(row)])) as Fields;
}

function isValid(row: BoundRow, text: string): boolean {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= row.least && value <= row.most;
}
