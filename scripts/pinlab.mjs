// The `pinlab` command from a checkout: builds what is stale, then runs the command line in this very process.
//
// Promises: standard output carries the command's result and nothing else. Where nothing is stale, nothing is loaded
// that could build: what is built needs no packages.

import { fileURLToPath } from 'node:url';
import { builtFolder, canWrite, looksAsNoted, runQuick, sourcesNote } from './quick.mjs';

const [, , command = '', ...rest] = process.argv;
if (command === 'serve' && !rest.includes('--help')) {
  const { pathToFileURL } = await import('node:url');
  const entry = await ensureBuilt();
  const { ensureWindow } = await import('./build-window.mjs');
  ensureWindow();
  await import(pathToFileURL(entry).href);
} else {
  if (!looksAsNoted(sourcesNote)) await ensureBuilt();
  if (process.env.PINLAB_NODE !== undefined) process.once('exit', freezeBehind);
  runQuick(command);
}

/** The launcher has found no start-up snapshot that it could take: one is made for the next start, which nobody waits for. */
function freezeBehind() {
  if (!canWrite(builtFolder)) return;
  const { spawn } = process.getBuiltinModule('node:child_process');
  const freezer = fileURLToPath(new URL('freeze.mjs', import.meta.url));
  spawn(process.execPath, [freezer], { detached: true, stdio: 'ignore' }).unref();
}

async function ensureBuilt() {
  const { ensureDependencies } = await import('./dependencies.mjs');
  ensureDependencies();
  const { ensureCli } = await import('./build-cli.mjs');
  return await ensureCli();
}
