import { beforeEach, describe, expect, it } from 'vitest';
import { testPipeline } from '../../../../test/harness/pipeline.ts';
import { wholeTables } from '../../day-tables.ts';
import { deliveriesClaim, deliveriesWaiting } from './deliveries-claim.ts';
import { deliveriesFree } from './deliveries-free.ts';

const pipeline = await testPipeline();
const { database, clock, ids, rows, make, claim, shop } = pipeline;
const webhook = await pipeline.webhook();
const [ann, bob] = [ids.uuid(), ids.uuid()];
let customers = 0;

/** So many deliveries, due now, oldest first. */
async function owe(count: number): Promise<string[]> {
  const before = (await rows('deliveries')).length;
  for (let made = 0; made < count; made++) {
    clock.move(10);
    await make('customer', { login: `c${++customers}`, name: 'Joe' });
  }
  return (await rows('deliveries')).slice(before).map(({ id }) => id);
}
const idsOf = (claimed: { id: string }[]) => claimed.map(({ id }) => id);
const set = (id: string, columns: string, ...values: unknown[]) =>
  database.query({ text: `update deliveries set ${columns} where id = $1`, values: [id, ...values] });

beforeEach(async () => void (await database.query({ text: 'truncate deliveries, tickets' })));

describe('claiming', () => {
  it('gives the node what is due, with the event and the bytes that belong to it', async () => {
    const [id] = await owe(1);
    await set(id!, 'attempts = 5, round_attempts = 2');
    const [claimed] = await claim(ann);
    const [event] = (await rows('events')).slice(-1);
    expect(claimed).toMatchObject({
      id,
      attempts: 5,
      roundAttempts: 2,
      event: {
        organizationId: shop.organization.id,
        id: event.id,
        type: 'customer.created',
        objectId: event.object_id,
        transactionId: event.transaction_id,
        actor: 'token:editor',
        occurredAt: event.occurred_at,
        data: event.data,
      },
      payload: { variant: 'json', contentType: 'application/json' },
    });
    expect(JSON.parse(String(claimed?.payload?.body))).toEqual({ variant: 'json', ...event.data });
    expect((await rows('deliveries'))[0].leased_by).toBe(ann);
  });

  it('gives a delivery without a body none', async () => {
    const [id] = await owe(1);
    await set(id!, 'variant = null');
    expect((await claim(ann))[0]?.payload).toBeNull();
  });

  it('ends what can no longer be sent, as its event or its body is gone, and says so in the log', async () => {
    const [whole, without, bodyless] = await owe(3);
    const events = new Map((await rows('deliveries')).map(({ id, event_id }) => [id, event_id]));
    await database.query({ text: 'delete from events where id = $1', values: [events.get(without)] });
    await database.query({
      text: 'delete from payloads where event_id = $1',
      values: [events.get(bodyless)],
    });
    expect(idsOf(await claim(ann))).toEqual([whole]);
    const over = { state: 'cancelled', last_reason: 'event-expired', due_at: null, leased_by: null };
    const logged = new Map((await rows('deliveries')).map((row) => [row.id, row]));
    for (const id of [without, bodyless]) {
      expect(logged.get(id)).toMatchObject({ ...over, finished_at: clock.now() });
    }
    expect(logged.get(whole)).toMatchObject({ state: 'waiting', leased_by: ann });
  });

  it('takes the longest waiting first, and no more than asked for', async () => {
    const [first, second, third] = await owe(3);
    await set(third!, `due_at = $2`, new Date(0));
    expect(idsOf(await claim(ann, 2)).sort()).toEqual([first, third].sort());
    expect(idsOf(await claim(ann, 2))).toEqual([second]);
    expect(await claim(ann, 2)).toEqual([]);
  });

  it('gives each webhook its own room, and the others none', async () => {
    const owed = await owe(6);
    const [one, two, three] = [ids.uuid(), ids.uuid(), ids.uuid()];
    for (const [at, id] of owed.entries()) await set(id, 'webhook_id = $2', [one, two, three][at % 3]);
    const rooms = new Map([
      [one!, 1],
      [two!, 5],
    ]);
    const { claimed } = await database.transaction((tx) =>
      deliveriesClaim(tx, { days: wholeTables, nodeId: ann, now: clock.now(), rooms }),
    );
    expect(claimed.map(({ id, webhookId }) => [id, webhookId])).toEqual([
      [owed[0], one],
      [owed[1], two],
      [owed[4], two],
    ]);
    const none = { days: wholeTables, nodeId: ann, now: clock.now(), rooms: new Map() };
    expect(await database.transaction((tx) => deliveriesClaim(tx, none))).toEqual({
      claimed: [],
      expired: [],
    });
  });

  it('leaves what is not due yet, is held back, is over or has a node already', async () => {
    const [later, held, over, leased, due] = await owe(5);
    await set(later!, 'due_at = $2', new Date(clock.nowMs() + 1));
    await set(held!, `due_at = 'infinity'`);
    await set(over!, `due_at = null, state = 'delivered'`);
    await set(leased!, 'leased_by = $2', bob);
    expect(idsOf(await claim(ann))).toEqual([due]);
    clock.move(1);
    expect(idsOf(await claim(ann))).toEqual([later]);
  });

  it('never gives one delivery to two nodes', async () => {
    const owed = await owe(60);
    const nodes = Array.from({ length: 6 }, () => ids.uuid());
    const claimed = await Promise.all(
      nodes.flatMap((node) => Array.from({ length: 3 }, () => claim(node, 7).then(idsOf))),
    );
    const all = claimed.flat();
    expect(new Set(all).size).toBe(all.length);
    for (let more = await claim(ann, 50); more.length > 0; more = await claim(ann, 50)) {
      all.push(...idsOf(more));
    }
    expect(all.sort()).toEqual(owed.sort());
  });

  it('does not wait for a node that is just claiming', async () => {
    const [first, second] = await owe(2);
    await database.transaction(async (tx) => {
      const mine = await claim(ann, 1, tx);
      expect(idsOf(mine)).toEqual([first]);
      expect(idsOf(await claim(bob))).toEqual([second]);
    });
  });
});

