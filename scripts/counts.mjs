// How a run of `scripts/test.mjs` ended, kept for whoever runs it twice and counts both.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const file = '.cache/tests-counts.json';

/** At the start of a run: one that dies must not be taken for the one before it. */
export function forgetCounts() {
  rmSync(file, { force: true });
}

export function keepCounts(counts) {
  mkdirSync('.cache', { recursive: true });
  writeFileSync(file, JSON.stringify(counts));
}

/** Of the run that has just ended. One that says nothing has failed, and so has one that ends badly without a failed test. */
export function keptCounts(exitCode = 0) {
  const counts = readCounts();
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readCounts() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
