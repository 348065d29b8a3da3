// The TypeScript files of the project, as git sees them (tracked and new, not ignored).

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function sourceFiles(patterns = ['src', 'electron', 'e2e', 'tests', 'bench', 'scripts']) {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    {
      encoding: 'utf8',
    },
  );
  return listed
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && existsSync(path))
    .sort();
}

export function isTest(path) {
  return /\.(test|fixture)\.tsx?$/.test(path) || /^(e2e|tests|bench|scripts)\//.test(path);
}

export function readText(path) {
  return readFileSync(path, 'utf8');
}
