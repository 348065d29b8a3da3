// Builds the window and the Electron shell with electron-vite when a source is newer than the last build.
//
// Promises: prints to standard error only; a failed build ends the process with exit code 2 and the reason.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import { isStale } from './freshness.mjs';

export function ensureWindow() {
  const rooms = ['core', 'formats', 'contract', 'lab', 'ui'].map((room) => join('src', room));
  const sources = [...rooms, 'electron', 'electron.vite.config.ts', 'package-lock.json'];
  const product = join(root, 'out', 'renderer', 'index.html');
  if (
    !isStale(
      product,
      sources.map((source) => join(root, source)),
    )
  ) {
    return;
  }
  console.error('pinlab: building the window …');
  const { status, error } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) {
    console.error(
      `pinlab: the window could not be built${error === undefined ? '' : `: ${error.message}`}. The reason stands above.`,
    );
    process.exit(2);
  }
}
