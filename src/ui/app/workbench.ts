// Everything that an action of the window needs, in one place: the lab's client, what it offers, and the three stores.
// Made once when the window starts; components get it from `useWorkbench`, commands and flows as an argument.

import { createContext, useContext } from 'react';
import type { FaceDescription, LabClient, Library, TextInput } from '../../contract/table.ts';
import { assert } from '../../core/base/assert.ts';
import { type DocumentState, inputOf, isDirty } from '../state/document.ts';
import { type RunsState, withLogLine } from '../state/runs.ts';
import type { Store } from '../state/store.ts';
import type { Notice, ViewState } from '../state/view.ts';

export interface Workbench {
  readonly client: LabClient;
  readonly face: FaceDescription;
  readonly library: Library;
  readonly document: Store<DocumentState>;
  readonly view: Store<ViewState>;
  readonly runs: Store<RunsState>;
}

export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

export function useWorkbench(): Workbench {
  const bench = useContext(WorkbenchContext);
  assert(bench !== undefined, 'components are rendered inside a WorkbenchContext');
  return bench;
}

export function currentInput(bench: Workbench) {
  return inputOf(bench.document.get(), bench.library);
}

export function hasUnsavedWork(bench: Workbench): boolean {
  return isDirty(bench.document.get());
}

export function log(bench: Workbench, text: string): void {
  bench.runs.update((state) => withLogLine(state, Date.now(), text));
}

const noticeTime = 6000;

/** A short message at the window's edge; it goes by itself. */
export function notify(bench: Workbench, tone: Notice['tone'], text: string): void {
  const id = 1 + Math.max(0, ...bench.view.get().notices.map((notice) => notice.id));
  bench.view.update((view) => ({
    ...view,
    notices: [...view.notices.filter((one) => one.text !== text), { id, tone, text }].slice(-3),
  }));
  setTimeout(() => dismissNotice(bench, id), noticeTime);
}

export function dismissNotice(bench: Workbench, id: number): void {
  bench.view.update((view) => ({ ...view, notices: view.notices.filter((notice) => notice.id !== id) }));
}

/** A message that stays until it is read. */
export function tell(bench: Workbench, title: string, text: string, remedy: string): void {
  bench.view.set({ overlay: { kind: 'message', title, text, remedy } });
}

export function moveCursor(bench: Workbench, cursor: number): void {
  bench.view.set({ cursor, follow: false });
}

/** The text that a person sees under this path: the document's where it has one, else the library's. */
export function textAt(bench: Workbench, path: string): TextInput | undefined {
  const { lab, own, kernel } = bench.document.get();
  if (lab.path === path) return lab;
  return (
    own.find((text) => text.path === path) ??
    kernel.find((text) => text.path === path) ??
    bench.library.texts.find((text) => text.path === path)
  );
}
