// What a command needs of the world: two streams, the places of the product, and a clock. Tests give their own.

import type { SourceFile } from '../core/language/source/source-file.ts';

export interface Terminal {
  /** The result. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  readonly places: Places;
  now(): number;
  /** Called once when the person asks to stop (Ctrl+C); only `serve` and the searches listen. */
  onStop(listener: () => void): void;
}

export interface Places {
  /** The folder of kernel library, strategies and labs. */
  readonly resources: string;
  readonly workerFile: string;
  /** The built window, for `serve`. */
  readonly windowFolder: string;
  /** Where relative paths begin. */
  readonly here: string;
  /** A file to remember in that nothing is wrong with the kernel library; another one for another build. */
  readonly knownLibrary?: string;
  /** The kernel library, where its files look as they did when it was read before. */
  readonly kernel?: readonly SourceFile[];
}

/** 0 holds or done, 1 violated or different, 2 bad input, 3 incomplete. */
export const exitCode = { good: 0, violated: 1, badInput: 2, incomplete: 3 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
