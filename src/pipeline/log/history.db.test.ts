import { beforeAll, describe, expect, it } from 'vitest';
import { testPipeline } from '../../../test/harness/pipeline.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import type { PageRequest } from '../../base/page.ts';
import { dayMs } from '../../store/partitions.ts';
import { historyOf } from './history.ts';
import { createRetention } from './retention.ts';

const { objects, shop, make, database, clock } = await testPipeline();
const orders: string[] = [];

const update = (...changes: [id: string, title: string][]) =>
  objects.operate(shop, async (steps) => {
    for (const [id, title] of changes) await steps.update(await steps.get('order', id), { title });
  });
const history = (objectId: string, page: PageRequest) =>
  historyOf(database, { organizationId: shop.organization.id, objectType: 'order', objectId }, page);
const told = ({ items }: Awaited<ReturnType<typeof history>>) =>
  items.map(({ type, changedFields }) => [type, ...(changedFields ?? [])].join(' '));
const furtherObjects = async () =>
  (await database.query<{ object_id: string }>({ text: 'select object_id from event_objects' })).map(
    ({ object_id: id }) => id,
  );

beforeAll(async () => {
  const customer = await make('customer', { login: 'joe', name: 'Joe' });
  for (const title of ['a', 'b', 'c']) orders.push(await make('order', { title }, { customer: [customer] }));
});

describe('the history of an object', () => {
  it('has events that tell of several from each of these, with what has changed in it', async () => {
    const [a, b, c] = orders as [string, string, string];
    expect(await furtherObjects()).toEqual([]);
    await update([a, 'a2'], [b, 'b2']);
    expect(await furtherObjects()).toEqual([b]);
    await update([b, 'b3']);
    await update([c, 'c2'], [b, 'b4']);
    const updated = 'order.updated title';
    expect(told(await history(a, { limit: 10 }))).toEqual([updated, 'order.created']);
    expect(told(await history(b, { limit: 10 }))).toEqual([updated, updated, updated, 'order.created']);
    expect(told(await history(c, { limit: 10 }))).toEqual([updated, 'order.created']);
  });

  it('is the same read in pages, forwards and backwards', async () => {
    const [, b] = orders as [string, string, string];
    const all = (await history(b, { limit: 10 })).items.map(({ id }) => id);
    const older: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await history(b, { limit: 1, ...(before !== undefined && { before }) });
      older.push(...page.items.map(({ id }) => id));
      if (page.older === null) break;
      before = page.older;
    }
    expect(older).toEqual(all);
    const newer = await history(b, { limit: 2, after: all[3]! });
    expect(newer.items.map(({ id }) => id)).toEqual(all.slice(1, 3));
    expect(newer.newer).toBe(all[1]);
  });

  it('is of the object that is asked for, by its type as well', async () => {
    const [a] = orders as [string, string, string];
    const other = { organizationId: shop.organization.id, objectType: 'customer', objectId: a };
    expect((await historyOf(database, other, { limit: 10 })).items).toEqual([]);
  });

  it('goes with its events when these are too old', async () => {
    expect((await furtherObjects()).length).toBe(2);
    // As old as the events of a hundred days ago, whose organization keeps them for a week.
    clock.move(100 * dayMs);
    const log = recordingLog();
    await createRetention({ database, clock, log, defaultDays: 7, usageDays: 100, auditDays: 365 }).sweep();
    expect(await furtherObjects()).toEqual([]);
    expect((await history(orders[1]!, { limit: 10 })).items).toEqual([]);
  });
});
