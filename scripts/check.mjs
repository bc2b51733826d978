import { runTool } from './run.mjs';
import { runSteps } from './steps.mjs';

const failed = await runSteps();
console.log('\n— unit tests');
if ((await runTool('vitest', ['run', '--project', 'unit'])) !== 0) failed.push('unit tests');
console.log(failed.length === 0 ? '\ncheck: all well' : `\ncheck: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
