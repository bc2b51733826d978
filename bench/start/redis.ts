import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { closing } from './cleanup.ts';
import { dataFolder } from './postgres.ts';

/** Whether `redis-server` is on the PATH. */
export function redisIsInstalled(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A Redis of the benchmark's own, with an append-only file that is synced every second. */
export async function startRedis(): Promise<{
  connection: { host: string; port: number };
  stop(): Promise<void>;
}> {
  const folder = await dataFolder();
  const connection = { host: '127.0.0.1', port: await freePort() };
  const child = spawn(
    'redis-server',
    [
      ...['--port', String(connection.port), '--bind', connection.host, '--dir', folder.path],
      ...[
        '--appendonly',
        'yes',
        '--appendfsync',
        'everysec',
        '--save',
        '',
        '--maxmemory-policy',
        'noeviction',
      ],
    ],
    { stdio: 'ignore', detached: true },
  );
  await once(child, 'spawn');
  const stop = closing(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    await folder.remove();
  });
  const client = new Redis({ ...connection, lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  for (let tries = 0; ; tries++) {
    try {
      await client.connect();
      await client.ping();
      client.disconnect();
      return { connection, stop };
    } catch (error) {
      if (tries === 100) {
        await stop();
        throw error;
      }
      await sleep(50);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
