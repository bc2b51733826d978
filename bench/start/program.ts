import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { nodeOptions } from '../tuning.ts';
import { closing } from './cleanup.ts';
import { peakMbOf } from './memory.ts';

/** Bellwire as a process of its own, started as its users start it. */
export interface Program {
  pid: number;
  url: string;
  /** Of the first start; null at a later one. */
  adminToken: string | null;
  /** The most memory that it had so far, resident, in MB; null where the system does not tell. */
  peakMb(): Promise<number | null>;
  /** Stops it, and waits until it has finished. */
  stop(): Promise<void>;
  /** Ends it at once, as if the machine had lost power. */
  kill(): Promise<void>;
}

const program = fileURLToPath(new URL('../../src/bin.js', import.meta.url));

/** Starts `bellwire serve` and waits until it listens. `settings` are environment variables. */
export async function startProgram(input: {
  settings: Record<string, string>;
  options?: readonly string[];
}): Promise<Program> {
  const child = spawn(process.execPath, [...nodeOptions, program, 'serve', ...(input.options ?? [])], {
    env: {
      PATH: process.env.PATH ?? '',
      TMPDIR: process.env.TMPDIR ?? '',
      NODE_OPTIONS: process.env.BENCH_PROGRAM_NODE_OPTIONS ?? '',
      BELLWIRE_PORT: '0',
      BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
      BELLWIRE_LOG_LEVEL: 'error',
      ...input.settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own process group: Ctrl-C is for the benchmark, which stops it.
    detached: true,
  });
  const stop = closing(() => end(child, 'SIGTERM'));
  const lines = await linesUntilUp(child);
  return {
    pid: child.pid!,
    url: lines.at(-1)!.slice(up.length),
    adminToken: lines.find((line) => line.startsWith('  '))?.trim() ?? null,
    peakMb: () => peakMbOf(child.pid!),
    stop,
    kill: () => end(child, 'SIGKILL'),
  };
}

const up = 'Bellwire listens on ';

async function linesUntilUp(child: ChildProcess): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (line.startsWith(up)) {
      child.stdout!.resume();
      return lines;
    }
  }
  throw new Error(`Bellwire did not start: ${lines.join('\n')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  // One that is held cannot hear the signal.
  child.kill('SIGCONT');
  await exited;
}
