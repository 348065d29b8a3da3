// What a person edits and saves: the lab's text, the strategy, forked texts, and how to run and explore.
//
// Promises: plain data; `inputOf` gives what the lab service needs and stays the same object while nothing that decides
// a result changes. Does not: know where the cursor is (view.ts) or what was found (runs.ts).

import type { LabInput, Library, TextInput } from '../../contract/table.ts';
import type { Bounds } from '../../core/check/verdict.ts';

export type PolicyChoice =
  | { readonly kind: 'round-robin' }
  | { readonly kind: 'random' }
  /** The person chooses who runs next. */
  | { readonly kind: 'stepwise' };

/** The file on disk that the document came from or was last saved to. */
export interface DocumentFile {
  readonly kind: 'lab' | 'session';
  readonly name: string;
  /** Stands for the path where the face has files; undefined where saving is a download. */
  readonly token: string | undefined;
}

/** What the file holds, to compare with; the recipe counts only where the file is a session. */
export interface SavedForm {
  readonly lab: string;
  readonly own: readonly TextInput[];
  readonly kernel: readonly TextInput[];
  readonly strategyPath: string;
  readonly notes: readonly Note[];
}

/** A remark at a cursor position; the window keeps those of an opened session. */
export interface Note {
  readonly cursor: number;
  readonly text: string;
}

export interface DocumentState {
  readonly lab: TextInput;
  /** Path of the strategy in use: one of the library's, or one of `own`. */
  readonly strategyPath: string;
  /** Strategies of the person's own, forked from the library. */
  readonly own: readonly TextInput[];
  /** Kernel library files of the person's own; each replaces the built-in file of the same path. */
  readonly kernel: readonly TextInput[];
  readonly policy: PolicyChoice;
  readonly seed: number;
  readonly bounds: Bounds;
  readonly notes: readonly Note[];
  readonly file: DocumentFile | undefined;
  readonly saved: SavedForm;
  /** Restored from a backup after the window was closed without saving. */
  readonly recovered: boolean;
}

export function savedFormOf(document: Omit<DocumentState, 'saved'>): SavedForm {
  return {
    lab: document.lab.text,
    own: document.own,
    kernel: document.kernel,
    strategyPath: document.strategyPath,
    notes: document.notes,
  };
}

/** Whether something would be lost if the document were closed now. */
export function isDirty(document: DocumentState): boolean {
  const { saved } = document;
  const recipeChanged = document.file?.kind === 'session' && document.strategyPath !== saved.strategyPath;
  return (
    document.lab.text !== saved.lab ||
    document.notes !== saved.notes ||
    !sameTexts(document.own, saved.own) ||
    !sameTexts(document.kernel, saved.kernel) ||
    recipeChanged
  );
}

/** Whether this one text is not what the file holds. */
export function isTextUnsaved(document: DocumentState, path: string): boolean {
  const { lab, own, kernel, saved } = document;
  if (lab.path === path) return lab.text !== saved.lab;
  const now = [...own, ...kernel].find((text) => text.path === path);
  const before = [...saved.own, ...saved.kernel].find((text) => text.path === path);
  return now !== undefined && now.text !== before?.text;
}

export function documentName(document: DocumentState): string {
  return document.file?.name ?? document.lab.path.slice(document.lab.path.lastIndexOf('/') + 1);
}

export function strategyOf(document: DocumentState, library: Library): TextInput {
  const found =
    document.own.find((text) => text.path === document.strategyPath) ??
    library.texts.find((text) => text.path === document.strategyPath);
  return { path: document.strategyPath, text: found?.text ?? '' };
}

const inputs = new WeakMap<TextInput, LabInput>();

/** What is checked, run and explored. The same object as before while its texts are the same. */
export function inputOf(document: DocumentState, library: Library): LabInput {
  const strategy = strategyOf(document, library);
  const known = inputs.get(document.lab);
  const next: LabInput = { lab: document.lab, strategy, kernel: document.kernel };
  if (known && sameInput(known, next)) return known;
  inputs.set(document.lab, next);
  return next;
}

export function sameInput(a: LabInput, b: LabInput): boolean {
  if (a === b) return true;
  return sameTexts([a.lab, a.strategy], [b.lab, b.strategy]) && sameTexts(a.kernel, b.kernel);
}

function sameTexts(a: readonly TextInput[], b: readonly TextInput[]): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((text, i) => text.path === b[i]?.path && text.text === b[i]?.text))
  );
}
