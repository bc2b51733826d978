import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BellwireError, messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Session } from '../database.ts';
import { lockKeys } from '../lock-keys.ts';
import { isAlive } from './processes.ts';

/** The right to use the data, held as long as this process lives. */
export interface Ownership {
  /** Resolves when the right is lost and cannot be had back. */
  lost: Promise<Error>;
  /** From now on a lost connection is what is to be expected. */
  expectEnd(): void;
  release(): Promise<void>;
}

/** What `takeOwnership` needs. */
export interface OwnerOptions {
  /** Opens a connection to the embedded server. */
  open: () => Promise<Session>;
  /** Whether the server has ended: there is nothing to wait for then. */
  serverGone: () => Promise<boolean>;
  /** Tells others whose data it is. Only for their message: the lock is what counts. */
  ownerFile: string;
  dataDir: string;
  log: Log;
}

const lingerMs = 5_000;

/**
 * Takes the lock that one Bellwire holds on its data: an advisory lock in the server itself, on a connection
 * of its own. It ends with the process, however that ends, and cannot be left behind.
 */
export async function takeOwnership(options: OwnerOptions): Promise<Ownership> {
  const { ownerFile, log } = options;
  let session = await acquire(options);
  await writeFile(ownerFile, `${process.pid}\n`, { mode: 0o644 });

  let ending = false;
  let reportLost: (error: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    reportLost = resolve;
  });

  // When one process of the server crashes, the server drops every connection and goes on a moment later.
  async function takeAgain(reason: Error): Promise<void> {
    if (ending) return;
    log.warn({ reason: reason.message }, 'the connection that guards the embedded data was lost');
    try {
      session = await acquire(options);
      if (ending) return await session.close();
      session.onLost(takeAgain);
      log.info({}, 'the embedded data is guarded again');
    } catch (error) {
      if (!ending) reportLost(error instanceof Error ? error : new Error(messageOf(error)));
    }
  }
  session.onLost(takeAgain);

  return {
    lost,
    expectEnd() {
      ending = true;
    },
    async release() {
      ending = true;
      await session.close().catch(() => {});
      if ((await ownerOf(ownerFile)) === process.pid) await rm(ownerFile, { force: true });
    },
  };
}

async function acquire({ open, serverGone, ownerFile, dataDir }: OwnerOptions): Promise<Session> {
  const startedMs = performance.now();
  for (;;) {
    const patient = performance.now() - startedMs < lingerMs;
    // A server that has just lost a process drops every connection, also one that was made a moment ago.
    const impatient = async (error: unknown): Promise<undefined> => {
      if (!patient || (await serverGone())) throw error;
    };
    const session = await open().catch(impatient);
    if (session !== undefined) {
      const locked = await tryLock(session).catch(impatient);
      if (locked) return session;
      await session.close().catch(() => {});
      if (locked === false) {
        // A process that was just killed holds its lock until the server notices: wait for that one only.
        const pid = await ownerOf(ownerFile);
        const ownerLives = pid !== undefined && pid !== process.pid && isAlive(pid);
        if (ownerLives || !patient) throw taken(dataDir, pid);
      }
    }
    await sleep(50);
  }
}

async function tryLock(session: Session): Promise<boolean> {
  const [row] = await session.query<{ taken: boolean }>({
    text: 'select pg_try_advisory_lock($1) as taken',
    values: [lockKeys.embeddedOwner],
  });
  return row?.taken === true;
}

function taken(dataDir: string, pid: number | undefined): BellwireError {
  return new BellwireError(
    'conflict',
    `Another Bellwire (process ${pid ?? 'unknown'}) uses the data folder ${dataDir}. ` +
      'Stop it first, or give this one a data folder of its own.',
  );
}

async function ownerOf(file: string): Promise<number | undefined> {
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return Number.isNaN(pid) ? undefined : pid;
}
