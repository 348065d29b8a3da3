// The `pinlab` command from a checkout: builds what is stale, then runs the command line in this very process.
//
// Promises: standard output carries the command's result and nothing else.

import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';

ensureDependencies();
const { ensureCli } = await import('./build-cli.mjs');
const entry = await ensureCli();
if (process.argv[2] === 'serve' && !process.argv.includes('--help')) {
  const { ensureWindow } = await import('./build-window.mjs');
  ensureWindow();
}
await import(pathToFileURL(entry).href);
