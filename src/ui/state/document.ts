// What a person edits and saves: the lab's text, the design (strategy, policies, memory model), forked texts, and how to
// run and explore.
//
// Promises: plain data; `inputOf` gives what the lab service needs and stays the same object while nothing that decides
// a result changes. Does not: know where the cursor is (view.ts) or what was found (runs.ts).

import type { LabInput, Library, TextInput } from '../../contract/table.ts';
import type { SearchMethod } from '../../core/check/search-method.ts';
import type { Bounds, MemoryModel } from '../../core/check/verdict.ts';

/** How a single run is scheduled. */
export type ScheduleChoice =
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
  readonly design: DesignChoice;
  readonly notes: readonly Note[];
}

/** A remark at a cursor position; the window keeps those of an opened session. */
export interface Note {
  readonly cursor: number;
  readonly text: string;
}

/** Strategy, policies and memory model; paths are the library's or those of the document's own texts. */
export interface DesignChoice {
  readonly strategyPath: string;
  /** In the order in which they were chosen. */
  readonly policyPaths: readonly string[];
  readonly memory: MemoryModel;
  /** The preset that all this was last set from; parts may have been changed since. */
  readonly preset: string | undefined;
}

export interface DocumentState extends DesignChoice {
  readonly lab: TextInput;
  /** Strategies and policies of the person's own, forked from the library. */
  readonly own: readonly TextInput[];
  /** Kernel library files of the person's own; each replaces the built-in file of the same path. */
  readonly kernel: readonly TextInput[];
  readonly schedule: ScheduleChoice;
  readonly seed: number;
  readonly bounds: Bounds;
  /** How Explore searches; matrix and load-bearing lines are exact always. */
  readonly method: SearchMethod;
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
    design: designOf(document),
    notes: document.notes,
  };
}

/** The design part of a document, and nothing else of it. */
export function designOf({ strategyPath, policyPaths, memory, preset }: DesignChoice): DesignChoice {
  return { strategyPath, policyPaths, memory, preset };
}

export function sameDesign(a: DesignChoice, b: DesignChoice): boolean {
  return (
    a.strategyPath === b.strategyPath &&
    a.memory === b.memory &&
    a.policyPaths.length === b.policyPaths.length &&
    a.policyPaths.every((path, i) => path === b.policyPaths[i])
  );
}

/** Whether something would be lost if the document were closed now. */
export function isDirty(document: DocumentState): boolean {
  const { saved } = document;
  const recipeChanged = document.file?.kind === 'session' && !sameDesign(document, saved.design);
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
  return textOf(document, library, document.strategyPath);
}

export function policiesOf(document: DocumentState, library: Library): readonly TextInput[] {
  return document.policyPaths.map((path) => textOf(document, library, path));
}

/** One of the document's own texts, else the library's. */
function textOf(document: DocumentState, library: Library, path: string): TextInput {
  const found =
    document.own.find((text) => text.path === path) ?? library.texts.find((text) => text.path === path);
  return { path, text: found?.text ?? '' };
}

const inputs = new WeakMap<TextInput, LabInput>();

/** What is checked, run and explored. The same object as before while nothing of it has changed. */
export function inputOf(document: DocumentState, library: Library): LabInput {
  const known = inputs.get(document.lab);
  const next: LabInput = {
    lab: document.lab,
    strategy: strategyOf(document, library),
    policies: policiesOf(document, library),
    kernel: document.kernel,
    memory: document.memory,
  };
  if (known && sameInput(known, next)) return known;
  inputs.set(document.lab, next);
  return next;
}

export function sameInput(a: LabInput, b: LabInput): boolean {
  if (a === b) return true;
  return (
    a.memory === b.memory &&
    sameTexts([a.lab, a.strategy], [b.lab, b.strategy]) &&
    sameTexts(a.policies, b.policies) &&
    sameTexts(a.kernel, b.kernel)
  );
}

export function sameTexts(a: readonly TextInput[], b: readonly TextInput[]): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((text, i) => text.path === b[i]?.path && text.text === b[i]?.text))
  );
}

export function isStrategy(path: string): boolean {
  return /\.strategy\.c$/i.test(path);
}

export function isPolicy(path: string): boolean {
  return /\.policy\.c$/i.test(path);
}
