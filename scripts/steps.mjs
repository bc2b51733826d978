import { runTool } from './run.mjs';

/** What `npm run check` looks at, in the order in which one wants to hear of it. */
export const steps = [
  { name: 'format and lint', run: () => runTool('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'types', run: () => runTool('tsc', ['-p', 'tsconfig.json']) },
  { name: 'types of the console', run: () => runTool('tsc', ['-p', 'console/tsconfig.json']) },
  { name: 'types of its tests and build', run: () => runTool('tsc', ['-p', 'console/tsconfig.node.json']) },
  {
    name: 'import direction',
    run: () => runTool('depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'test', 'bench']),
  },
  {
    name: 'import direction of the console',
    run: () => runTool('depcruise', ['--config', 'console/.dependency-cruiser.cjs', 'console/src']),
  },
  { name: 'dead code', run: () => runTool('knip', ['--no-progress']) },
];

/** Runs steps one after the other and answers with the names of those that failed. */
export async function runSteps(wanted) {
  const failed = [];
  for (const { name, run } of wanted) {
    console.log(`\n— ${name}`);
    if ((await run()) !== 0) failed.push(name);
  }
  return failed;
}
