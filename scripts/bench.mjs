// `npm run bench`: bundles bench/bench.ts and runs it in this process, without any profile or debugger attached.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, root } from './dependencies.mjs';

ensureDependencies();
const { build } = await import('esbuild');
const outfile = join(root, 'out', 'bench', 'bench.mjs');
mkdirSync(join(root, 'out', 'bench'), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['bench/bench.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  logLevel: 'error',
});
process.env.PINLAB_ROOT = root;
freeze();
await import(pathToFileURL(outfile).href);

/** A person's first command leaves the start-up snapshot behind; here it is waited for. */
function freeze() {
  const found = execFileSync('sh', ['-c', 'command -v node'], { encoding: 'utf8' }).trim();
  execFileSync(process.execPath, [join(root, 'scripts', 'pinlab.mjs'), '--version'], { stdio: 'ignore' });
  execFileSync(process.execPath, [join(root, 'scripts', 'freeze.mjs')], {
    env: { ...process.env, PINLAB_NODE: found },
  });
}
