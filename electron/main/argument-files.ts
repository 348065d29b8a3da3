// The files that a person gave on the command line or that the system asks us to open.

import { resolve } from 'node:path';

const endings = ['.pinlab', '.lab.c', '.strategy.c', '.policy.c'];

export function filesFromArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((word) => !word.startsWith('-') && endings.some((ending) => word.endsWith(ending)))
    .map((word) => resolve(folder, word));
}
