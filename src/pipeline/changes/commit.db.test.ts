import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testPipeline } from '../../../test/harness/pipeline.ts';
import type { Context } from '../../objects/context.ts';
import { commitWrites } from './commit.ts';
import type { Along } from './plan.ts';
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
function commit(writes: readonly Write[], along?: Along) {
  return database.transaction((tx) =>
    commitWrites(tx, writes, {
      ...{ ids, now: clock.now(), formats, handover, along },
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

describe('what is saved along with changes', () => {
  const made = (login: string) =>
    objects.create(shop, { type: 'customer', fields: { login, name: login }, links: {} });
  const versionOf = async (id: string) => (await objects.get(shop, { type: 'customer', id })).object.version;

  it('is asked for once the objects are written, and what it leads to is told in the same commit', async () => {
    const { object } = await made('along1');
    const write = await change(shop, object.id);
    const [written] = await commit([write], async (tx, { changes }) => {
      const [row] = await tx.query<{ version: number }>({
        text: 'select version from objects where id = $1',
        values: [object.id],
      });
      expect([row?.version, changes.map(({ after }) => after.version)]).toEqual([2, [2]]);
      const told = { type: 'meter', id: object.id, number: null };
      return [{ type: 'meter.moved', object: told, data: {}, related: {}, occurredAt: null }];
    });
    const events = written?.state === 'saved' ? written.events : [];
    expect(events.map(({ type, transactionId }) => [type, transactionId])).toEqual([
      ['customer.updated', write.transactionId],
      ['meter.moved', write.transactionId],
    ]);
  });

  it('undoes the changes when it throws', async () => {
    const { object } = await made('along2');
    const refusing = commit([await change(shop, object.id)], async () => {
      throw new Error('no');
    });
    await expect(refusing).rejects.toThrow('no');
    expect(await versionOf(object.id)).toBe(1);
  });
});
