import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'electron/**/*.test.ts',
      'scripts/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
    environment: 'node',
    setupFiles: ['tests/fixed-seed.ts'],
    // All of them: the suites that search are work for a processor, and one of two would stand idle.
    maxWorkers: availableParallelism(),
    // A busy machine is no failure; what must not hang says its own limit.
    testTimeout: 60_000,
  },
});
