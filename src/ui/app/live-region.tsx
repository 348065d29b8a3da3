// What a screen reader is told without asking: progress politely and rarely, the final verdict at once.

import { useEffect, useState } from 'react';
import { verdictSentence } from '../../core/report/verdict-sentence.ts';
import { useStore } from '../state/use-store.ts';
import { count } from './numbers.ts';
import { useWorkbench } from './workbench.ts';

const quietTime = 5000;

export function LiveRegion() {
  const bench = useWorkbench();
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const job = useStore(bench.runs, (runs) => runs.job?.kind);
  const [polite, setPolite] = useState('');
  useEffect(() => {
    if (job !== 'explore') {
      setPolite('');
      return;
    }
    setPolite('Exploring.');
    const timer = setInterval(() => {
      const { progress } = bench.runs.get();
      if (progress) setPolite(`${count(progress.states)} states, no violation so far.`);
    }, quietTime);
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
