// What this window asked the lab to do and what came of it, oldest first, copyable.

import { copyText } from '../app/clipboard.ts';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';
import { EmptyState } from '../widgets/empty-state.tsx';

export function LogPanel() {
  const bench = useWorkbench();
  const lines = useStore(bench.runs, (runs) => runs.log);
  if (lines.length === 0) {
    return <EmptyState title="Nothing yet">What you run and explore is written here.</EmptyState>;
  }
  const text = lines.map((line) => `${clock(line.at)}  ${line.text}`).join('\n');
  return (
    <div className="log">
      <pre data-testid="log">{text}</pre>
      <Button look="quiet" icon="copy" onClick={() => void copyText(bench, text, 'Log copied.')}>
        Copy
      </Button>
    </div>
  );
}

function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
