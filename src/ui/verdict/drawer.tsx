// The bottom drawer: what was found, as tabs. Below 1100 px the inspector is one of them.

import type { ReactNode } from 'react';
import { countCosts } from '../app/flows/costs.ts';
import { useWorkbench } from '../app/workbench.ts';
import { CostLedger } from '../costs/cost-ledger.tsx';
import { LoadBearing } from '../load-bearing/load-bearing.tsx';
import { Matrix } from '../matrix/matrix.tsx';
import { currentRun } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import type { DrawerTab } from '../state/view.ts';
import { IconButton } from '../widgets/button.tsx';
import { type Tab, Tabs, tabPanelProps } from '../widgets/tabs.tsx';
import { Counterexample } from './counterexample.tsx';
import { LogPanel } from './log-panel.tsx';
import { Problems } from './problems.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import './drawer.css';

export function Drawer({ inspector }: { readonly inspector: ReactNode | undefined }) {
  const bench = useWorkbench();
  const wanted = useStore(bench.view, (view) => view.drawerTab);
  const problems = useStore(bench.runs, (runs) => runs.check?.report?.diagnostics.length ?? 0);
  const large = useStore(bench.view, (view) => view.large);
  const clean = useStore(bench.runs, (runs) => currentRun(runs)?.findings.length === 0);
  const tabs: readonly Tab<DrawerTab>[] = [
    { id: 'verdict', label: 'Verdict' },
    { id: 'counterexample', label: clean ? 'Run table' : 'Counterexample' },
    { id: 'matrix', label: 'Matrix' },
    { id: 'costs', label: 'Costs' },
    { id: 'load-bearing', label: 'Load-bearing' },
    { id: 'problems', label: 'Problems', ...(problems > 0 ? { badge: problems } : {}) },
    { id: 'log', label: 'Log' },
    ...(inspector ? [{ id: 'inspector' as const, label: 'Inspector' }] : []),
  ];
  const selected = tabs.some((tab) => tab.id === wanted) ? wanted : 'verdict';
  return (
    <div className="app-stack">
      <div className="drawer__tabs">
        <Tabs
          group="drawer"
          label="Results"
          tabs={tabs}
          selected={selected}
          onSelect={(tab) => {
            bench.view.set({ drawerTab: tab });
            if (tab === 'costs') void countCosts(bench);
          }}
        />
        <IconButton
          icon={large ? 'smaller' : 'larger'}
          label={large ? 'Give the results their place again' : 'Give the results the whole window'}
          pressed={large}
          shortcut="Ctrl+Shift+J"
          data-testid="drawer-large"
          onClick={() => bench.view.set({ large: !large })}
        />
      </div>
      <div className="app-stack__rest drawer__panel" {...tabPanelProps('drawer', selected)} tabIndex={-1}>
        {selected === 'verdict' && <VerdictPanel />}
        {selected === 'counterexample' && <Counterexample />}
        {selected === 'matrix' && <Matrix />}
        {selected === 'costs' && <CostLedger />}
        {selected === 'load-bearing' && <LoadBearing />}
        {selected === 'problems' && <Problems />}
        {selected === 'log' && <LogPanel />}
        {selected === 'inspector' && inspector}
      </div>
    </div>
  );
}
