import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { atEndOfFile } from '../harness/end-of-file.ts';

const script = fileURLToPath(new URL('../../scripts/test-on-node-24.mjs', import.meta.url));
const counts = (passed: number, failed: number) => JSON.stringify({ passed, failed, failures: [] });

/** The second run after a first one with 5 tests, on something in place of Node 24 that does what `commands` say. */
function secondRun(commands: string) {
  const folder = mkdtempSync(join(tmpdir(), 'bellwire-second-run-'));
  atEndOfFile(() => rmSync(folder, { recursive: true }));
  const bin = join(
    folder,
    '.cache',
    'node-24',
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
  );
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), `#!/bin/sh\n${commands}\n`);
  chmodSync(join(bin, 'node'), 0o755);
  writeFileSync(join(folder, '.cache', 'tests-counts.json'), counts(5, 0));
  const { status, stdout } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
  return { status, last: stdout.trim().split('\n').at(-1) };
}

describe.skipIf(process.platform === 'win32')('the tests once more, on Node 24', () => {
  it('adds up both runs', () => {
    expect(secondRun(`echo '${counts(4, 0)}' > .cache/tests-counts.json`)).toEqual({
      status: 0,
      last: '9 passed, 0 failed',
    });
  });

  it('fails where nothing has run', () => {
    expect(secondRun('exit 1')).toEqual({ status: 1, last: '5 passed, 1 failed' });
    expect(secondRun('exit 0')).toEqual({ status: 1, last: '5 passed, 1 failed' });
  });

  it('fails where the run ends badly without a failed test', () => {
    const died = `echo '${counts(4, 0)}' > .cache/tests-counts.json; exit 3`;
    expect(secondRun(died)).toEqual({ status: 1, last: '9 passed, 1 failed' });
  });
});
