// "Who runs next?": the tasks that can make a step now, as buttons 1 … n (and keys 1 … n), above the timeline.

import { branchHere } from '../app/flows/running.ts';
import { chooseNext, possibleSteps } from '../app/flows/stepping.ts';
import { useWorkbench } from '../app/workbench.ts';
import { currentEntry, currentRun } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { taskTokens } from '../theme/theme.ts';
import { actorName } from '../timeline/model/actor.ts';
import { Button } from '../widgets/button.tsx';

export function Stepper() {
  const bench = useWorkbench();
  const run = useStore(bench.runs, currentRun);
  const stepwise = useStore(bench.runs, (runs) => currentEntry(runs)?.stepwise === true);
  const busy = useStore(bench.runs, (runs) => runs.job !== undefined);
  const cursor = useStore(bench.view, (view) => view.cursor);
  if (run?.end.kind !== 'open' || (busy && !stepwise)) return undefined;
  if (cursor < run.steps.length) {
    return (
      <section className="stepper" aria-label="Step by step">
        <span className="stepper__question">This is an earlier step.</span>
        <Button disabled={busy} shortcut="B" onClick={() => void branchHere(bench)} data-testid="branch">
          Choose another way from here
        </Button>
      </section>
    );
  }
  const possible = possibleSteps(run, cursor);
  return (
    <section className="stepper" aria-label="Step by step" data-testid="stepper">
      <span className="stepper__question">Who runs next?</span>
      {possible.map((step) => (
        <Button
          key={step.key}
          disabled={busy}
          data-testid={`next-${step.key}`}
          onClick={() => void chooseNext(bench, step.key)}
        >
          <span className="stepper__choice">
            <kbd className="pl-kbd">{step.key}</kbd>
            <span className="stepper__task" style={{ color: `var(${taskTokens(step.task).text})` }}>
              {step.taskName}
            </span>
            <code className="stepper__text">{step.text}</code>
          </span>
        </Button>
      ))}
      {run.end.blocked.map((blocked) => (
        <span key={blocked.task} className="stepper__text">
          {actorName(run, blocked.task)} waits at <code>{blocked.site.text}</code>
        </span>
      ))}
    </section>
  );
}
