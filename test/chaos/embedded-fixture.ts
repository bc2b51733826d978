import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { readPidFile } from '../../src/store/embedded/pid-file.ts';
import { isServerOf } from '../../src/store/embedded/processes.ts';
import * as chaos from './embedded-processes.ts';

/** What a test may change before it starts its first process. */
interface Given {
  /** A folder of the test's own. */
  folder: string;
  dataDir: string;
  fsync: 'on' | 'off';
}

/** Gives every test a folder of its own, and ends whatever it started there. */
export function embeddedFixture() {
  const given: Given = { folder: '', dataDir: '', fsync: 'off' };
  const started: chaos.Bellwire[] = [];
  let build: string;

  beforeAll(async () => {
    build = await chaos.compile();
  });
  afterAll(() => chaos.removeBuild(build));

  beforeEach(async () => {
    given.folder = await mkdtemp(join(tmpdir(), 'bellwire-chaos-'));
    await chmod(given.folder, 0o755);
    given.dataDir = join(given.folder, 'data');
    given.fsync = 'off';
  });
  afterEach(async () => {
    for (const bellwire of started.splice(0)) {
      await chaos.end(bellwire, 'SIGKILL');
      await killServer(bellwire);
      await rm(bellwire.dataDirectory, { recursive: true, force: true });
    }
    await rm(given.folder, { recursive: true, force: true });
  });

  /** Starts a process, whatever becomes of it. */
  async function attempt(user?: { uid: number; gid: number }): Promise<chaos.Bellwire | chaos.Refusal> {
    const result = await chaos.start({ build, dataDir: given.dataDir, user, fsync: given.fsync });
    if ('connection' in result) started.push(result);
    return result;
  }

  /** Starts a process that must get the database. */
  async function start(user?: { uid: number; gid: number }): Promise<chaos.Bellwire> {
    const result = await attempt(user);
    if (!('connection' in result)) throw new Error(result.message);
    return result;
  }

  async function killServer(bellwire: chaos.Bellwire): Promise<void> {
    const server = await readPidFile(bellwire.dataDirectory);
    if (server === undefined || !(await isServerOf(server.pid, bellwire.dataDirectory))) return;
    process.kill(server.pid, 'SIGKILL');
    await serverEnds(server.pid, bellwire);
  }

  /** Waits for a server's end. The system may keep its number for a while, so that being taken says nothing. */
  function serverEnds(pid: number, { dataDirectory }: chaos.Bellwire): Promise<void> {
    return chaos.until(async () => !(await isServerOf(pid, dataDirectory)));
  }

  return { given, attempt, start, killServer, serverEnds };
}
