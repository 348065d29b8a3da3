// The costs that a verdict carries, each with a shortest run that pays it.

import type { Verdict } from '../../core/check/verdict.ts';
import { scriptedPolicy } from '../../core/schedule/policy.ts';
import { run } from '../app/flows/running.ts';
import { plural } from '../app/numbers.ts';
import { useWorkbench, type Workbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { Button } from '../widgets/button.tsx';

export function CostLines({ verdict }: { readonly verdict: Verdict }) {
  const bench = useWorkbench();
  const busy = useStore(bench.runs, (runs) => runs.job !== undefined);
  return verdict.costs.map((cost, index) => {
    const found = verdict.costRuns?.[index];
    return (
      <li key={cost}>
        <strong>Cost</strong> <code>{cost}</code>
        {found?.steps === 0 && ' is paid from the start'}
        {found && found.steps > 0 && (
          <Button look="quiet" disabled={busy} onClick={() => void showCost(bench, cost, found.schedule)}>
            Show a run of {plural(found.steps, 'step')} that pays it
          </Button>
        )}
      </li>
    );
  });
}

async function showCost(bench: Workbench, cost: string, schedule: string): Promise<void> {
  bench.view.set({ drawerTab: 'counterexample' });
  await run(bench, scriptedPolicy(schedule, 'stop'), { label: `cost ${cost}` });
}
