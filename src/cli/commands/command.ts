// What a command is: its words for help, its flags, and what it does.

import type { LoadedLibrary } from '../../lab/library.ts';
import type { Arguments, Flags } from '../arguments.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

export interface Command {
  readonly name: string;
  /** `LAB --strategy ID|FILE` */
  readonly usage: string;
  readonly about: string;
  readonly examples: readonly string[];
  readonly flags: Flags;
  /** How many files it takes at most; undefined: any number. */
  readonly maxFiles: number | undefined;
  perform(args: Arguments, terminal: Terminal, library: LoadedLibrary): Promise<ExitCode>;
}

export const jsonFlag = {
  json: { kind: 'switch', about: 'print JSON, and nothing else, on standard output' },
} as const satisfies Flags;
