// One line at the bottom: the verdict in a sentence at the left; what fills in the background, position,
// problems and memory model at the right.

import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { memoryTexts } from '../design/part-choices.tsx';
import { inputOf, sameInput } from '../state/document.ts';
import { currentRun, type RecordedVerdict, type ShownProgress } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { failureTitle } from '../verdict/failure-title.ts';
import { verdictLook } from '../verdict/verdict-look.ts';
import { count, plural } from './numbers.ts';
import { useWorkbench } from './workbench.ts';

export function StatusBar() {
  const bench = useWorkbench();
  const run = useStore(bench.runs, currentRun);
  const cursor = useStore(bench.view, (view) => view.cursor);
  return (
    <footer className="app-status">
      <VerdictLine />
      <span className="app-status__space" />
      <Background />
      {run && (
        <span data-testid="cursor-position">
          step {count(cursor)} of {count(run.steps.length)}
        </span>
      )}
      <Problems />
      <MemoryModel />
    </footer>
  );
}

function MemoryModel() {
  const bench = useWorkbench();
  const memory = useStore(bench.document, (document) => document.memory);
  return (
    <button
      type="button"
      title={`${memoryTexts[memory]} None of the models is the kernel's formal one.`}
      data-testid="memory-model"
      onClick={() => bench.view.set({ overlay: { kind: 'design' } })}
    >
      memory: {memory}
    </button>
  );
}

function VerdictLine() {
  const bench = useWorkbench();
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const recorded = useStore(bench.runs, (runs) => runs.recorded);
  const failure = useStore(bench.runs, (runs) => runs.failure);
  const job = useStore(bench.runs, (runs) => runs.job);
  const progress = useStore(bench.runs, (runs) => runs.progress);
  const input = useStore(bench.document, (document) => inputOf(document, bench.library));
  if (job) {
    const words = { run: 'Running', explore: 'Exploring' } as const;
    return (
      <span className="app-status__main" data-testid="status-verdict">
        {job.paused === true ? 'Paused:' : `${words[job.kind]}…`} {progress ? amountText(progress) : ''}
      </span>
    );
  }
  const claim = explored ? undefined : recorded;
  const verdict = explored?.result.verdict ?? claim?.verdict;
  if (!verdict) {
    return (
      <span className="app-status__main" data-testid="status-verdict">
        {failure ? `Not explored. ${failureTitle(failure)}` : 'Not explored yet'}
      </span>
    );
  }
  const look = verdictLook(verdict.verdict, verdict.costs);
  const stale = explored !== undefined && !sameInput(explored.input, input);
  return (
    <button
      type="button"
      data-testid="status-verdict"
      className={`app-status__main app-status__verdict verdict-text--${look.tone}`}
      onClick={() => bench.view.set({ drawerTab: 'verdict' })}
    >
      <span aria-hidden="true">{look.symbol}</span> {stale ? 'Previous text or design: ' : ''}
      {claim ? `Recorded, not explored here (${digestWords[claim.digest]}): ` : ''}
      {verdictSentence(verdict)}
    </button>
  );
}

function amountText({ states, runs }: ShownProgress): string {
  return runs === undefined ? plural(states, 'state') : plural(runs, 'run');
}

const digestWords: Readonly<Record<RecordedVerdict['digest'], string>> = {
  'not-checked': 'replaying',
  same: '✓ replay is the same',
  different: '≠ replay differs',
  'no-run': 'no run in the file',
};

function Background() {
  const bench = useWorkbench();
  const background = useStore(bench.runs, (runs) => runs.background);
  if (!background) return undefined;
  const words = { matrix: 'Filling the matrix', 'load-bearing': 'Trying lines' } as const;
  return (
    <button
      type="button"
      data-testid="background"
      onClick={() => bench.view.set({ drawerTab: background.kind })}
    >
      {background.stopping ? 'Stopping' : words[background.kind]}…
    </button>
  );
}

function Problems() {
  const bench = useWorkbench();
  const report = useStore(bench.runs, (runs) => runs.check?.report);
  if (!report) return undefined;
  const errors = report.diagnostics.filter((found) => found.severity === 'error').length;
  const warnings = report.diagnostics.length - errors;
  return (
    <button
      type="button"
      className={errors > 0 ? 'app-status__problems app-status__problems--bad' : 'app-status__problems'}
      data-testid="problem-count"
      onClick={() => bench.view.set({ drawerTab: 'problems' })}
    >
      {errors === 0 && warnings === 0 ? '✓ no problems' : ''}
      {errors > 0 ? `✗ ${plural(errors, 'error')}` : ''}
      {errors > 0 && warnings > 0 ? ', ' : ''}
      {warnings > 0 ? plural(warnings, 'warning') : ''}
    </button>
  );
}
