// A command: the one record from which toolbar, palette, keys, help and the shell's menu derive.
//
// `unavailable` gives the reason in words, so that a disabled command can say why instead of disappearing.

import type { Workbench } from '../app/workbench.ts';

export type Category = 'File' | 'Run' | 'Explore' | 'Go' | 'View' | 'Help';

export interface Command {
  /** `noun.verb`; never changes, tests and the shell's menu use it. */
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  /** `Ctrl+Shift+Enter`; the first is shown, the others are alternates where a browser keeps the first for itself. */
  readonly keys: readonly string[];
  /** `views`: only while no text is being typed, so single letters are free there. */
  readonly scope: 'everywhere' | 'views';
  readonly unavailable?: (bench: Workbench) => string | undefined;
  readonly run: (bench: Workbench) => void | Promise<void>;
}
