// The editor: tabs for the lab, the design's texts and whatever was opened to read; bands that say what a text is; Monaco.

import { originOf } from '../app/flows/origin.ts';
import { closeText, fixedTexts, openText } from '../app/flows/texts.ts';
import { useWorkbench } from '../app/workbench.ts';
import { isTextUnsaved } from '../state/document.ts';
import { useStore } from '../state/use-store.ts';
import { type Tab, Tabs, tabPanelProps } from '../widgets/tabs.tsx';
import { Bands } from './bands.tsx';
import { DifferenceHost } from './difference-host.tsx';
import { MonacoHost } from './monaco-host.tsx';
import './editor.css';

export function EditorRegion() {
  const bench = useWorkbench();
  const document = useStore(bench.document, (now) => now);
  const openTexts = useStore(bench.view, (view) => view.openTexts);
  const active = useStore(bench.view, (view) => view.activeText);
  const difference = useStore(bench.view, (view) => view.difference);
  const problems = useStore(bench.runs, (runs) => runs.check?.report?.diagnostics);
  const errorsIn = (path: string) =>
    problems?.filter((found) => found.path === path && found.severity === 'error').length ?? 0;
  const fixed = fixedTexts(document);
  const paths = [...fixed, ...openTexts.filter((path) => !fixed.includes(path))];
  const selected = paths.includes(active) ? active : document.lab.path;
  const origin = originOf(bench.library, selected);
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
        {difference === selected && origin ? (
          <DifferenceHost path={selected} original={origin.text} />
        ) : (
          <MonacoHost path={selected} />
        )}
      </div>
    </div>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
