import { describe, expect, it } from 'vitest';
import { testSending } from '../../../test/harness/sending-node.ts';
import { defaultLimits } from '../../store/records/webhook.ts';

const { pipeline, receiver, node, webhook, change, until } = await testSending();
const { database, ids, rows } = pipeline;
const ordered = { ...defaultLimits, ordering: 'object' } as const;

/** Ordered webhooks that wait for long, and for which nothing may go: the first of their object is at another node. */
async function stuck(count: number): Promise<void> {
  for (let made = 0; made < count; made++) await webhook({ limits: ordered });
  await change();
  await change();
  await database.query({
    text: `update deliveries set object_id = 'one', due_at = due_at - interval '1 hour'`,
  });
  await database.query({
    text: `
      update deliveries d set leased_by = $1
      from (select distinct on (webhook_id) id from deliveries order by webhook_id, position) first
      where d.id = first.id`,
    values: [ids.uuid()],
  });
  await database.query({ text: 'update webhooks set enabled = false' });
}

describe('webhooks that wait longer, and for which nothing may go', () => {
  // As many as would use up all that one claim takes.
  const many = 5;

  it.each([
    ['an ordered one', ordered],
    ['one without order', defaultLimits],
  ])('take no turn from %s', async (_, limits) => {
    await stuck(many);
    const { id } = await webhook({ limits });
    await change();
    await database.query({ text: 'update webhooks set enabled = true' });
    await node();
    await receiver().waitForCount(1);
    await until(async () => (await rows('deliveries')).some(({ state }) => state === 'delivered'));
    const sent = (await rows('deliveries')).filter(({ state }) => state === 'delivered');
    expect(sent.map(({ webhook_id }) => webhook_id)).toEqual([id]);
  });
});
