import { runTool } from './run.mjs';
import { runSteps, steps } from './steps.mjs';

const failed = await runSteps([
  ...steps,
  { name: 'unit tests', run: () => runTool('vitest', ['run', '--project', 'unit']) },
]);
console.log(failed.length === 0 ? '\ncheck: all well' : `\ncheck: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
