// Takes the screenshots of docs/screenshots/ anew: every page, in light and in dark, with data that could be real.
import { ensureChromium } from './chromium.mjs';
import { runTool } from './run.mjs';

await ensureChromium();
process.exitCode = await runTool('vitest', [
  'run',
  '--config',
  'vitest.screenshots.config.ts',
  ...process.argv.slice(2),
]);
