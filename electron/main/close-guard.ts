// Closing with unsaved work: Save, Don't Save, Cancel; one sheet, asked by the shell, because the window may be stuck.
//
// Save asks the window to save; the close goes on when the window says that nothing is unsaved any more, and is off when
// the save was cancelled or failed. Quitting the product comes through here too.

import type { DialogPart, PreventablePart, WindowPart } from './parts.ts';

export interface CloseGuardParts {
  readonly window: WindowPart;
  readonly dialog: DialogPart;
  /** Makes the window save. */
  save(): void;
  /** Unsaved work is given up: its backup goes too. */
  discard(): Promise<unknown>;
}

export class CloseGuard {
  readonly #parts: CloseGuardParts;
  #dirty = false;
  #title = 'the lab';
  #asking = false;
  #closeWhenSaved = false;

  constructor(parts: CloseGuardParts) {
    this.#parts = parts;
    parts.window.on('close', (event) => this.#closing(event));
  }

  describe(title: string, dirty: boolean): void {
    this.#title = title.replace(/ \*? ?– pinlab$/, '').replace(/ \*$/, '');
    this.#dirty = dirty;
    if (!dirty && this.#closeWhenSaved) this.#parts.window.destroy();
  }

  /** A save was cancelled or failed. */
  saveEnded(saved: boolean): void {
    if (!saved) this.#closeWhenSaved = false;
  }

  #closing(event: PreventablePart): void {
    if (!this.#dirty) return;
    event.preventDefault();
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { window, dialog } = this.#parts;
    this.#asking = true;
    this.#closeWhenSaved = false;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: `Save the changes to ${this.#title}?`,
      detail: 'What is not saved will be lost.',
      buttons: ['Save', "Don't Save", 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    });
    this.#asking = false;
    if (response === 0) {
      this.#closeWhenSaved = true;
      this.#parts.save();
    }
    if (response === 1) {
      await this.#parts.discard();
      window.destroy();
    }
  }
}
