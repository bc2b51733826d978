import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import type { Transaction } from '../../database.ts';
import { recordedEventClaim, recordedEventsClaim } from './recorded-events-claim.ts';

const { database } = await testDatabase();
await database.query({
  text: `insert into organizations (id, key, name, dialect, created_at, updated_at)
         values (gen_random_uuid(), 'acme', 'Acme', 'mashery', now(), now())`,
});
const all = { limit: 100, maxBytes: 1_000_000 };

beforeEach(async () => {
  await database.query({ text: 'delete from recorded_events' });
});

async function record(...objects: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const object of objects) {
    const [row] = await database.query<{ id: string }>({
      text: `select bellwire.record_event('acme', 'a', 'a', $1, '{}') as id`,
      values: [object],
    });
    ids.push(row!.id);
  }
  return ids;
}

async function claimed(tx: Transaction, change: object = {}): Promise<{ objects: string[]; left: number }> {
  const { events, left } = await recordedEventsClaim(tx, { ...all, ...change });
  return { objects: events.map(({ object }) => object.id), left };
}

it('claims what waits in its order, and no more than asked for', async () => {
  await record('a', 'b', 'a', 'c');
  expect(await database.transaction((tx) => claimed(tx))).toEqual({ objects: ['a', 'b', 'a', 'c'], left: 0 });
  expect(await database.transaction((tx) => claimed(tx, { limit: 2 }))).toEqual({
    objects: ['a', 'b'],
    left: 0,
  });
});

it('takes one at least, and no more than there is room for', async () => {
  await record('a', 'b', 'c');
  expect(await database.transaction((tx) => claimed(tx, { maxBytes: 1 }))).toEqual({
    objects: ['a'],
    left: 2,
  });
  // Each has `{}` twice.
  expect(await database.transaction((tx) => claimed(tx, { maxBytes: 5 }))).toEqual({
    objects: ['a', 'b'],
    left: 1,
  });
});

it('leaves to another node what that holds, and what was recorded of the same objects after it', async () => {
  const ids = await record('a', 'b', 'a', 'c', 'b');
  await database.transaction(async (other) => {
    await recordedEventClaim(other, ids[0]!);
    await recordedEventClaim(other, ids[4]!);
    await database.transaction(async (tx) => {
      expect(await claimed(tx)).toEqual({ objects: ['b', 'c'], left: 1 });
      expect(await database.transaction((third) => claimed(third))).toEqual({ objects: [], left: 0 });
      expect(await database.transaction((third) => recordedEventClaim(third, ids[3]!))).toBeNull();
    });
  });
});

it('does not wait for what was refused', async () => {
  const [id] = await record('a', 'a');
  await database.query({ text: 'update recorded_events set refused_at = now() where id = $1', values: [id] });
  expect(await database.transaction((tx) => claimed(tx))).toEqual({ objects: ['a'], left: 0 });
  expect(await database.transaction((tx) => recordedEventClaim(tx, id!))).toBeNull();
});
