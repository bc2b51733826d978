import { describe, expect, it } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import type { Database, Statement } from '../../store/database.ts';
import { createResults, type Result } from './results.ts';

/** A database that fails so many times before it works, and keeps what it was asked. */
function failing(times: number) {
  const asked: Statement[] = [];
  let left = times;
  const database = {
    async transaction(work: (tx: object) => Promise<void>) {
      if (left-- > 0) throw new Error('the database is away');
      const query = async (statement: Statement) => {
        asked.push(statement);
        return [];
      };
      await work({ query });
    },
  } as unknown as Database;
  return { database, asked };
}

function result(id: string, nodeId = 'node-1'): Result {
  return {
    nodeId,
    attempt: null,
    settled: {
      organizationId: 'o',
      id,
      state: 'delivered',
      attemptsMade: 1,
      dueAt: null,
      lastAttemptAt: null,
      lastStatus: 200,
      lastReason: null,
      finishedAt: null,
    },
  };
}

describe('results', () => {
  it('are written together, for each node that held the deliveries', async () => {
    const { database, asked } = failing(0);
    const results = createResults({ database, log: recordingLog() });
    await Promise.all([
      results.write(result('a')),
      results.write(result('b', 'node-2')),
      results.write(result('c')),
    ]);
    expect(asked.map(({ values }) => [values?.[0], values?.[2]])).toEqual([
      ['node-1', ['a', 'c']],
      ['node-2', ['b']],
    ]);
  });

  it('are tried until they are written, and each failure is logged', async () => {
    const log = recordingLog();
    const { database, asked } = failing(2);
    const results = createResults({ database, log });
    let drained = false;
    const written = results.write(result('a'));
    const draining = results.drain().then(() => {
      drained = true;
    });
    expect(drained).toBe(false);
    await written;
    await draining;
    expect(asked).toHaveLength(1);
    expect(log.lines.map(({ level, facts }) => [level, facts])).toEqual(
      Array(2).fill(['error', { results: 1, reason: 'the database is away' }]),
    );
  });

  it('are given up when that is asked for, so that a node can stop without its database', async () => {
    const { database, asked } = failing(Number.POSITIVE_INFINITY);
    const results = createResults({ database, log: recordingLog() });
    const written = results.write(result('a'));
    results.giveUp();
    await written;
    await results.drain();
    expect(asked).toEqual([]);
  });
});
