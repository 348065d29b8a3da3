// Installs what package-lock.json asks for when it is missing or has changed; otherwise does nothing, fast.
//
// Promises: prints to stderr only; needs nothing but Node and npm. A failed install ends the process with the
// reason and what to do.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export function ensureDependencies() {
  // A copy of the lock file, not a digest: every command begins here, and loading what makes digests takes longer.
  const stamp = join(root, 'node_modules', '.pinlab-lock.json');
  const wanted = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (isInstalled(wanted)) {
    writeFileSync(stamp, wanted);
    return;
  }
  console.error('pinlab: installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { spawnSync } = process.getBuiltinModule('node:child_process');
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

/** An installation of before the copy was kept: then it was a digest. */
function isInstalled(wanted) {
  const stamp = join(root, 'node_modules', '.pinlab-lock');
  if (!existsSync(stamp)) return false;
  const { createHash } = process.getBuiltinModule('node:crypto');
  return readFileSync(stamp, 'utf8') === createHash('sha256').update(wanted).digest('hex');
}
