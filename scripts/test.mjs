// Everything: the checks, then every test. `--tests-only` leaves the checks and the stories in a browser out, for a second
// version of Node: pages do not run on it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ensureChromium } from './chromium.mjs';
import { runTool } from './run.mjs';
import { runSteps, steps } from './steps.mjs';

const report = '.cache/tests.json';
const testsOnly = process.argv.includes('--tests-only');

mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });
if (!testsOnly) await ensureChromium();
const failedSteps = testsOnly ? [] : await runSteps(steps);
const exitCode = await runTool('vitest', [
  'run',
  ...(testsOnly ? ['--project', 'unit', '--project', 'integration'] : []),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);

const counts = readCounts();
// A run that fails without a failed test (a suite that cannot start, say) counts as one failure.
const failed = counts.failed + failedSteps.length + (exitCode !== 0 && counts.failed === 0 ? 1 : 0);
for (const name of failedSteps) console.log(`failed: ${name}`);
writeFileSync('.cache/tests-counts.json', JSON.stringify({ passed: counts.passed, failed }));
console.log(`${counts.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;

function readCounts() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
