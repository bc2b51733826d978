import { availableParallelism } from 'node:os';
import { runToolKept } from './run.mjs';

/** What `npm run check` looks at: first what finds most, then what takes longest. */
export const steps = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the console', command: ['tsc', '-p', 'console/tsconfig.json'] },
  { name: 'types of its tests and build', command: ['tsc', '-p', 'console/tsconfig.node.json'] },
  {
    name: 'import direction',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'test', 'bench'],
  },
  {
    name: 'import direction of the console',
    command: ['depcruise', '--config', 'console/.dependency-cruiser.cjs', 'console/src'],
  },
  { name: 'dead code', command: ['knip', '--no-progress'] },
];

/**
 * Runs the steps, as many at a time as there are cores, since each keeps one busy. What a step has to say comes when it is over.
 * Answers with the names of those that failed.
 */
export async function runSteps() {
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) };
  const failed = [];
  const waiting = steps.values();
  async function work() {
    // All workers take from the same list.
    for (const { name, command } of waiting) {
      const [tool, ...args] = command;
      const { code, output } = await runToolKept(tool, args, { env });
      process.stdout.write(`\n— ${name}\n${output}`);
      if (code !== 0) failed.push(name);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failed;
}
