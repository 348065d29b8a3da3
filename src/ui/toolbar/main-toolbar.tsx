// The toolbar: what changes the question (design, method and bounds) and what makes the lab answer (run, step, explore).

import { count, duration } from '../app/numbers.ts';
import { useWorkbench, type Workbench } from '../app/workbench.ts';
import { DesignButton } from '../design/design-button.tsx';
import { methodName } from '../search/method-words.ts';
import type { DocumentState, ScheduleChoice } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import type { Speed } from '../state/view.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { Select } from '../widgets/select.tsx';
import { Toolbar, ToolbarSeparator, ToolbarSpace } from '../widgets/toolbar.tsx';
import { CommandButton } from './command-button.tsx';
import { WindowMenu } from './window-menu.tsx';
import './toolbar.css';

const schedules = [
  { value: 'round-robin', label: 'Round-robin' },
  { value: 'random', label: 'Random' },
  { value: 'stepwise', label: 'Step by step' },
] as const;

const speeds = [
  { value: 'full', label: 'Full speed' },
  { value: 'slow', label: 'Slow (4 per s)' },
] as const;

export function MainToolbar() {
  const bench = useWorkbench();
  const schedule = useStore(bench.document, (document) => document.schedule);
  const seed = useStore(bench.document, (document) => document.seed);
  const speed = useStore(bench.view, (view) => view.speed);
  const exploring = useStore(bench.runs, (runs) => runs.job?.kind === 'explore');
  return (
    <Toolbar label="Run and explore" className="main-toolbar">
      {bench.face.kind === 'browser' && (
        <>
          <WindowMenu />
          <ToolbarSeparator />
        </>
      )}
      <CommandButton id="run.start" icon="play" testId="run">
        Run
      </CommandButton>
      <CommandButton id="run.stepBack" icon="step-back" iconOnly testId="step-back">
        Step back
      </CommandButton>
      <CommandButton id="run.step" icon="step-forward" iconOnly testId="step">
        Step
      </CommandButton>
      <CommandButton id="explore.start" icon="explore" look="primary" testId="explore" focusOnStart>
        {exploring ? 'Exploring…' : 'Explore'}
      </CommandButton>
      <CommandButton id="run.stop" icon="stop" iconOnly testId="stop" />
      <ToolbarSeparator />
      <DesignButton />
      <ToolbarSeparator />
      <Select
        label="Schedule"
        value={schedule.kind}
        options={schedules}
        testId="schedule"
        onChange={(kind) => bench.document.set({ schedule: { kind } satisfies ScheduleChoice })}
      />
      {schedule.kind === 'random' && (
        <span className="main-toolbar__seed">
          <label>
            seed{' '}
            <input
              className="main-toolbar__number mono"
              data-testid="seed"
              inputMode="numeric"
              value={seed}
              onChange={(event) => setSeed(bench, event.target.value)}
            />
          </label>
          <IconButton icon="plus" label="Another seed" onClick={() => setSeed(bench, String(seed + 1))} />
        </span>
      )}
      {schedule.kind !== 'stepwise' && (
        <Select<Speed>
          label="Speed"
          labelHidden
          value={speed}
          options={speeds}
          testId="speed"
          onChange={(next) => bench.view.set({ speed: next })}
        />
      )}
      <ToolbarSpace />
      <SearchButton />
      <IconButton
        icon="question"
        label="All commands and keys"
        shortcut="?"
        onClick={() => bench.view.set({ overlay: { kind: 'help' } })}
      />
    </Toolbar>
  );
}

/** How Explore searches, where it is not by itself, and the dialog that changes it. */
function SearchButton() {
  const bench = useWorkbench();
  const bounds = useStore(bench.document, (document: DocumentState) => document.bounds);
  const { kind } = useStore(bench.document, (document: DocumentState) => document.method);
  return (
    <Button
      look="quiet"
      hint={`${methodName(kind)}; at most ${count(bounds.maxStates)} states and ${duration(bounds.maxMilliseconds)}`}
      data-testid="bounds"
      onClick={() => bench.view.set({ overlay: { kind: 'bounds' } })}
    >
      {kind === 'auto' ? 'Search' : `Search: ${methodName(kind)}`}
    </Button>
  );
}

const largestSeed = 0x7fff_ffff;

function setSeed(bench: Workbench, text: string): void {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed <= largestSeed) bench.document.set({ seed });
}
