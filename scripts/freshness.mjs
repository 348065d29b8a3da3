// Whether something that is built is older than what it is built from, by the times of whole folders: for a tool that does
// not say what it read.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** True when `product` is missing or any file below the sources (tests and documents left out) is newer. */
export function isStale(product, sources) {
  const built = statSync(product, { throwIfNoEntry: false })?.mtimeMs;
  return built === undefined || sources.some((source) => newest(source) > built);
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return isSource(path) ? stat.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isSource(path) {
  return !/\.(test|fixture)\.tsx?$|\.md$/.test(path);
}
