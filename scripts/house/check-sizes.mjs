// Holds file sizes, file names and head comments against the house rules.
//
// Promises: one line per offence and exit 1. Ceiling and median stand in rooms.mjs.

import { basename } from 'node:path/posix';
import { isTest, readText, sourceFiles } from './files.mjs';
import { sizeBudget } from './rooms.mjs';

const forbiddenNames = /^(utils?|helpers?|manager|common|misc|data|info|handle)\.(ts|tsx|mjs)$/;
const offences = [];
const sizes = [];

for (const path of sourceFiles()) {
  const text = readText(path);
  const lines = text.trimEnd().split('\n').length;
  if (!isTest(path)) sizes.push(lines);
  if (lines > sizeBudget.ceiling)
    offences.push(
      `${path}: ${lines} lines, the ceiling is ${sizeBudget.ceiling}; give its second idea a file`,
    );
  if (forbiddenNames.test(basename(path))) offences.push(`${path}: name it after what it holds`);
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(basename(path))) offences.push(`${path}: file names are kebab-case`);
  if (!isTest(path) && !/^(#!.*\n)?(\/\/|\/\*)/.test(text))
    offences.push(`${path}: begin with a comment that says what the file does`);
  if (/@ts-ignore|@ts-nocheck|biome-ignore-all/.test(text) && !path.startsWith('scripts/house/'))
    offences.push(`${path}: silences a checker`);
}

sizes.sort((a, b) => a - b);
const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
if (median > sizeBudget.medianAtMost)
  offences.push(`median file length ${median}, the budget is ${sizeBudget.medianAtMost}`);

for (const line of offences) console.error(line);
process.exit(offences.length > 0 ? 1 : 0);
