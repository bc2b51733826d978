import { describe, expect, it, vi } from 'vitest';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { uuids } from '../../store/arrays.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { Result } from './result.ts';
import { createResults } from './results.ts';
import { createTickets } from './tickets.ts';

const held = (id: string) => ({ ticket: { id, nodeId: 'node-1' } });

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
      await work({ query, ahead: { query } });
    },
  } as unknown as Database;
  return { database, asked };
}

/** A database whose commits come when the test says so, the longest begun first; with the deliveries that each is about. */
function waiting() {
  const begun: unknown[] = [];
  const commits: (() => void)[] = [];
  const database = {
    async transaction(work: (tx: object) => Promise<void>) {
      const query = async ({ text, values }: Statement) => {
        if (/^\s*update deliveries/.test(text)) begun.push(values?.[2]);
        return [];
      };
      await work({ query, ahead: { query } });
      await new Promise<void>((resolve) => commits.push(resolve));
    },
  } as unknown as Database;
  return { database, begun, commit: () => commits.shift()?.() };
}

/** A UUID that ends with this digit. */
const uuid = (digit: string) => `00000000-0000-7000-8000-00000000000${digit}`;

const deliveries = (...digits: string[]) => uuids(digits.map(uuid), (id) => id);

function result(digit: string, nodeId = 'node-1', ordered = false): Result {
  return {
    nodeId,
    ordered,
    attempt: null,
    settled: {
      organizationId: uuid('0'),
      id: uuid(digit),
      webhookId: uuid('9'),
      state: 'delivered',
      attemptsBefore: 0,
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
  it('take the tickets along that are done, and keep those that could not be deleted', async () => {
    const tickets = createTickets();
    tickets.add([held('one'), held('one'), held('two')]);
    tickets.done(held('one'));
    tickets.done(held('two'));
    const { database, asked } = failing(1);
    const results = createResults({ database, tickets, log: recordingLog() });
    await results.write(result('a'));
    expect(asked.at(-1)).toMatchObject({ name: 'tickets-delete', values: [['two']] });
    expect([tickets.has('one'), tickets.has('two'), tickets.takeDone()]).toEqual([true, false, []]);
  });

  it('are written together, for each node that held the deliveries', async () => {
    const { database, asked } = failing(0);
    const results = createResults({ database, tickets: createTickets(), log: recordingLog() });
    await Promise.all([
      results.write(result('a')),
      results.write(result('b', 'node-2')),
      results.write(result('c')),
    ]);
    expect(asked.map(({ values }) => [values?.[0], values?.[2]])).toEqual([
      ['node-1', deliveries('a', 'c')],
      ['node-2', deliveries('b')],
    ]);
  });

  it('are tried until they are written, and each failure is logged', async () => {
    const log = recordingLog();
    const { database, asked } = failing(2);
    const told: unknown[] = [];
    const onWritten = (batch: readonly Result[]) => void told.push(batch.map(({ settled }) => settled.id));
    const results = createResults({ database, tickets: createTickets(), log, onWritten });
    let drained = false;
    const written = results.write(result('a'));
    const draining = results.drain().then(() => {
      drained = true;
    });
    expect(drained).toBe(false);
    await written;
    await draining;
    expect(asked).toHaveLength(1);
    expect(told).toEqual([[uuid('a')]]);
    expect(log.lines.map(({ level, facts }) => [level, facts])).toEqual(
      Array(2).fill(['error', { results: 1, reason: 'the database is away' }]),
    );
  });

  it('of objects that keep their order are written one batch after the other, and hold up no others', async () => {
    const { database, begun, commit } = waiting();
    const results = createResults({ database, tickets: createTickets(), log: recordingLog() });
    const write = (digit: string, ordered: boolean) => results.write(result(digit, 'node-1', ordered), true);
    const first = write('a', true);
    await vi.waitFor(() => expect(begun).toEqual([deliveries('a')]));
    const others = [write('b', true), write('c', true), write('d', false)];
    // Two batches can be under way, and the others were there before this one.
    await vi.waitFor(() => expect(begun).toEqual([deliveries('a'), deliveries('d')]));
    commit();
    await first;
    await vi.waitFor(() => expect(begun.slice(2)).toEqual([deliveries('b', 'c')]));
    commit();
    commit();
    await Promise.all(others);
  });

  it('are given up when that is asked for, so that a node can stop without its database', async () => {
    const { database, asked } = failing(Number.POSITIVE_INFINITY);
    const onWritten = () => expect.unreachable('nothing is written');
    const results = createResults({ database, tickets: createTickets(), log: recordingLog(), onWritten });
    const written = results.write(result('a'));
    results.giveUp();
    await expect(written).rejects.toThrow('sent again');
    await results.drain();
    expect(asked).toEqual([]);
  });
});
