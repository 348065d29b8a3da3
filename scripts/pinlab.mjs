// The `pinlab` command from a checkout: builds what is stale, then runs the command line in this very process.
//
// Promises: standard output carries the command's result and nothing else. Where nothing is stale, nothing is loaded
// that could build: what is built needs no packages.

import { looksAsNoted, runQuick, sourcesNote } from './quick.mjs';

const [, , command = '', ...rest] = process.argv;
if (command === 'serve' && !rest.includes('--help')) {
  const { pathToFileURL } = await import('node:url');
  const entry = await ensureBuilt();
  const { ensureWindow } = await import('./build-window.mjs');
  ensureWindow();
  await import(pathToFileURL(entry).href);
} else {
  if (!looksAsNoted(sourcesNote)) await ensureBuilt();
  runQuick(command);
}

async function ensureBuilt() {
  const { ensureDependencies } = await import('./dependencies.mjs');
  ensureDependencies();
  const { ensureCli } = await import('./build-cli.mjs');
  return await ensureCli();
}
