// A search at work: states, speed, depth, frontier, time and memory against the bounds that really exist.

import { bytes, count, duration } from '../app/numbers.ts';
import { useWorkbench } from '../app/workbench.ts';
import { designLabel, idOfPath } from '../state/design-name.ts';
import { useStore } from '../state/use-store.ts';
import { CommandButton } from '../toolbar/command-button.tsx';

export function Progress() {
  const bench = useWorkbench();
  const progress = useStore(bench.runs, (runs) => runs.progress);
  const stopping = useStore(bench.runs, (runs) => runs.job?.stopping === true);
  const document = useStore(bench.document, (now) => now);
  const { bounds } = document;
  const speed = progress && progress.ms > 0 ? (progress.states / progress.ms) * 1000 : undefined;
  return (
    <div className="verdict">
      <div className="progress" data-testid="progress">
        <h2>
          {stopping ? 'Stopping' : 'Exploring'} <code>{idOfPath(document.lab.path)}</code> under{' '}
          <code>{designLabel(bench.library, document)}</code>
        </h2>
        {progress ? (
          <>
            <dl className="progress__numbers">
              <Figure name="states" value={count(progress.states)} />
              {speed !== undefined && <Figure name="per second" value={count(speed)} />}
              <Figure name="depth" value={count(progress.depth)} />
              <Figure name="frontier" value={count(progress.frontier)} />
              <Figure name={`of ${duration(bounds.maxMilliseconds)}`} value={duration(progress.ms)} />
              <Figure name={`of ${bytes(bounds.maxMemory)}`} value={bytes(progress.memory)} />
            </dl>
            <label className="progress__bar">
              time
              <progress max={bounds.maxMilliseconds} value={progress.ms} />
            </label>
            <p>No violation so far.</p>
          </>
        ) : (
          <p>Starting…</p>
        )}
        <CommandButton id="run.stop" icon="stop">
          Stop
        </CommandButton>
      </div>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
