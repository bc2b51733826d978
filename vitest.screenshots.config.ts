import { defineConfig } from 'vitest/config';
import tests from './vitest.config.ts';

/** `npm run screenshots`: not a test, but it needs what the tests of the console need. */
export default defineConfig({
  resolve: tests.resolve ?? {},
  test: {
    include: ['test/console/screenshots/*.shots.ts'],
    globalSetup: ['test/harness/global-setup.ts', 'test/console/harness/global-setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
