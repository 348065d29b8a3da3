// Asks for a step number and puts the cursor there.

import { useState } from 'react';
import { moveCursor, useWorkbench } from '../app/workbench.ts';
import { currentRun } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';

export function GoToStep({ onClose }: { readonly onClose: () => void }) {
  const bench = useWorkbench();
  const length = useStore(bench.runs, (runs) => currentRun(runs)?.steps.length ?? 0);
  const [text, setText] = useState(String(bench.view.get().cursor));
  const step = Number(text);
  const valid = text.trim() !== '' && Number.isInteger(step) && step >= 0 && step <= length;
  const go = () => {
    if (!valid) return;
    moveCursor(bench, step);
    onClose();
  };
  return (
    <Dialog
      title="Go to step"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={!valid} onClick={go}>
          Go
        </Button>
      }
    >
      <form
        className="bounds"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <label>
          Step, 0 to {length}
          <input
            data-first
            inputMode="numeric"
            value={text}
            aria-invalid={!valid}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      </form>
    </Dialog>
  );
}
