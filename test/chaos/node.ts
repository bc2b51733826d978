import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EmbeddedConnection } from '../../src/store/embedded/connect.ts';
import { connectionStringOf } from '../harness/provided.ts';
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A node in a process of its own, which comes back whatever happens to it. */
export interface ChaosNode {
  proxy: DatabaseProxy;
  /** Of the first start; a killed node comes back at the same address. */
  url(): string;
  /** Null but for the very first start on a database. */
  firstToken(): string | null;
  pid(): number | undefined;
  /** `kill -9`, if it runs, without coming back. */
  kill(): Promise<boolean>;
  /** Lets it come back, as soon as there is a database to start with. */
  start(): void;
  /** Settles when it has started. */
  up(): Promise<void>;
  setClock(offsetMs: number): void;
  /** Asks it to stop, and answers with its exit code. */
  stop(): Promise<number | null>;
  /** Each time that it ended though nobody asked it to, with its last words. */
  ends: string[];
}

export async function startNode(input: {
  name: string;
  connection: EmbeddedConnection;
  socketPath: string;
}): Promise<ChaosNode> {
  const proxy = await startDatabaseProxy(input.socketPath);
  const databaseUrl = connectionStringOf({ ...input.connection, host: '127.0.0.1', port: proxy.port });
  const ends: string[] = [];
  let child: ChildProcess | null = null;
  let wanted = false;
  let url = '';
  let firstToken: string | null = null;
  let offsetMs = 0;
  let words = '';
  let loop: Promise<void> = Promise.resolve();
  let isUp = false;

  function launch(): ChildProcess {
    words = '';
    const started = spawn(process.execPath, [join(root, 'test/chaos/node-child.mjs'), join(root, 'dist')], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: databaseUrl,
        BELLWIRE_PORT: url === '' ? '0' : new URL(url).port,
        BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
        BELLWIRE_LOG_LEVEL: 'error',
        CHAOS_CLOCK_OFFSET_MS: String(offsetMs),
      },
    });
    started.stderr!.on('data', (chunk) => {
      words = (words + chunk).slice(-2000);
    });
    return started;
  }

  async function keepRunning(): Promise<void> {
    while (wanted) {
      const own = launch();
      child = own;
      const exited = once(own, 'exit');
      const ready = await Promise.race([
        once(own, 'message').then(([message]) => message),
        exited.then(() => null),
      ]);
      if (ready !== null) {
        url = ready.url;
        firstToken ??= ready.firstToken;
        own.send({ offsetMs }, () => {});
        isUp = true;
      }
      const [code, signal] = await exited;
      child = null;
      isUp = false;
      // One that has not started ends itself when there is no database: that is as it should be.
      if (wanted && ready !== null) ends.push(`${input.name} ended by itself (${code ?? signal}): ${words}`);
      if (wanted) await sleep(100);
    }
  }

  const node: ChaosNode = {
    proxy,
    url: () => url,
    firstToken: () => firstToken,
    pid: () => child?.pid,
    async kill() {
      wanted = false;
      const killed = child?.kill('SIGKILL') ?? false;
      await loop;
      return killed;
    },
    start() {
      if (wanted) return;
      wanted = true;
      loop = loop.then(keepRunning);
    },
    async up() {
      while (!isUp) await sleep(20);
    },
    setClock(ms) {
      offsetMs = ms;
      if (child?.connected) child.send({ offsetMs }, () => {});
    },
    async stop() {
      wanted = false;
      const own = child;
      if (own === null) return null;
      const exited = once(own, 'exit');
      own.kill('SIGTERM');
      const [code] = await exited;
      await loop;
      return code;
    },
    ends,
  };
  return node;
}
