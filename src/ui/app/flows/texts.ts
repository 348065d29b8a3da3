// Opening labs and strategies, forking library texts, and typing: every change of the document's texts goes through here.

import type { TextInput } from '../../../contract/table.ts';
import { defaultBounds } from '../../../core/check/verdict.ts';
import { type DocumentState, savedFormOf } from '../../state/document.ts';
import { notify, textAt, type Workbench } from '../workbench.ts';

/** A document around a lab that has just been opened: nothing is unsaved. */
export function documentAround(
  lab: TextInput,
  strategyPath: string,
  rest: Partial<DocumentState> = {},
): DocumentState {
  const document: Omit<DocumentState, 'saved'> = {
    lab,
    strategyPath,
    own: [],
    kernel: [],
    policy: { kind: 'round-robin' },
    seed: 1,
    bounds: defaultBounds,
    notes: [],
    file: undefined,
    recovered: false,
    ...rest,
  };
  return { ...document, saved: rest.saved ?? savedFormOf(document) };
}

/** Puts another document into the window; results of the old one go. */
export function showDocument(bench: Workbench, document: DocumentState): void {
  const { job, generation } = bench.runs.get();
  const matrix = job?.kind === 'matrix' ? job : undefined;
  if (!matrix) job?.cancel();
  bench.document.update(() => document);
  bench.runs.set({
    generation: generation + 1,
    job: matrix,
    entries: [],
    current: undefined,
    explored: undefined,
    failure: undefined,
    recorded: undefined,
    progress: undefined,
  });
  bench.view.set({
    cursor: 0,
    follow: true,
    selectedPage: 0,
    openTexts: [],
    activeText: document.lab.path,
    drawerTab: 'verdict',
    reveal: undefined,
    welcome: false,
  });
}

export function chooseStrategy(bench: Workbench, path: string): void {
  const { strategyPath } = bench.document.get();
  if (path === strategyPath) return;
  bench.document.set({ strategyPath: path });
  const { activeText, openTexts } = bench.view.get();
  if (activeText === strategyPath) bench.view.set({ activeText: path });
  bench.view.set({ openTexts: openTexts.filter((open) => open !== path) });
}

/** Shows a text in the editor, read-only unless it belongs to the document. */
export function openText(bench: Workbench, path: string): void {
  const { lab, strategyPath } = bench.document.get();
  const { openTexts } = bench.view.get();
  const known = path === lab.path || path === strategyPath || openTexts.includes(path);
  bench.view.set({ activeText: path, openTexts: known ? openTexts : [...openTexts, path], welcome: false });
}

export function closeText(bench: Workbench, path: string): void {
  const { openTexts, activeText } = bench.view.get();
  bench.view.set({
    openTexts: openTexts.filter((open) => open !== path),
    activeText: activeText === path ? bench.document.get().lab.path : activeText,
  });
}

export function isEditable(document: DocumentState, path: string): boolean {
  return (
    path === document.lab.path ||
    document.own.some((text) => text.path === path) ||
    document.kernel.some((text) => text.path === path)
  );
}

export function changeText(bench: Workbench, path: string, text: string): void {
  bench.document.update((document) => {
    if (document.lab.path === path) {
      return document.lab.text === text ? document : { ...document, lab: { path, text } };
    }
    const change = (texts: readonly TextInput[]) =>
      texts.map((known) => (known.path === path ? { path, text } : known));
    if (document.own.some((known) => known.path === path)) return { ...document, own: change(document.own) };
    if (document.kernel.some((known) => known.path === path))
      return { ...document, kernel: change(document.kernel) };
    return document;
  });
}

/** Makes a library text the document's own: a strategy under a new name, a kernel file in place. */
export function forkText(bench: Workbench, path: string): void {
  const found = textAt(bench, path);
  const document = bench.document.get();
  if (!found || isEditable(document, path)) return;
  if (path.startsWith('kernel/')) {
    bench.document.set({ kernel: [...document.kernel, { path, text: found.text }] });
    notify(bench, 'plain', `${path} is now part of your document and replaces the built-in file.`);
    return;
  }
  if (!path.endsWith('.strategy.c')) return;
  const fork = { path: forkName(path, document), text: renamedStrategy(found.text) };
  bench.document.set({
    own: [...document.own, fork],
    strategyPath: document.strategyPath === path ? fork.path : document.strategyPath,
  });
  closeText(bench, path);
  openText(bench, fork.path);
}

function forkName(path: string, document: DocumentState): string {
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.strategy\.c$/, '');
  for (let n = 1; ; n++) {
    const name = `${base}-fork${n === 1 ? '' : `-${n}`}.strategy.c`;
    if (!document.own.some((text) => text.path === name)) return name;
  }
}

/** The fork's own id, so that verdicts name it and not the strategy it came from. */
function renamedStrategy(text: string): string {
  return text.replace(/(STRATEGY\s*\(\s*")([^"\n]*)(")/, '$1$2-fork$3');
}
