import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import { insertLogged, uuidAt } from '../../../../test/harness/log-rows.ts';
import { wholeTables } from '../../day-tables.ts';
import { deliveriesClaim } from './deliveries-claim.ts';

const { database } = await testDatabase();
const now = new Date('2026-03-01T10:00:00Z');
const [organizationId, webhookId] = [uuidAt(now), uuidAt(now)];
const [ann, bob] = [uuidAt(now), uuidAt(now)];

/** A delivery that is due, at a place in the order of its object. */
async function owe(objectId: string, position: number, columns = "state = 'waiting'"): Promise<string> {
  const { deliveryId } = await insertLogged(database, { organizationId, at: now, objectId, dueAt: now });
  await database.query({
    text: `update deliveries set webhook_id = $2, position = $3, ${columns} where id = $1`,
    values: [deliveryId, webhookId, position],
  });
  return deliveryId;
}
async function claim(nodeId: string, room = 100): Promise<string[]> {
  const { claimed } = await database.transaction((tx) =>
    deliveriesClaim(tx, { days: wholeTables, nodeId, now, rooms: new Map([[webhookId, room]]) }),
  );
  return claimed.map(({ id }) => id).sort();
}
const settle = (id: string) =>
  database.query({
    text: `update deliveries set due_at = null, leased_by = null, state = 'delivered' where id = $1`,
    values: [id],
  });

beforeEach(async () => void (await database.query({ text: 'truncate events, deliveries, payloads' })));

describe('of an ordered webhook', () => {
  it('only the first delivery of each object is claimed, and the next one when that is settled', async () => {
    const [a1, a2] = [await owe('a', 1), await owe('a', 3)];
    const [b1, b2] = [await owe('b', 2), await owe('b', 4)];
    expect(await claim(ann)).toEqual([a1, b1].sort());
    expect(await claim(bob)).toEqual([]);
    await settle(b1);
    expect(await claim(bob)).toEqual([b2]);
    await settle(a1);
    expect(await claim(bob)).toEqual([a2]);
  });

  it('one that is retried later holds up those behind it, of its own object alone', async () => {
    await owe('a', 1, `due_at = '2026-03-01T11:00:00Z', state = 'retrying'`);
    await owe('a', 2);
    const other = await owe('b', 3);
    expect(await claim(ann)).toEqual([other]);
  });

  it('what blocks takes no room from what does not', async () => {
    await owe('a', 1, `due_at = '2026-03-01T11:00:00Z'`);
    for (let position = 2; position < 10; position++) await owe('a', position);
    const free = await owe('b', 10);
    expect(await claim(ann, 1)).toEqual([free]);
  });

  it('one whose place is earlier waits for a later one that is already under way', async () => {
    // Two nodes publish about one object: the one that took its place first commits last.
    const late = await owe('a', 2);
    expect(await claim(ann)).toEqual([late]);
    const early = await owe('a', 1);
    expect(await claim(bob)).toEqual([]);
    await settle(late);
    expect(await claim(bob)).toEqual([early]);
  });
});
