// Bundles the command line and its worker thread into out/cli when a source is newer: about a tenth of a second.
//
// Promises: prints nothing on standard output; a failed build ends the process with exit code 2 and the reason.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import { isStale } from './freshness.mjs';

const folder = join(root, 'out', 'cli');
const entry = join(folder, 'pinlab.js');

/** Path of the built command line. */
export async function ensureCli() {
  const sources = ['core', 'formats', 'contract', 'lab', 'server', 'cli'].map((room) =>
    join(root, 'src', room),
  );
  if (isStale(entry, [...sources, join(root, 'package-lock.json')])) await buildCli();
  return entry;
}

async function buildCli() {
  const { build, stop } = await import('esbuild');
  // Built aside and moved into place, so that two builds at once cannot mix.
  const aside = join(root, 'out', `.cli-${process.pid}`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { pinlab: 'src/cli/main.ts', worker: 'src/lab/worker.ts' },
      outdir: aside,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      sourcemap: 'linked',
      // Half the text, read at every start. Names stay: a defect's report shows them.
      minifyWhitespace: true,
      minifySyntax: true,
      logLevel: 'error',
      external: ['bufferutil', 'utf-8-validate'],
      // ws is CommonJS and asks for Node's modules with require.
      banner: {
        js: "import { createRequire as pinlabRequire } from 'node:module'; const require = pinlabRequire(import.meta.url);",
      },
    });
  } catch (error) {
    console.error(`pinlab: the command line could not be built: ${error.message}`);
    rmSync(aside, { recursive: true, force: true });
    process.exit(2);
  }
  // esbuild's service would live as long as this process, which may go on to serve.
  await stop();
  putInPlace(aside);
}

/** Another build at the same moment may win; then its product, of the same sources, is ours too. */
function putInPlace(aside) {
  const old = `${aside}-old`;
  try {
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(entry)) throw error;
  }
  for (const leftover of [aside, old]) rmSync(leftover, { recursive: true, force: true });
}
