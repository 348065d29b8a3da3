// The second half of the story, once the first has been seen: one line, which can be dismissed for good.

import type { Verdict } from '../../core/check/verdict.ts';
import { chooseStrategy } from '../app/flows/design.ts';
import { explore } from '../app/flows/explore.ts';

import { useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { firstStrategy, nextStrategy } from './first-steps.ts';

const hint = 'second-half';

export function NextHint({ verdict }: { readonly verdict: Verdict }) {
  const bench = useWorkbench();
  const dismissed = useStore(bench.view, (view) => view.dismissed.includes(hint));
  const strategyPath = useStore(bench.document, (document) => document.strategyPath);
  const first = bench.library.strategies.find((strategy) => strategy.id === firstStrategy);
  const next = bench.library.strategies.find((strategy) => strategy.id === nextStrategy);
  if (dismissed || verdict.verdict !== 'violated' || !next || strategyPath !== first?.path) return undefined;
  return (
    <p className="verdict__hint" data-testid="next-hint">
      <span>
        Change the strategy to <code>{nextStrategy}</code>, which has a release call of its own, and explore
        again.
      </span>
      <Button
        onClick={() => {
          chooseStrategy(bench, next.path);
          void explore(bench);
        }}
      >
        Do it
      </Button>
      <IconButton
        icon="close"
        label="Dismiss this hint"
        onClick={() => bench.view.update((view) => ({ ...view, dismissed: [...view.dismissed, hint] }))}
      />
    </p>
  );
}
