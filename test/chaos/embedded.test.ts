import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPidFile } from '../../src/store/embedded/pid-file.ts';
import { isAlive } from '../../src/store/embedded/processes.ts';
import { embeddedFixture } from './embedded-fixture.ts';
import * as chaos from './embedded-processes.ts';

const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform === 'win32')('the embedded database', () => {
  const { given, attempt, start, killServer, serverEnds } = embeddedFixture();

  it('keeps its data over a restart, and stops its server with itself', async () => {
    given.fsync = 'on';
    const first = await start();
    expect(await chaos.query(first, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await chaos.remember(first, 'kept');
    const server = (await readPidFile(first.dataDirectory))!.pid;

    expect(await chaos.end(first)).toBe(0);

    expect(isAlive(server)).toBe(false);
    const second = await start();
    expect(second.tookOver).toBe(false);
    expect(await chaos.remembered(second)).toEqual(['kept']);
  });

  it('listens on no TCP port, and keeps its password to itself', async () => {
    const bellwire = await start();

    expect(await chaos.query(bellwire, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect((await stat(join(given.dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
    expect(await readdir(given.dataDir)).not.toContain('postgres.pwfile');
    const guess = { ...bellwire, connection: { ...bellwire.connection, password: 'guess' } };
    await expect(chaos.query(guess, 'select 1')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('takes over the server of a process that was killed, with its data, and stops it later', async () => {
    const first = await start();
    await chaos.remember(first, 'kept');
    const server = (await readPidFile(first.dataDirectory))!.pid;
    await chaos.end(first, 'SIGKILL');

    const second = await start();

    expect(second.tookOver).toBe(true);
    expect((await readPidFile(second.dataDirectory))!.pid).toBe(server);
    expect(await chaos.remembered(second)).toEqual(['kept']);
    expect(await chaos.end(second)).toBe(0);
    expect(await readPidFile(second.dataDirectory)).toBeUndefined();
    await serverEnds(server, second);
  });

  it('refuses a second process, naming the folder and the first, which goes on', async () => {
    const first = await start();

    const second = await attempt();

    expect(second).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(
        `(process ${first.process.pid}) uses the data folder ${given.dataDir}`,
      ),
    });
    await chaos.remember(first, 'undisturbed');
    expect(await chaos.remembered(first)).toEqual(['undisturbed']);
  });

  it('lets exactly one of several in that start at once on a new folder', async () => {
    const results = await Promise.all([attempt(), attempt(), attempt()]);

    const winner = results.find((result) => 'connection' in result) as chaos.Bellwire;
    const refused = results.filter((result) => 'code' in result);
    expect(refused).toHaveLength(2);
    for (const refusal of refused) {
      expect(refusal).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(`process ${winner.process.pid}`),
      });
    }
    await chaos.remember(winner, 'works');
    expect((await readdir(given.dataDir)).filter((name) => name.includes('.new'))).toEqual([]);
  });

  it('notices that its server was killed, and the next start recovers', async () => {
    const first = await start();
    await chaos.remember(first, 'kept');
    const exited = new Promise((resolve) => first.process.once('exit', resolve));

    process.kill((await readPidFile(first.dataDirectory))!.pid, 'SIGKILL');

    expect(await exited).toBe(3);
    const second = await start();
    expect(second.tookOver).toBe(false);
    expect(await chaos.remembered(second)).toEqual(['kept']);
  });

  it('goes on when one process of its server crashes', async () => {
    const bellwire = await start();
    const guard = `select pid from pg_locks where locktype = 'advisory' and granted`;
    const [before] = await chaos.query<{ pid: number }>(bellwire, guard);

    process.kill(before!.pid, 'SIGKILL');

    await chaos.until(async () => {
      const rows = await chaos.query<{ pid: number }>(bellwire, guard).catch(() => []);
      return rows.length === 1 && rows[0]!.pid !== before!.pid;
    });
    expect(await attempt()).toMatchObject({ code: 'conflict' });
  });

  it('starts when the number in a left-over postmaster.pid belongs to another program now', async () => {
    const first = await start();
    await chaos.remember(first, 'kept');
    const { dataDirectory } = first;
    await chaos.end(first, 'SIGKILL');
    await killServer(first);
    // The same user's, since PostgreSQL overlooks the programs of others by itself.
    const { uid, gid } = await stat(dataDirectory);
    const other = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    const file = join(dataDirectory, 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^\d+/, String(other.pid)));

    const second = await start();

    expect(second.tookOver).toBe(false);
    expect(await chaos.remembered(second)).toEqual(['kept']);
    expect(isAlive(other.pid!)).toBe(true);
    other.kill();
  });

  it('is there until its process stops it, when Ctrl-C goes to all that the terminal runs', async () => {
    const bellwire = await start();
    const exited = new Promise((resolve) => bellwire.process.once('exit', resolve));

    process.kill(-bellwire.process.pid!, 'SIGINT');

    expect(await exited).toBe(0);
  });

  it('works where the path of the data is longer than a socket may have', async () => {
    given.dataDir = join(given.folder, 'a-folder-with-a-long-name'.repeat(5), 'data');
    const first = await start();
    await chaos.remember(first, 'kept');
    const socketFolder = first.connection.host;
    expect(first.dataDirectory).toBe(join(given.dataDir, 'postgres'));
    expect(socketFolder.startsWith(given.dataDir)).toBe(false);
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
    await chaos.end(first, 'SIGKILL');

    const second = await start();

    expect(second.tookOver).toBe(true);
    expect(await chaos.remembered(second)).toEqual(['kept']);
    await chaos.end(second);
    await rm(socketFolder, { recursive: true });
  });
});
