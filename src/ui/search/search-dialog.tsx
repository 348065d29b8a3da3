// How Explore searches: the method, and the bounds that end a search as incomplete.

import { useEffect, useState } from 'react';
import type { SearchChoices } from '../../contract/table.ts';
import { type Bounds, defaultBounds } from '../../core/check/verdict.ts';
import { currentInput, useWorkbench } from '../app/workbench.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { BoundsChoice } from './bounds-choice.tsx';
import { type BoundFields, boundFieldsOf, boundsOf } from './bounds-form.ts';
import { MethodChoice } from './method-choice.tsx';
import { formOf, methodOf } from './method-form.ts';
import './search.css';

/** The lab is on this machine, whatever the face. */
const processors = Math.max(1, Math.min(64, navigator.hardwareConcurrency));

export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const choices = useChoices();
  const [fields, setFields] = useState<BoundFields>(() => boundFieldsOf(bench.document.get().bounds));
  const [form, setForm] = useState(() => formOf(bench.document.get().method, processors));
  const bounds: Bounds | undefined = boundsOf(fields);
  const method = methodOf(form);
  const apply = () => {
    if (!bounds || !method) return;
    bench.document.set({ bounds, method });
    onClose();
  };
  return (
    <Dialog
      title="Search: method and bounds"
      size="wide"
      onClose={onClose}
      testId="bounds-dialog"
      actions={
        <>
          <Button
            onClick={() => {
              setFields(boundFieldsOf(defaultBounds));
              setForm(formOf({ kind: 'auto' }, processors));
            }}
          >
            Defaults
          </Button>
          <Button look="primary" disabled={!bounds || !method} onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <form
        className="search"
        aria-busy={choices === undefined}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <MethodChoice form={form} choices={choices} onChange={setForm} />
        <BoundsChoice fields={fields} onChange={setFields} />
        <button type="submit" hidden>
          Apply
        </button>
      </form>
    </Dialog>
  );
}

/** What the lab can do with the texts of now. */
function useChoices(): SearchChoices | undefined {
  const bench = useWorkbench();
  const [choices, setChoices] = useState<SearchChoices>();
  useEffect(() => {
    let wanted = true;
    void bench.client.call('lab.choices', currentInput(bench)).then((outcome) => {
      // A text with errors has no reductions to speak of; that is said where it is explored.
      if (wanted) setChoices(outcome.ok ? outcome.value : { reductions: [] });
    });
    return () => {
      wanted = false;
    };
  }, [bench]);
  return choices;
}
