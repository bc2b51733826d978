// `npm run chaos -- --minutes N [--seed S]`: a long storm over nodes under load, told as it goes on. The seed of a run
// that failed plays the same faults at the same times.
import { parseArgs } from 'node:util';
import { runTool } from './run.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed) || seed < 0) {
  console.error(
    'Usage: npm run chaos -- --minutes N [--seed S]; S is a whole number, as an earlier run printed it.',
  );
  process.exit(2);
}
process.env.BELLWIRE_CHAOS_MINUTES = String(minutes);
process.env.BELLWIRE_CHAOS_SEED = String(seed);
process.exitCode = await runTool('vitest', [
  'run',
  '--project',
  'integration',
  'test/chaos/storm.test.ts',
  '--disableConsoleIntercept=true',
]);
