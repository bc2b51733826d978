import { measureRate } from './measure.ts';
import { rateRuns } from './run-kinds.ts';

/** One run in a process of its own, so that none has the heap and the compiled code of another one in its way. */

/** What the child is told to run. */
export interface Task {
  name: string;
  count: number;
  warmUp: number;
}

// Ctrl-C reaches the whole group. The parent tells the child to stop, which then takes down what it started.
process.on('SIGINT', () => {});

process.once('message', async (task: Task) => {
  try {
    const run = rateRuns.find(({ name }) => name === task.name);
    if (run === undefined) throw new Error(`There is no run ${task.name}`);
    const figures = await measureRate(run.start, task);
    process.send?.({ figures });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    process.disconnect?.();
  }
});
