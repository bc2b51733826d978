import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Task } from './child.ts';
import type { RunFigures } from './figures/run-figures.ts';
import { nodeOptions } from './tuning.ts';

/** Runs tasks one at a time, each in a process of its own. */
export interface Runner {
  /** Throws what went wrong in the run. */
  run(task: Task): Promise<RunFigures>;
  /** Stops the run that is under way, and waits until everything that it started is gone. */
  breakOff(): Promise<void>;
  isBrokenOff(): boolean;
}

export function createRunner(): Runner {
  let running: ChildProcess | null = null;
  let broken = false;
  return {
    async run(task) {
      if (broken) throw new Error('The benchmark was broken off');
      const child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), {
        // The second for looking closer at a run: `--cpu-prof`, for example.
        execArgv: [...nodeOptions, ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [])],
      });
      running = child;
      let result: { figures?: RunFigures; error?: string } = { error: 'it ended without a word' };
      child.on('message', (message: typeof result) => {
        result = message;
      });
      child.send(task);
      await once(child, 'exit');
      running = null;
      if (result.figures === undefined) throw new Error(`The run ${task.name} failed: ${result.error}`);
      return result.figures;
    },
    async breakOff() {
      broken = true;
      if (running === null) return;
      const exited = once(running, 'exit');
      running.kill('SIGTERM');
      await exited;
    },
    isBrokenOff: () => broken,
  };
}
