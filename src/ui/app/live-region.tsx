// What a screen reader is told without asking: progress politely and rarely, the final verdict at once.

import { useEffect, useState } from 'react';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import type { RunsState } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { count } from './numbers.ts';
import { useWorkbench } from './workbench.ts';

const quietTime = 5000;

const begun = {
  explore: 'Exploring.',
  matrix: 'Filling the matrix.',
  'load-bearing': 'Trying the text without each line.',
} as const;

function progressText(job: keyof typeof begun, runs: RunsState): string {
  if (job === 'explore')
    return runs.progress ? `${count(runs.progress.states)} states, no violation so far.` : begun[job];
  if (job === 'load-bearing') return `${count(runs.loadBearing?.lines.length ?? 0)} removals tried.`;
  const done = [...runs.matrix.values()].filter((cell) => cell.state.kind === 'done').length;
  return `${count(done)} cells filled.`;
}

export function LiveRegion() {
  const bench = useWorkbench();
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const job = useStore(bench.runs, (runs) => runs.job?.kind ?? runs.background?.kind);
  const [polite, setPolite] = useState('');
  useEffect(() => {
    if (job === undefined || job === 'run') {
      setPolite('');
      return;
    }
    setPolite(begun[job]);
    const timer = setInterval(() => setPolite(progressText(job, bench.runs.get())), quietTime);
    return () => clearInterval(timer);
  }, [bench, job]);
  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" role="alert">
        {explored ? verdictSentence(explored.result.verdict) : ''}
      </div>
    </>
  );
}
