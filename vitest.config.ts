import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/longest-first.ts';

export default defineConfig({
  resolve: {
    // Node takes the CommonJS build of graphql, as everything in node_modules does. Vite would take the other one for our own
    // files, and the two do not know each other's classes.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    pool: 'forks',
    // One more than the cores of a small machine: tests wait for sockets and disks more than they reckon.
    maxWorkers: 3,
    // One process runs many files, one after the other, and loads what they test once: half of the time. What a test changes beside
    // its own (the environment, the console, timers) it puts back.
    isolate: false,
    setupFiles: ['test/harness/setup.ts'],
    sequence: { sequencer: LongestFirst },
    // A limit, not a measure: a machine may be busy with other things.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'bench/**/*.test.ts', 'console/src/**/*.test.ts'],
          exclude: ['src/**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['src/**/*.db.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/console/**'],
          globalSetup: ['test/harness/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'console',
          include: ['test/console/**/*.test.ts'],
          globalSetup: ['test/harness/global-setup.ts', 'test/console/harness/global-setup.ts'],
          // A story is long, and a machine may be busy. Each wait in it has its own, shorter limit.
          testTimeout: 240_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
