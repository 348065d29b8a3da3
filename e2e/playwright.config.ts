// End-to-end tests: one worker, because two searches side by side on a small machine would only measure each other.

import { defineConfig } from '@playwright/test';
import { electronBinary } from './electron-binary.ts';

const electron = electronBinary();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // The report as JSON is for `npm test`, which counts with it and says where it goes.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME === undefined ? [['list']] : [['list'], ['json']],
  projects: [
    { name: 'browser' },
    ...(electron === undefined ? [] : [{ name: 'electron', testMatch: 'flows/*.spec.ts' }]),
  ],
});
