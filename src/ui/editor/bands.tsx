// What a text is, said above it: part of pinlab or the person's own, recovered, or newer than the results.

import { originOf } from '../app/flows/origin.ts';
import { askToRevert, canFork, forkText, isEditable } from '../app/flows/texts.ts';
import { textAt, useWorkbench } from '../app/workbench.ts';
import { inputOf, isPolicy, isStrategy, sameInput } from '../state/document.ts';
import { currentEntry } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { CommandButton } from '../toolbar/command-button.tsx';
import { Button, IconButton } from '../widgets/button.tsx';

export function Bands({ path }: { readonly path: string }) {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const entry = useStore(bench.runs, currentEntry);
  const input = inputOf(document, bench.library);
  const builtIn = !isEditable(document, path);
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const stale = entry !== undefined && !sameInput(entry.input, input);
  const verdictIsFresh = explored !== undefined && sameInput(explored.input, input);
  return (
    <>
      {builtIn ? <BuiltInBand path={path} /> : <OwnBand path={path} />}
      {path === document.lab.path && document.recovered && (
        <p className="app-band app-band--stale" data-testid="recovered-band">
          <span>Recovered: this text was not saved when the window was last closed.</span>
          <IconButton icon="close" label="Dismiss" onClick={() => bench.document.set({ recovered: false })} />
        </p>
      )}
      {stale && !builtIn && (
        <p className="app-band app-band--stale" data-testid="stale-band">
          <span>
            {verdictIsFresh
              ? 'The verdict is about this text; the timeline still shows an earlier run, of another text or design. Run once to see one of this.'
              : 'Results are from the previous text or design – run or explore again.'}
          </span>
        </p>
      )}
    </>
  );
}

function BuiltInBand({ path }: { readonly path: string }) {
  const bench = useWorkbench();
  const forkable = canFork(path);
  return (
    <p className="app-band" data-testid="built-in-band">
      <span>Part of pinlab, read only{forkable ? '; fork it to edit a copy of your own' : ''}.</span>
      {(isStrategy(path) || isPolicy(path)) && <LoadBearingButton />}
      {forkable && (
        <Button look="quiet" onClick={() => forkText(bench, path)} data-testid="fork">
          Fork to edit
        </Button>
      )}
    </p>
  );
}

/** The person's text that comes from a built-in one and is no longer the same. */
function OwnBand({ path }: { readonly path: string }) {
  const bench = useWorkbench();
  const text = useStore(bench.document, () => textAt(bench, path)?.text);
  const shown = useStore(bench.view, (view) => view.difference === path);
  const origin = originOf(bench.library, path);
  if (!origin || (origin.text === text && origin.path === path && !shown)) {
    return isStrategy(path) || isPolicy(path) ? (
      <p className="app-band">
        <span>Yours.</span>
        <LoadBearingButton />
      </p>
    ) : undefined;
  }
  return (
    <p className="app-band" data-testid="own-band">
      <span>
        {origin.path === path ? 'Your version of the built-in text.' : `Your copy of ${origin.path}.`}
      </span>
      {(isStrategy(path) || isPolicy(path)) && <LoadBearingButton />}
      <Button
        look="quiet"
        pressed={shown}
        data-testid="show-difference"
        onClick={() => bench.view.set({ difference: shown ? undefined : path })}
      >
        {shown ? 'Hide difference' : 'Show difference'}
      </Button>
      <Button look="quiet" data-testid="revert" onClick={() => askToRevert(bench, path)}>
        Revert
      </Button>
    </p>
  );
}

function LoadBearingButton() {
  return (
    <CommandButton id="explore.loadBearing" look="quiet" testId="load-bearing-here">
      Load-bearing lines?
    </CommandButton>
  );
}
