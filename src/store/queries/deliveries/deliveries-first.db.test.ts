import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { orderedDeliveries } from '../../../../test/harness/ordered-deliveries.ts';

const { database, now, empty, owe, look, claimRuns, settle } = await orderedDeliveries();

beforeEach(async () => void (await empty()));

/** What may go at once. */
async function first(after: string | null, room = 10, reach = 3) {
  const found = await look(after, room, reach, 1);
  return { ids: found.runs.flat(), after: found.after };
}
const claim = (ids: readonly string[]) => claimRuns(ids.map((id) => [id]));

it('finds what is first for each object among those that have waited longest', async () => {
  const [a1, b1] = await owe(['a', 'b', 'a']);
  expect(await first(null, 10, 100)).toEqual({ ids: [a1, b1], after: null });
  expect(await first(null, 1, 100)).toEqual({ ids: [a1], after: null });
});

it('visits other objects where one has a backlog that is longer than its reach', async () => {
  const ids = await owe(['a', 'a', 'a', 'a', 'b', 'c', 'd', 'e']);
  expect(await first(null)).toEqual({ ids: [ids[0], ids[4], ids[5]], after: 'c' });
  expect(await first('c')).toEqual({ ids: [ids[0], ids[6], ids[7]], after: null });
});

it('leaves an object alone while something of it is under way, or is tried again later', async () => {
  const ids = await owe(['a', 'a', 'a', 'a', 'b', 'c']);
  expect(await claim([ids[0]!])).toEqual([ids[0]]);
  await database.query({
    text: `update deliveries set due_at = $2 where id = $1`,
    values: [ids[4], new Date(now.getTime() + 1000)],
  });
  expect((await first(null)).ids).toEqual([ids[5]]);
});

it('goes on behind the last one that there was room for', async () => {
  const ids = await owe(['a', 'a', 'a', 'a', 'b', 'c', 'd']);
  expect(await first(null, 2)).toEqual({ ids: [ids[0], ids[4]], after: 'b' });
  expect(await first('b', 2)).toEqual({ ids: [ids[0], ids[5]], after: 'c' });
});

it('is asked about again when it is claimed: of two that are told the same, one gets it', async () => {
  const ids = await owe(['a', 'a']);
  expect(await claim([ids[1]!])).toEqual([]);
  expect(await claim([ids[0]!])).toEqual([ids[0]]);
  expect(await claim([ids[0]!])).toEqual([]);
});

it('comes to everything that is owed, each object in its order, whatever lies ahead', async () => {
  const objects = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(
      objects,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      async (owed, room, reach) => {
        await empty();
        const ids = await owe(owed);
        const sent: string[] = [];
        let after: string | null = null;
        for (let question = 0; sent.length < ids.length && question < 10 * ids.length; question++) {
          const found = await first(after, room, reach);
          after = found.after;
          const claimed = await claim(found.ids);
          // What is told of at the same time is of different objects.
          const together = claimed.map((id) => owed[ids.indexOf(id)]);
          expect(new Set(together).size).toBe(together.length);
          await settle(claimed);
          sent.push(...claimed);
        }
        for (const object of new Set(owed)) {
          const of = (list: readonly string[]) => list.filter((id) => owed[ids.indexOf(id)] === object);
          expect(of(sent)).toEqual(of(ids));
        }
      },
    ),
    { numRuns: 40 },
  );
});
