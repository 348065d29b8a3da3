// Which of the runs that the search gave is shown: counterexamples of each kind, and the passing run that is nearest.

import { showCounterexample } from '../app/flows/explore.ts';
import { shownRuns } from '../app/flows/shown-runs.ts';
import { useWorkbench } from '../app/workbench.ts';
import { currentEntry } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { Select } from '../widgets/select.tsx';

/** Nothing where the run on the screen is none of them, or the only one. */
export function CounterexampleChoice() {
  const bench = useWorkbench();
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const run = useStore(bench.runs, (runs) => currentEntry(runs)?.run);
  if (!explored) return undefined;
  const all = shownRuns(explored.result);
  const distinct = all.filter((one, index) => all.findIndex((known) => known.run === one.run) === index);
  const shown = distinct.find((one) => one.run === run);
  if (!shown || distinct.length < 2) return undefined;
  return (
    <Select
      label="Run"
      labelHidden
      value={shown.id}
      options={distinct.map(({ id, label }) => ({
        value: id,
        label: `${label[0]?.toUpperCase()}${label.slice(1)}`,
      }))}
      testId="counterexample-choice"
      onChange={(id) => showCounterexample(bench, explored.input, explored.result, id, true)}
    />
  );
}
