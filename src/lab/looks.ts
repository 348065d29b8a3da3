// Whether a file looks as it did: by its time and its size, since reading it would take longer than what is spared.
//
// An older file is another file too. The same rule as in scripts/noted.mjs, which runs before anything is built.

import { statSync } from 'node:fs';

export interface Looks {
  readonly path: string;
  readonly time: number;
  readonly size: number;
}

/** Undefined for what is not there, and for what was written after `began`: it may have been read before. */
export function looksOf(path: string, began: number): Looks | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.mtimeMs >= began) return undefined;
  return { path, time: stat.mtimeMs, size: stat.size };
}

/** `folder`: what the path begins at now. */
export function looksTheSame({ path, time, size }: Looks, folder: string): boolean {
  const stat = statSync(`${folder}/${path}`, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs === time && stat.size === size;
}
