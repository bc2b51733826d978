import { expect, it, vi } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { uuidAtMs } from '../base/ids.ts';
import { silentLog } from '../base/log.ts';
import { createDayTables } from './day-tables.ts';
import { dayMs, partitionsAhead } from './partitions.ts';

const { database } = await testDatabase();
const start = Date.parse('2026-03-01T00:00:00.000Z');
const [first, second, unknown] = [start, start + dayMs, start + 300 * dayMs].map(uuidAtMs) as [
  string,
  string,
  string,
];
let nowMs = 0;
const days = createDayTables(database, { monotonicMs: () => nowMs });

it('names whole tables until it has looked, and then those of the days that have one', async () => {
  await partitionsAhead(database, start, silentLog);
  expect(days.tableOf('deliveries', first)).toBe('deliveries');
  await vi.waitUntil(() => days.tableOf('deliveries', first) !== 'deliveries', { timeout: 10_000 });
  expect(days.tableOf('deliveries', first)).toBe('deliveries_20260301');
  expect(days.tableOf('events', second)).toBe('events_20260302');
  expect(days.tableOf('payloads', unknown)).toBe('payloads');
});

it('looks again when it meets a day that it does not know, but not all the time', async () => {
  await partitionsAhead(database, start + 300 * dayMs, silentLog);
  const query = vi.spyOn(database, 'query');
  for (let count = 0; count < 5; count++) expect(days.tableOf('deliveries', unknown)).toBe('deliveries');
  expect(query).not.toHaveBeenCalled();
  nowMs += 60_000;
  await vi.waitUntil(() => days.tableOf('deliveries', unknown) === 'deliveries_20261226', {
    timeout: 10_000,
  });
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
});

it('names whole tables again when it was told that something went wrong', () => {
  days.forget();
  expect(days.tableOf('deliveries', first)).toBe('deliveries');
});
