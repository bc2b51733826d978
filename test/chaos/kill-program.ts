import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Queries } from '../../src/store/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program as its users run it, in a process of its own that can be killed and started again. */
export interface Program {
  url: string;
  /** Of the first start. */
  adminToken: string;
  /** Settles when it is up; requests before that would find nobody. */
  up(): Promise<unknown>;
  /**
   * `kill -9`, and a new start, which takes over what the dead node held: as if its lease had run out. Of two at the same time, the
   * second follows the first.
   */
  crash(): Promise<void>;
  /** Asks it to stop, and answers with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts it on a database of a test's own. */
export async function startProgram(input: { databaseUrl: string; database: Queries }): Promise<Program> {
  // What `npm test` has done already; where a test is run by itself, this makes sure of it.
  await promisify(execFile)(process.execPath, [join(root, 'scripts/ensure.mjs')]);
  let port = '0';

  async function start(): Promise<{ child: ChildProcess; lines: string[] }> {
    const child = spawn(process.execPath, [join(root, 'dist/bin.js'), 'serve'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: input.databaseUrl,
        BELLWIRE_PORT: port,
        BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
        BELLWIRE_LOG_LEVEL: 'error',
      },
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) {
      lines.push(line);
      if (line.startsWith('Bellwire listens on ')) return { child, lines };
    }
    throw new Error(`Bellwire did not start: ${lines.join('\n')}`);
  }

  let running = await start();
  const url = running.lines.at(-1)!.slice('Bellwire listens on '.length);
  port = new URL(url).port;
  const adminToken = running.lines.find((line) => line.startsWith('  '))!.trim();
  let crashing: Promise<void> = Promise.resolve();

  async function crashOnce(): Promise<void> {
    const { child } = running;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await input.database.query({ text: `update nodes set lease_until = now() - interval '1 second'` });
    running = await start();
  }

  return {
    url,
    adminToken,
    up: () => crashing,
    crash() {
      crashing = crashing.then(crashOnce);
      return crashing;
    },
    async stop() {
      await crashing;
      if (running.child.exitCode !== null) return running.child.exitCode;
      const exited = once(running.child, 'exit');
      running.child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}
