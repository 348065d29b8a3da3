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
  const paused = useStore(bench.runs, (runs) => runs.job?.paused === true);
  const canPause = useStore(bench.runs, (runs) => runs.job?.pause !== undefined);
  const document = useStore(bench.document, (now) => now);
  const { bounds } = document;
  return (
    <div className="verdict">
      <div className="progress" data-testid="progress">
        <div className="progress__head">
          <h2>
            {stopping ? 'Stopping' : paused ? 'Paused:' : 'Exploring'}{' '}
            <code>{idOfPath(document.lab.path)}</code> under{' '}
            <code>{designLabel(bench.library, document)}</code>
          </h2>
          <div className="progress__actions">
            {canPause && (
              <CommandButton id="explore.pause" icon={paused ? 'play' : 'pause'} testId="pause">
                {paused ? 'Continue' : 'Pause'}
              </CommandButton>
            )}
            <CommandButton id="run.stop" icon="stop">
              Stop
            </CommandButton>
          </div>
        </div>
        {progress ? (
          <>
            <dl className="progress__numbers">
              {progress.runs === undefined ? (
                <Figure name="states" value={count(progress.states)} />
              ) : (
                <Figure name="runs" value={count(progress.runs)} />
              )}
              <Figure
                name="per second"
                value={paused || progress.rate === undefined ? '–' : count(progress.rate)}
              />
              <Figure name="transitions" value={count(progress.transitions)} />
              <Figure name="depth" value={count(progress.depth)} />
              <Figure
                name={progress.runs === undefined ? 'frontier' : 'to go'}
                value={count(progress.frontier)}
              />
              <Figure name={`of ${duration(bounds.maxMilliseconds)}`} value={duration(progress.ms)} />
              <Figure name={`of ${bytes(bounds.maxMemory)}`} value={bytes(progress.memory)} />
            </dl>
            <label className="progress__bar">
              time
              <progress max={bounds.maxMilliseconds} value={progress.ms} />
            </label>
          </>
        ) : (
          <p>Starting…</p>
        )}
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