describe('the webhooks that something waits for', () => {
  it('are known with the earliest that nobody holds, and not where all is held back or over', async () => {
    expect(await deliveriesWaiting(database)).toEqual([]);
    const [early, late, held, over] = await owe(4);
    const waitingAfter = async (ms: number) =>
      expect(await deliveriesWaiting(database)).toEqual([
        { webhookId: webhook.id, dueAt: new Date(clock.nowMs() + ms), ordered: false },
      ]);
    await set(held!, `due_at = 'infinity'`);
    await set(over!, `due_at = null`);
    await set(late!, 'due_at = $2', new Date(clock.nowMs() + 5000));
    await set(early!, 'due_at = $2', new Date(clock.nowMs() + 1000));
    await waitingAfter(1000);
    await set(early!, 'leased_by = $2', bob);
    await waitingAfter(5000);
    await set(late!, 'leased_by = $2', bob);
    expect(await deliveriesWaiting(database)).toEqual([]);
  });

  it('are all of them, each with its own time, past those that are held back', async () => {
    const owed = await owe(7);
    const webhookIds = [0, 1, 2, 3].map(() => ids.uuid());
    const times = [500, 300, 400, 'infinity', 'infinity', 200, 100];
    for (const [at, id] of owed.entries()) {
      const due = typeof times[at] === 'number' ? new Date(times[at]) : times[at];
      await set(id, 'webhook_id = $2, due_at = $3', webhookIds[at >> 1], due);
    }
    expect(await deliveriesWaiting(database)).toEqual([
      { webhookId: webhookIds[0], dueAt: new Date(300), ordered: false },
      { webhookId: webhookIds[1], dueAt: new Date(400), ordered: false },
      { webhookId: webhookIds[2], dueAt: new Date(200), ordered: false },
      { webhookId: webhookIds[3], dueAt: new Date(100), ordered: false },
    ]);
  });
});

describe('a claim', () => {
  it('leaves a ticket for each organization, with what it holds', async () => {
    const owed = await owe(2);
    const claimed = await claim(ann);
    const tickets = await rows('tickets');
    expect(tickets).toMatchObject([{ node_id: ann, organization_id: shop.organization.id }]);
    expect([...tickets[0].delivery_ids].sort()).toEqual(owed);
    expect(new Set(claimed.map(({ ticket }) => ticket.id))).toEqual(new Set([tickets[0].id]));
  });
});

describe('letting go', () => {
  it('makes due at once what a node held, and leaves alone what is held back or over', async () => {
    const [due, held, over, theirs] = await owe(4);
    for (const id of [due, held, over]) await set(id!, 'leased_by = $2', ann);
    await set(theirs!, 'leased_by = $2', bob);
    await set(held!, `due_at = 'infinity'`);
    await set(over!, `due_at = null, state = 'cancelled'`);
    const organizationId = shop.organization.id;
    const deliveries = [due, held, over, theirs].map((id) => ({ organizationId, id: id! }));
    await deliveriesFree(database, { nodeId: ann, now: clock.now(), deliveries });
    const saved = new Map((await rows('deliveries')).map((row) => [row.id, row]));
    expect([due, held, over].map((id) => saved.get(id).leased_by)).toEqual([null, null, null]);
    expect(saved.get(theirs).leased_by).toBe(bob);
    expect(saved.get(held).due_at).toBe(Number.POSITIVE_INFINITY);
    expect(saved.get(over).due_at).toBeNull();
    expect(idsOf(await claim(bob))).toEqual([due]);
  });
});
