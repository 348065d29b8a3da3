// Opening labs and strategies, forking library texts, and typing: every change of the document's texts goes through here.

import type { TextInput } from '../../../contract/table.ts';
import { defaultBounds } from '../../../core/check/verdict.ts';
import {
  type DesignChoice,
  type DocumentState,
  isPolicy,
  isStrategy,
  savedFormOf,
} from '../../state/document.ts';
import { notify, textAt, type Workbench } from '../workbench.ts';
import { forkName, originOf, renamedFork } from './origin.ts';

/** A document around a lab that has just been opened: nothing is unsaved. */
export function documentAround(
  lab: TextInput,
  design: DesignChoice,
  rest: Partial<DocumentState> = {},
): DocumentState {
  const document: Omit<DocumentState, 'saved'> = {
    lab,
    ...design,
    own: [],
    kernel: [],
    schedule: { kind: 'round-robin' },
    seed: 1,
    bounds: defaultBounds,
    method: { kind: 'auto' },
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
  job?.cancel();
  bench.document.update(() => document);
  bench.runs.set({
    generation: generation + 1,
    job: undefined,
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
    difference: undefined,
    activeText: document.lab.path,
    drawerTab: 'verdict',
    reveal: undefined,
    welcome: false,
  });
}

/** Shows a text in the editor, read-only unless it belongs to the document. */
export function openText(bench: Workbench, path: string): void {
  const { openTexts } = bench.view.get();
  const known = fixedTexts(bench.document.get()).includes(path) || openTexts.includes(path);
  bench.view.set({
    activeText: path,
    openTexts: known ? openTexts : [...openTexts, path],
    welcome: false,
    large: false,
  });
}

/** Those that always have a tab. A preset brings a dozen policies: these have one only once they are looked at. */
export function fixedTexts({ lab, strategyPath }: DocumentState): readonly string[] {
  return [lab.path, strategyPath];
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

/** Makes a library text the document's own: a strategy or a policy under a new name, a kernel file in place. */
export function forkText(bench: Workbench, path: string): void {
  const found = textAt(bench, path);
  const document = bench.document.get();
  if (!found || isEditable(document, path)) return;
  if (path.startsWith('kernel/')) {
    bench.document.set({ kernel: [...document.kernel, { path, text: found.text }] });
    notify(bench, 'plain', `${path} is now part of your document and replaces the built-in file.`);
    return;
  }
  if (canFork(path)) forkAs(bench, path, found.text);
}

/** A copy of a strategy or a policy with this text, in use where the original was; gives its path. */
export function forkAs(bench: Workbench, path: string, text: string): string {
  const document = bench.document.get();
  const name = forkName(path, document.own);
  bench.document.set({
    own: [...document.own, { path: name, text: renamedFork(text, name) }],
    strategyPath: document.strategyPath === path ? name : document.strategyPath,
    policyPaths: document.policyPaths.map((known) => (known === path ? name : known)),
  });
  closeText(bench, path);
  openText(bench, name);
  return name;
}

/** Labs are written in place; presets only name what there is. */
export function canFork(path: string): boolean {
  return path.startsWith('kernel/') || isStrategy(path) || isPolicy(path);
}

/** Goes back to the built-in text; asks first where something that was written would be lost. */
export function askToRevert(bench: Workbench, path: string): void {
  const origin = originOf(bench.library, path);
  const text = textAt(bench, path)?.text;
  if (!origin || text === undefined) return;
  if (text === origin.text || text === renamedFork(origin.text, path)) {
    revertText(bench, path);
    return;
  }
  bench.view.set({
    overlay: {
      kind: 'confirm',
      title: 'Throw your changes away?',
      text: `${origin.path} is in force again as it is built in. This cannot be undone.`,
      action: 'Revert',
      run: () => revertText(bench, path),
    },
  });
}

/** Throws the person's changes away: the built-in text is in force again. */
export function revertText(bench: Workbench, path: string): void {
  const document = bench.document.get();
  const origin = originOf(bench.library, path);
  if (!origin) return;
  if (path === document.lab.path) {
    changeText(bench, path, origin.text);
    return;
  }
  const chosen = (known: string) => (known === path ? origin.path : known);
  bench.document.set({
    kernel: document.kernel.filter((text) => text.path !== path),
    own: document.own.filter((text) => text.path !== path),
    strategyPath: chosen(document.strategyPath),
    policyPaths: [...new Set(document.policyPaths.map(chosen))],
  });
  closeText(bench, path);
  openText(bench, origin.path);
}
