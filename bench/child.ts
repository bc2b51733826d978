import type { RunContext } from './run-kinds.ts';
import { runKinds } from './run-kinds.ts';
import { closeEverything } from './start/cleanup.ts';

/** One run in a process of its own, so that none has the heap and the compiled code of another one in its way. */

/** What the child is told to run. */
export interface Task extends RunContext {
  name: string;
}

process.once('message', async (task: Task) => {
  try {
    const kind = runKinds.find(({ name }) => name === task.name);
    if (kind === undefined) throw new Error(`There is no run ${task.name}`);
    process.send?.({ figures: await kind.run(task) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    await closeEverything();
    process.removeListener('disconnect', breakOff);
    process.disconnect?.();
    // Whatever is still open is not worth waiting for: everything that was started has been stopped.
    process.exitCode ??= 0;
  }
});

// Ctrl-C reaches the whole group. The parent tells the child to stop, which then takes down what it started; so it
// does when the parent is gone.
process.on('SIGINT', () => {});
process.on('SIGTERM', breakOff);
process.on('disconnect', breakOff);

async function breakOff(): Promise<void> {
  await closeEverything();
  process.exit(1);
}
