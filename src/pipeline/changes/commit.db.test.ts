import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { testPipeline } from '../../../test/harness/pipeline.ts';
import type { Context } from '../../objects/objects.ts';
import { commitWrites } from './commit.ts';
import type { Write } from './write.ts';

const { objects, shop, otherShop, database, ids, clock, formats, handover } = await testPipeline();

/** A write that changes a customer of an organization, planned on what is there now. */
async function change(context: Context, id: string): Promise<Write> {
  const { object } = await objects.get(context, { type: 'customer', id });
  const after = { ...object, version: object.version + 1, updatedAt: clock.now() };
  const type = context.catalogue.types.customer!;
  const update = { type, operation: 'updated' as const, before: object, after, related: {} };
  const organizationId = context.organization.id;
  const plan = { organizationId, reads: new Map(), children: [], changes: [update] };
  return { organizationId, actor: 'token:1', transactionId: ids.uuid(), plan, published: [], silent: false };
}

/** Commits writes of several organizations, and takes its time between the first and the second. */
function commit(writes: readonly Write[]) {
  return database.transaction((tx) =>
    commitWrites(tx, writes, {
      ...{ ids, now: clock.now(), formats, handover },
      async webhooks() {
        await sleep(300);
        return [];
      },
      onReserved() {},
      onLeft() {},
    }),
  );
}

it('never waits in a circle for another commit of the same organizations', async () => {
  const fields = { login: 'ann', name: 'Ann' };
  const [one, other] = await Promise.all(
    [shop, otherShop].map((context) => objects.create(context, { type: 'customer', fields, links: {} })),
  );
  const writes = () => [change(shop, one!.object.id), change(otherShop, other!.object.id)];
  const [first, second] = await Promise.all([Promise.all(writes()), Promise.all(writes())]);
  const written = await Promise.all([commit(first), commit(second.reverse())]);
  const states = written.map((results) => results.map(({ state }) => state));
  expect(states.sort()).toEqual([
    ['outdated', 'outdated'],
    ['saved', 'saved'],
  ]);
});
