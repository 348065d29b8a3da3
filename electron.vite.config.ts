// How the Electron shell and the window are built; the command line has its own build (scripts/build-cli.mjs).
//
// Main is built for Node 20.19, not for Electron's newer Node, so that its worker is the one that the tests know. The
// sandboxed preload must be one CommonJS file. Window-only packages are development dependencies: all is bundled.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.19',
      externalizeDeps: false,
      sourcemap: true,
      rollupOptions: {
        external: ['electron'],
        input: {
          electron: 'electron/main/main.ts',
          worker: 'src/lab/worker.ts',
          'sweep-thread': 'src/lab/sweep-thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.19',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: 'electron/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/ui',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      target: 'chrome140',
      // Fonts and pictures stay files: the content security policy allows data: for pictures only.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 8000,
      rollupOptions: { input: 'src/ui/index.html' },
    },
    worker: { format: 'es' },
  },
});
