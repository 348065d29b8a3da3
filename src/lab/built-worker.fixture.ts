// Bundles the worker for tests, which run from source, and loads the shipped library.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type LoadedLibrary, readLibrary } from './library.ts';

export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

export async function buildWorker(folder: string): Promise<string> {
  await build({
    entryPoints: {
      worker: fileURLToPath(new URL('./worker.ts', import.meta.url)),
      'sweep-thread': fileURLToPath(new URL('./sweep-thread.ts', import.meta.url)),
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return `${folder}/worker.mjs`;
}

export function shippedLibrary(): LoadedLibrary {
  const library = readLibrary(resources);
  if (!library.ok) throw new Error(library.error.message);
  return library.value;
}
