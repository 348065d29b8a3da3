// Stops what fills in the background; what was found stays.

import { stopBackground } from '../app/flows/jobs.ts';
import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';

export function StopFilling() {
  const bench = useWorkbench();
  const stopping = useStore(bench.runs, (runs) => runs.background?.stopping === true);
  return (
    <Button
      icon="stop"
      disabled={stopping}
      data-testid="stop-background"
      onClick={() => stopBackground(bench)}
    >
      {stopping ? 'Stopping…' : 'Stop'}
    </Button>
  );
}
