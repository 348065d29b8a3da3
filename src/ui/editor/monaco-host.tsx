// One Monaco editor that shows whichever text is active. Texts live in the document; Monaco's models follow it, and what
// is typed flows back through `changeText`.

import { useEffect, useRef, useState } from 'react';
import { changeText, isEditable } from '../app/flows/texts.ts';
import { useTheme } from '../app/use-theme.ts';
import { textAt, useWorkbench, type Workbench } from '../app/workbench.ts';
import { findCommand, perform } from '../commands/table.ts';
import { currentEntry, type RunEntry } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import { markersOf, runDecorations } from './decorations.ts';
import { followDocument } from './follow-document.ts';
import { languageId } from './lab-c-language.ts';
import { startLanguage } from './language.ts';
import { monaco, pathOf, uriOf } from './monaco.ts';
import { applyMonacoTheme } from './monaco-theme.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

export function MonacoHost({ path }: { readonly path: string }) {
  const bench = useWorkbench();
  const box = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const theme = useTheme();
  const text = useStore(bench.document, () => textAt(bench, path)?.text ?? '');
  const editable = useStore(bench.document, (document) => isEditable(document, path));

  useEffect(() => {
    if (!box.current) return;
    startLanguage(bench);
    const made = createEditor(bench, box.current);
    setEditor(made);
    return () => made.dispose();
  }, [bench]);
  useEffect(() => applyMonacoTheme(theme), [theme]);
  useShownText(bench, editor, path, text);
  useEffect(() => {
    editor?.updateOptions({
      readOnly: !editable,
      readOnlyMessage: { value: 'This text is part of pinlab. Fork it to edit a copy of your own.' },
      ariaLabel: `${path}${editable ? '' : ', read only'}`,
    });
  }, [editor, editable, path]);
  useMarkers(bench, editor, path);
  useRunDecorations(bench, editor, path);
  useReveal(bench, editor, path);
  return <div ref={box} className="editor-host" data-testid="editor" />;
}

function createEditor(bench: Workbench, box: HTMLElement): Editor {
  const made = monaco.editor.create(box, {
    model: null,
    language: languageId,
    automaticLayout: true,
    fontFamily: getComputedStyle(box).getPropertyValue('--font-mono'),
    fontSize: 13,
    lineHeight: 19,
    tabSize: 8,
    insertSpaces: false,
    detectIndentation: false,
    // Monaco closes brackets only in lines that it has read already: what a text says would depend on how fast it was typed.
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
    minimap: { enabled: false },
    glyphMargin: true,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 6,
    folding: true,
    scrollBeyondLastLine: false,
    renderLineHighlight: 'line',
    renderLineHighlightOnlyWhenFocus: true,
    'semanticHighlighting.enabled': true,
    fixedOverflowWidgets: true,
    stickyScroll: { enabled: false },
    occurrencesHighlight: 'off',
    overviewRulerBorder: false,
    bracketPairColorization: { enabled: false },
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, comments: false, strings: false },
    accessibilitySupport: 'auto',
    contextmenu: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  });
  made.addAction({
    id: 'pinlab.loadBearing',
    label: 'Is this line load-bearing?',
    contextMenuGroupId: 'navigation',
    run: () => {
      const command = findCommand('explore.loadBearing');
      if (command) perform(bench, command);
    },
  });
  made.onDidChangeModelContent((event) => {
    const model = made.getModel();
    const path = model ? pathOf(model.uri) : undefined;
    if (!model || path === undefined || event.isFlush) return;
    changeText(bench, path, model.getValue());
  });
  return made;
}

/** Shows the text at `path`; keeps scroll and selection of the texts that are not shown. */
function useShownText(bench: Workbench, editor: Editor | undefined, path: string, text: string): void {
  const kept = useRef(new Map<string, monaco.editor.ICodeEditorViewState>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is no reason to show another model, see below
  useEffect(() => {
    if (!editor) return;
    const uri = uriOf(path);
    const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, languageId, uri);
    editor.setModel(model);
    const state = kept.current.get(path);
    if (state) editor.restoreViewState(state);
    return () => {
      const now = editor.getModel() === model ? editor.saveViewState() : null;
      if (now) kept.current.set(path, now);
    };
  }, [editor, path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` only says when to look
  useEffect(() => {
    const model = editor?.getModel();
    if (model && pathOf(model.uri) === path) followDocument(bench, path, model);
  }, [bench, editor, path, text]);
}

function useMarkers(bench: Workbench, editor: Editor | undefined, path: string): void {
  const check = useStore(bench.runs, (runs) => runs.check);
  useEffect(() => {
    const model = monaco.editor.getModel(uriOf(path));
    if (!editor || !model) return;
    const found = check?.report?.diagnostics.filter((diagnostic) => diagnostic.path === path) ?? [];
    monaco.editor.setModelMarkers(model, 'pinlab', markersOf(found));
  }, [check, editor, path]);
}

function useRunDecorations(bench: Workbench, editor: Editor | undefined, path: string): void {
  const entry = useStore(bench.runs, currentEntry);
  const cursor = useStore(bench.view, (view) => view.cursor);
  const text = useStore(bench.document, () => textAt(bench, path)?.text);
  const drawn = useRef<monaco.editor.IEditorDecorationsCollection>(undefined);
  useEffect(() => {
    if (!editor) return;
    drawn.current ??= editor.createDecorationsCollection();
    const about = entry && textOfRun(bench, entry, path) === text ? entry.run : undefined;
    drawn.current.set(about ? [...runDecorations(about, cursor, path)] : []);
    const mark = drawn.current.getRanges()[0];
    if (mark && cursor > 0 && !editor.hasTextFocus()) {
      editor.revealLineInCenterIfOutsideViewport(mark.startLineNumber, monaco.editor.ScrollType.Immediate);
    }
  }, [bench, editor, entry, cursor, path, text]);
}

/** The text that the run was made from: marks in a text that has changed since would be lies. */
function textOfRun(bench: Workbench, entry: RunEntry, path: string): string | undefined {
  const { lab, strategy, policies, kernel } = entry.input;
  return (
    [lab, strategy, ...policies, ...kernel].find((one) => one.path === path)?.text ??
    bench.library.texts.find((one) => one.path === path)?.text
  );
}

function useReveal(bench: Workbench, editor: Editor | undefined, path: string): void {
  const reveal = useStore(bench.view, (view) => view.reveal);
  useEffect(() => {
    if (!editor || reveal?.path !== path) return;
    editor.setPosition({ lineNumber: reveal.line, column: reveal.column });
    editor.revealLineInCenterIfOutsideViewport(reveal.line, monaco.editor.ScrollType.Immediate);
    if (reveal.focus) editor.focus();
    bench.view.set({ reveal: undefined });
  }, [bench, editor, reveal, path]);
}
