// Installs what package-lock.json asks for when it is missing or has changed; otherwise does nothing, fast.
//
// Promises: prints to stderr only; needs nothing but Node and npm. A failed install ends the process with the
// reason and what to do.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export function ensureDependencies() {
  const stamp = join(root, 'node_modules', '.pinlab-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('pinlab: installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      'pinlab: npm ci failed. Check that the npm registry can be reached, then run the same command again.',
    );
    process.exit(2);
  }
  writeFileSync(stamp, wanted);
}
