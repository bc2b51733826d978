// Runs the tests once more on Node 24. It comes from the npm registry into .cache and is no dependency of Bellwire.
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { forgetCounts, keptCounts } from './counts.mjs';
import { run } from './run.mjs';

const folder = resolve('.cache/node-24');
const pack = `node-${process.platform}-${process.arch}`;
const bin = join(folder, 'node_modules', pack, 'bin');
const before = keptCounts();
forgetCounts();

if (!existsSync(join(bin, 'node'))) {
  const code = await run('npm', [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    `${pack}@24`,
  ]);
  if (code !== 0) {
    console.log('Node 24 could not be fetched.');
    finish({ passed: 0, failed: 1 });
  }
}
if (process.exitCode === undefined) {
  console.log('\n— the tests once more, on Node 24');
  const code = await run(join(bin, 'node'), ['scripts/test.mjs', '--tests-only'], {
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  finish(keptCounts(code));
}

function finish(own) {
  for (const line of before.failures ?? []) console.log(`on Node ${process.versions.node}: ${line}`);
  const failed = before.failed + own.failed;
  console.log(`${before.passed + own.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
