// The person's text beside the built-in one that it is a copy of: Monaco's difference editor. The right side is the same
// model as in the editor, so that what is typed here is typed there.

import { useEffect, useRef } from 'react';
import { changeText } from '../app/flows/texts.ts';
import { useTheme } from '../app/use-theme.ts';
import { textAt, useWorkbench } from '../app/workbench.ts';
import { useStore } from '../state/use-store.ts';
import { followDocument } from './follow-document.ts';
import { languageId } from './lab-c-language.ts';
import { startLanguage } from './language.ts';
import { monaco, uriOf } from './monaco.ts';
import { applyMonacoTheme } from './monaco-theme.ts';

export interface DifferenceHostProps {
  readonly path: string;
  readonly original: string;
}

/** Narrower than this, the two texts stand below each other. */
const sideBySideFrom = 700;

export function DifferenceHost({ path, original }: DifferenceHostProps) {
  const bench = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const text = useStore(bench.document, () => textAt(bench, path)?.text ?? '');
  useEffect(() => applyMonacoTheme(theme), [theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text flows into the model by the effect below
  useEffect(() => {
    if (!box.current) return;
    startLanguage(bench);
    const made = monaco.editor.createDiffEditor(box.current, {
      automaticLayout: true,
      fontFamily: getComputedStyle(box.current).getPropertyValue('--font-mono'),
      fontSize: 13,
      lineHeight: 19,
      minimap: { enabled: false },
      originalEditable: false,
      renderSideBySide: true,
      renderSideBySideInlineBreakpoint: sideBySideFrom,
      useInlineViewWhenSpaceIsLimited: true,
      renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true, contextLineCount: 2 },
      scrollBeyondLastLine: false,
      fixedOverflowWidgets: true,
      autoClosingBrackets: 'never',
      autoClosingQuotes: 'never',
      originalAriaLabel: `built-in text of ${path}, read only`,
      modifiedAriaLabel: `your ${path}`,
    });
    const before = monaco.editor.createModel(original, languageId);
    const uri = uriOf(path);
    const after = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, languageId, uri);
    made.setModel({ original: before, modified: after });
    const arrived = made.onDidUpdateDiff(() => {
      made.revealFirstDiff();
      arrived.dispose();
    });
    const watching = after.onDidChangeContent((event) => {
      if (!event.isFlush) changeText(bench, path, after.getValue());
    });
    return () => {
      arrived.dispose();
      watching.dispose();
      made.dispose();
      before.dispose();
    };
  }, [bench, path, original]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` only says when to look
  useEffect(() => {
    const model = monaco.editor.getModel(uriOf(path));
    if (model) followDocument(bench, path, model);
  }, [bench, path, text]);
  return <div ref={box} className="editor-host" data-testid="difference" />;
}
