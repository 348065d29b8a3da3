// The bottom drawer: what was found, as tabs. Below 1100 px the inspector is one of them.

import type { ReactNode } from 'react';
import { useWorkbench } from '../app/workbench.ts';
import { currentRun } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import type { DrawerTab } from '../state/view.ts';
import { type Tab, Tabs, tabPanelProps } from '../widgets/tabs.tsx';
import { Counterexample } from './counterexample.tsx';
import { LogPanel } from './log-panel.tsx';
import { Matrix } from './matrix.tsx';
import { Problems } from './problems.tsx';
import { VerdictPanel } from './verdict-panel.tsx';
import './drawer.css';

export function Drawer({ inspector }: { readonly inspector: ReactNode | undefined }) {
  const bench = useWorkbench();
  const wanted = useStore(bench.view, (view) => view.drawerTab);
  const problems = useStore(bench.runs, (runs) => runs.check?.report?.diagnostics.length ?? 0);
  const clean = useStore(bench.runs, (runs) => currentRun(runs)?.findings.length === 0);
  const tabs: readonly Tab<DrawerTab>[] = [
    { id: 'verdict', label: 'Verdict' },
    { id: 'counterexample', label: clean ? 'Run table' : 'Counterexample' },
    { id: 'matrix', label: 'Matrix' },
    { id: 'problems', label: 'Problems', ...(problems > 0 ? { badge: problems } : {}) },
    { id: 'log', label: 'Log' },
    ...(inspector ? [{ id: 'inspector' as const, label: 'Inspector' }] : []),
  ];
  const selected = tabs.some((tab) => tab.id === wanted) ? wanted : 'verdict';
  return (
    <div className="app-stack">
      <Tabs
        group="drawer"
        label="Results"
        tabs={tabs}
        selected={selected}
        onSelect={(tab) => bench.view.set({ drawerTab: tab })}
      />
      <div className="app-stack__rest drawer__panel" {...tabPanelProps('drawer', selected)} tabIndex={-1}>
        {selected === 'verdict' && <VerdictPanel />}
        {selected === 'counterexample' && <Counterexample />}
        {selected === 'matrix' && <Matrix />}
        {selected === 'problems' && <Problems />}
        {selected === 'log' && <LogPanel />}
        {selected === 'inspector' && inspector}
      </div>
    </div>
  );
}
