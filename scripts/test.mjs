// Everything: the checks, then every test. `--tests-only` leaves the checks and the stories in a browser out, for a second
// version of Node: pages do not run on it.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { forgetCounts, keepCounts } from './counts.mjs';
import { runTool } from './run.mjs';
import { runSteps } from './steps.mjs';

const report = '.cache/tests.json';
const testsOnly = process.argv.includes('--tests-only');

mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });
forgetCounts();
if (!testsOnly) await ensureChromium();
const failedSteps = testsOnly ? [] : await runSteps();
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
const failures = [...failedSteps.map((name) => `failed: ${name}`), ...counts.failures];
for (const line of failures) console.log(line);
keepCounts({ passed: counts.passed, failed, failures });
console.log(`${counts.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;

function readCounts() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, failures: testResults.flatMap(failuresOf) };
  } catch {
    return { passed: 0, failed: 1, failures: [] };
  }
}

/** What failed in one file, a few lines each: who reads only the end of a long log must find it there. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`failed: ${file}: ${firstLines(message)}`];
  return failed.map(
    (test) => `failed: ${file}: ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`,
  );
}

function firstLines(text) {
  // That is all that Vitest puts there of a test that was stopped.
  const told = text.replace('Error: STACK_TRACE_ERROR', 'Error: it did not end within its limit of time');
  return told.split('\n').slice(0, 12).join('\n').slice(0, 1500);
}
