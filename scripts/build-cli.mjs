// Bundles the command line and its worker thread into out/cli when a source has changed: about a tenth of a second.
//
// Three times: as modules, which every thread and command can load; as one script `quick-….cjs` without the parts that few
// commands ask for, for which V8 takes code that an earlier start compiled (quick.mjs); and as `frozen.cjs`, from which
// the start-up snapshot is made (freeze.mjs).
// Promises: prints nothing on standard output; a failed build ends the process with exit code 2 and the reason.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { root } from './dependencies.mjs';
import { builtFolder as folder, looksAsNoted, sourcesNote as note, noteFiles } from './quick.mjs';

const entry = join(folder, 'pinlab.js');

/** What is loaded late has a name that the quick script can ask for. */
const late = {
  serve: 'src/server/serve.ts',
  'read-session': 'src/formats/session/read.ts',
  'export-model': 'src/lab/export-model.ts',
};

/** Path of the built command line. */
export async function ensureCli() {
  if (!looksAsNoted(note)) await buildCli();
  return entry;
}

async function buildCli() {
  const { build, stop } = await import('esbuild');
  // Built aside and moved into place, so that two builds at once cannot mix.
  const aside = join(root, 'out', `.cli-${process.pid}`);
  const began = Date.now();
  const common = {
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20.19',
    // Half the text, read at every start. Names stay: a defect's report shows them.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
    external: ['bufferutil', 'utf-8-validate'],
  };
  try {
    const [modules, quick, frozen] = await Promise.all([
      build({
        ...common,
        entryPoints: {
          pinlab: 'src/cli/main.ts',
          worker: 'src/lab/worker.ts',
          'sweep-thread': 'src/lab/sweep-thread.ts',
          ...late,
        },
        outdir: aside,
        splitting: true,
        sourcemap: 'linked',
        format: 'esm',
        // ws is CommonJS and asks for Node's modules with require.
        banner: {
          js: "import { createRequire as pinlabRequire } from 'node:module'; const require = pinlabRequire(import.meta.url);",
        },
      }),
      build({
        ...common,
        entryPoints: { quick: 'src/cli/main.ts' },
        outdir: aside,
        format: 'cjs',
        outExtension: { '.js': '.cjs' },
        define: { 'import.meta.url': 'pinlabUrl' },
        banner: { js: '(function(require,module,exports,pinlabUrl,pinlabLate){' },
        footer: { js: '})' },
        plugins: [lateParts, lateModules],
      }),
      build({
        ...common,
        entryPoints: { frozen: 'src/cli/frozen.ts' },
        outdir: aside,
        format: 'cjs',
        outExtension: { '.js': '.cjs' },
        // Node has neither while it makes a snapshot.
        define: { 'globalThis.WebAssembly': 'pinlabWebAssembly' },
        banner: {
          js: 'const pinlabWebAssembly={get Memory(){return WebAssembly.Memory},get Module(){return WebAssembly.Module},get Instance(){return WebAssembly.Instance}};',
        },
        plugins: [lateParts, lateModules],
      }),
    ]);
    const read = [modules, quick, frozen].flatMap(({ metafile }) => Object.keys(metafile.inputs));
    // Packages change with package-lock.json.
    const sources = read.filter((path) => !/^(late-modules|node_modules)\b/.test(path));
    const own = ['package-lock.json', 'scripts/build-cli.mjs', 'scripts/quick.mjs', 'scripts/freeze.mjs'];
    noteFiles(join(aside, basename(note)), [...new Set([...own, ...sources])].sort(), began);
    nameQuick(aside);
  } catch (error) {
    console.error(`pinlab: the command line could not be built: ${error.message}`);
    rmSync(aside, { recursive: true, force: true });
    process.exit(2);
  }
  // esbuild's service would live as long as this process, which may go on to serve.
  await stop();
  putInPlace(aside);
}

/** In the quick script a late part is a module beside it. */
const lateParts = {
  name: 'late parts',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const [name] =
        Object.entries(late).find(([, source]) => resolve(root, source) === resolve(resolveDir, path)) ?? [];
      if (name !== undefined) return { path: `./${name}.js`, external: true };
      return { errors: [{ text: `list ${path} among the late parts in scripts/build-cli.mjs` }] };
    });
  },
};

/** Modules of Node that are loaded when something of them is asked for: few commands need them, and no snapshot holds them. */
const lateModules = {
  name: 'late-modules',
  setup(build) {
    const parts = {
      'node:worker_threads': ['Worker', 'parentPort', 'workerData', 'receiveMessageOnPort'],
      'node:child_process': ['spawn'],
    };
    const any = new RegExp(`^(${Object.keys(parts).join('|')})$`);
    build.onResolve({ filter: any }, ({ path }) => ({ path, namespace: lateModules.name }));
    build.onLoad({ filter: any, namespace: lateModules.name }, ({ path }) => {
      const begin = `const whole=()=>{if(require('node:v8').startupSnapshot.isBuildingSnapshot())throw new Error('no ${path} in a snapshot');return process.getBuiltinModule('${path}')};`;
      const late = parts[path].map((part) => `get ${part}(){return whole().${part}}`);
      return { contents: `${begin}module.exports={${late.join()}}` };
    });
  },
};

/**
 * Named after its text, so that compiled code can never be taken for that of another build. V8 forgets how a script
 * imports when it takes compiled code for it: late parts are asked of who runs the script.
 */
function nameQuick(aside) {
  const built = readFileSync(join(aside, 'quick.cjs'), 'utf8');
  rmSync(join(aside, 'quick.cjs'));
  const text = built.replaceAll(/\bimport\((?="\.\/[a-z-]+\.js"\))/g, 'pinlabLate(');
  const { createHash } = process.getBuiltinModule('node:crypto');
  const name = `quick-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  writeFileSync(join(aside, `${name}.cjs`), text);
  writeFileSync(join(aside, 'quick.txt'), name);
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
