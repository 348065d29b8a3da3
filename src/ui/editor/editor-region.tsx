// The editor: tabs for the lab, the strategy and whatever was opened to read; bands that say what a text is; Monaco.

import { closeText, forkText, isEditable, openText } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { inputOf, isTextUnsaved, sameInput } from '../state/document.ts';
import { currentEntry } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { type Tab, Tabs, tabPanelProps } from '../widgets/tabs.tsx';
import { MonacoHost } from './monaco-host.tsx';
import './editor.css';

export function EditorRegion() {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const openTexts = useStore(bench.view, (view) => view.openTexts);
  const active = useStore(bench.view, (view) => view.activeText);
  const problems = useStore(bench.runs, (runs) => runs.check?.report?.diagnostics);
  const errorsIn = (path: string) =>
    problems?.filter((found) => found.path === path && found.severity === 'error').length ?? 0;
  const fixed = [document.lab.path, document.strategyPath];
  const paths = [...fixed, ...openTexts.filter((path) => !fixed.includes(path))];
  const selected = paths.includes(active) ? active : document.lab.path;
  const tabs: readonly Tab<string>[] = paths.map((path) => {
    const errors = errorsIn(path);
    return {
      id: path,
      label: `${fileName(path)}${isTextUnsaved(document, path) ? ' *' : ''}`,
      closable: !fixed.includes(path),
      ...(errors > 0 ? { badge: errors } : {}),
    };
  });
  return (
    <div className="app-stack">
      <Tabs
        group="editor"
        label="Texts"
        mono
        tabs={tabs}
        selected={selected}
        onSelect={(path) => openText(bench, path)}
        onClose={(path) => closeText(bench, path)}
      />
      <Bands path={selected} />
      <div className="app-stack__rest" {...tabPanelProps('editor', selected)}>
        <MonacoHost path={selected} />
      </div>
    </div>
  );
}

function Bands({ path }: { readonly path: string }) {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const entry = useStore(bench.runs, currentEntry);
  const input = inputOf(document, bench.library);
  const canFork = path.startsWith('kernel/') || path.endsWith('.strategy.c');
  const builtIn = !isEditable(document, path);
  const explored = useStore(bench.runs, (runs) => runs.explored);
  const stale = entry !== undefined && !sameInput(entry.input, input);
  const verdictIsFresh = explored !== undefined && sameInput(explored.input, input);
  return (
    <>
      {builtIn && (
        <p className="app-band" data-testid="built-in-band">
          <span>Part of pinlab, read only{canFork ? '; fork it to edit a copy of your own' : ''}.</span>
          {canFork && (
            <Button look="quiet" onClick={() => forkText(bench, path)} data-testid="fork">
              Fork to edit
            </Button>
          )}
        </p>
      )}
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
              ? 'The verdict is about this text; the timeline still shows an earlier run, of another text or strategy. Run once to see one of this.'
              : 'Results are from the previous text or strategy – run or explore again.'}
          </span>
        </p>
      )}
    </>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
