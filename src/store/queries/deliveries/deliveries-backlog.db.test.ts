import { expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import { insertLogged } from '../../../../test/harness/log-rows.ts';
import { movableClock } from '../../../../test/harness/movable-clock.ts';
import { createIds } from '../../../base/ids.ts';
import { createBacklogReader } from '../../../pipeline/measure.ts';
import { backlogText, deliveriesBacklog } from './deliveries-backlog.ts';

const { database } = await testDatabase();
const clock = movableClock();
const ids = createIds(clock);
const organizationId = ids.uuid();
const add = (dueAt: Date | 'infinity' | null, leasedBy: string | null = null) =>
  insertLogged(database, { organizationId, at: clock.now(), state: 'waiting', dueAt, leasedBy });
const ago = (seconds: number) => new Date(clock.nowMs() - seconds * 1000);

it('counts what waits by how long it has been due, and nothing that a node holds or that is done', async () => {
  expect(await deliveriesBacklog(database, clock.now())).toMatchObject({ oldestSeconds: 0 });
  await add('infinity');
  await add(ago(-60));
  for (const seconds of [0, 5, 30, 90, 3599, 7200, 100_000]) await add(ago(seconds));
  await add(ago(10), ids.uuid());
  await add(null);
  expect(await deliveriesBacklog(database, clock.now())).toEqual({
    counts: [
      { age: 'held', count: 1 },
      { age: 'later', count: 1 },
      { age: '10s', count: 2 },
      { age: '1m', count: 1 },
      { age: '10m', count: 1 },
      { age: '1h', count: 1 },
      { age: '1d', count: 1 },
      { age: 'older', count: 1 },
    ],
    oldestSeconds: 100_000,
  });
});

it('reads the index alone', async () => {
  const plan = await database.transaction(async (tx) => {
    // Tables this small are read whole; forbidden that, anything but a plain index scan would do the same.
    await tx.query({ text: 'set local enable_seqscan = off' });
    await tx.query({ text: 'set local enable_bitmapscan = off' });
    return JSON.stringify(
      await tx.query({ text: `explain (format json) ${backlogText}`, values: [clock.now()] }),
    );
  });
  const scans = plan.match(/"Node Type":"[^"]*Scan"/g) ?? [];
  expect(scans.length).toBeGreaterThan(0);
  expect(new Set(scans)).toEqual(new Set(['"Node Type":"Index Only Scan"']));
  expect(plan).not.toContain('"Filter"');
});

it('is read once for all who ask within five seconds', async () => {
  const read = createBacklogReader({ database, clock });
  const [first, second] = await Promise.all([read(), read()]);
  expect(second).toBe(first);
  clock.move(4999);
  expect(await read()).toBe(first);
  clock.move(1);
  expect(await read()).not.toBe(first);
});
