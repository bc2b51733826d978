// Builds the benchmark together with the sources that it measures, by the same compiler options as `dist/`, and runs it.
import { cpSync, rmSync } from 'node:fs';
import { run, runTool } from './run.mjs';

const out = '.cache/bench';

if ((await runTool('tsc', ['-p', 'tsconfig.bench.json'])) !== 0) process.exit(1);
// What the sources look for beside their own folder.
rmSync(`${out}/migrations`, { recursive: true, force: true });
for (const name of ['migrations', 'package.json']) cpSync(name, `${out}/${name}`, { recursive: true });
// Ctrl-C is for the benchmark, which cleans up and then ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
// `search` is a benchmark of its own: it measures reads of a large log, and sends nothing.
const [first, ...others] = process.argv.slice(2);
const [name, args] = first === 'search' ? ['search', others] : ['main', process.argv.slice(2)];
process.exitCode = await run(process.execPath, [`${out}/bench/${name}.js`, ...args]);
