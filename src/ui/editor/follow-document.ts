// Brings a model of the editor to what the document says now, after a fork, a revert or an undo elsewhere.
//
// Promises: reads the document itself and not what was last drawn: between a keystroke and the drawing that belongs to it
// the drawn text is old, and putting that back would lose the keystroke and the caret.

import { textAt, type Workbench } from '../app/workbench.ts';

/** The part of a Monaco model that this needs. */
export interface FollowingModel {
  getValue(): string;
  setValue(text: string): void;
}

export function followDocument(bench: Workbench, path: string, model: FollowingModel): void {
  const text = textAt(bench, path)?.text ?? '';
  if (model.getValue() !== text) model.setValue(text);
}
