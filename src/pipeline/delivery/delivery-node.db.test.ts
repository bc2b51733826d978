import { describe, expect, it } from 'vitest';
import { masheryEvent, masheryObject, masherySnapshot } from '../../../test/harness/mashery-objects.ts';
import { testSending } from '../../../test/harness/sending-node.ts';
import { webhookMarkFailing } from '../../store/queries/webhooks/webhook-mark-failing.ts';
import type { WebhookRecord } from '../../store/queries/webhooks/webhook-row.ts';
import { defaultLimits } from '../../store/records/webhook.ts';
import type { OwedDelivery } from '../handover.ts';

const sending = await testSending();
const { pipeline, receiver, node, heldBy, handOverTo, webhook, change, saved, until, inState } = sending;
const { database, clock, ids, rows } = pipeline;

const waitingForTickets = `select from pg_locks where relation = 'tickets'::regclass and not granted`;

const owedTo = (record: WebhookRecord): OwedDelivery => ({
  id: ids.uuid(),
  event: masheryEvent(masherySnapshot('created', masheryObject('member'), {})),
  webhook: { ...record, secrets: [] },
  ...{ payload: null, attempts: 0, roundAttempts: 0, ordered: false, ticket: null },
});

describe('a node', () => {
  it('takes over what a dead one held, at once when that lease is over', async () => {
    await webhook();
    heldBy(ids.uuid());
    await change();
    expect((await saved()).leased_by).not.toBeNull();
    await node();
    await receiver().waitForCount(1);
    await inState('delivered');
  });

  it('leaves alone what a living one holds', async () => {
    await webhook();
    const other = ids.uuid();
    await database.query({
      text: `insert into nodes (id, name, started_at, lease_until) values ($1, 'other', now(), 'infinity')`,
      values: [other],
    });
    heldBy(other);
    await change();
    const theirs = (await saved()).id;
    heldBy(null);
    await node();
    await change();
    // The later one arrives, so the earlier one was not overlooked but left.
    await inState('delivered');
    expect(receiver().calls).toHaveLength(1);
    const left = (await rows('deliveries')).find(({ id }) => id === theirs);
    expect(left).toMatchObject({ state: 'waiting', leased_by: other });
  });

  it('that is alone takes over from any other, whatever its lease', async () => {
    await webhook();
    const dead = ids.uuid();
    await database.query({
      text: `insert into nodes (id, name, started_at, lease_until) values ($1, 'dead', now(), 'infinity')`,
      values: [dead],
    });
    heldBy(dead);
    await change();
    await node({ alone: true });
    await receiver().waitForCount(1);
    await inState('delivered');
  });

  it('that stops finishes what it is sending, and hands the rest back', async () => {
    const swept: string[] = [];
    const stopping = await node({
      database: {
        ...database,
        query(statement) {
          if (statement.name === 'deliveries-stray-free') swept.push(statement.name);
          return database.query(statement);
        },
      },
    });
    handOverTo(stopping);
    await webhook({ limits: { ...defaultLimits, concurrency: 1 } });
    let answer = () => {};
    receiver().answer(() => new Promise((resolve) => (answer = () => resolve({}))));
    await change();
    await change();
    await receiver().waitForCount(1);
    const [sending, waiting] = await rows('deliveries');
    const stopped = stopping.stop();
    // From here on, what is saved is nobody's.
    await change();
    expect((await saved()).leased_by).toBeNull();
    expect(stopping.load()).toEqual({ held: 1, leased: true });
    // Others can have the rest while this one is still busy, and need not wait until a sweep finds it.
    await until(async () => (await rows('deliveries'))[1].leased_by === null);
    expect(swept).toEqual([]);
    expect((await rows('deliveries'))[0].leased_by).not.toBeNull();
    answer();
    await stopped;
    expect(receiver().calls).toHaveLength(1);
    const [first, second] = await rows('deliveries');
    expect(first).toMatchObject({ id: sending.id, state: 'delivered', attempts: 1, leased_by: null });
    expect(second).toMatchObject({ id: waiting.id, state: 'waiting', attempts: 0, leased_by: null });
    expect(second.due_at).toEqual(clock.now());
    expect(await rows('nodes')).toEqual([]);
    receiver().answer({});
    await node();
    await until(async () => (await rows('deliveries')).every(({ state }) => state === 'delivered'));
    expect(receiver().calls).toHaveLength(3);
  });

  it('goes on when results were saved and the answer to that commit was lost', async () => {
    let commits = 0;
    const shaky = await node({
      database: {
        ...database,
        async transaction(work) {
          const result = await database.transaction(work);
          commits += 1;
          if (commits === 1) throw new Error('the answer was lost');
          return result;
        },
      },
    });
    handOverTo(shaky);
    await webhook();
    await change();
    await until(() => Promise.resolve(commits === 2));
    expect(await saved()).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await rows('attempts')).toHaveLength(1);
    await until(() => Promise.resolve(shaky.load().held === 0));
  });

  it('holds no more for one webhook than it has room for, and gives room back', async () => {
    const { handover } = await node();
    const [one, other] = [owedTo(await webhook()), owedTo(await webhook())];
    expect((await rows('nodes')).map(({ id }) => id)).toEqual([handover.nodeId()]);
    for (let count = 0; count < 5000; count++) expect(handover.reserve(one)).toBe(true);
    expect(handover.reserve(one)).toBe(false);
    expect(handover.reserve(other)).toBe(true);
    handover.release([one, one]);
    expect([handover.reserve(one), handover.reserve(one), handover.reserve(one)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('holds no more for all webhooks than it has room for', async () => {
    const { handover } = await node();
    const record = await webhook();
    const taken: number[] = [];
    for (let more = true; more; ) {
      const owed = owedTo({ ...record, id: ids.uuid() });
      let count = 0;
      while (handover.reserve(owed)) count += 1;
      if (count > 0) taken.push(count);
      more = count > 0;
    }
    // Half of it for whoever comes first, the other half in small shares that get smaller, so that many get some.
    expect(taken.slice(0, 3)).toEqual([5000, 5000, 98]);
    expect(taken.slice(2)).toEqual([...taken.slice(2)].sort((one, other) => other - one));
    expect([taken.reduce((sum, count) => sum + count), taken.at(-2)]).toEqual([20_000, 5]);
    expect(taken.length).toBeGreaterThan(900);
    const last = owedTo(record);
    expect(handover.reserve(last)).toBe(false);
    handover.release([last]);
    expect(handover.reserve(last)).toBe(true);
  });

  it('leaves what was committed while it lost its lease to whoever frees it, so that it is sent in the end', async () => {
    const slow = await node();
    handOverTo(slow);
    await webhook();
    const leaseLost = async () => {
      await until(async () => (await database.query({ text: waitingForTickets })).length > 0);
      const before = slow.handover.nodeId();
      await database.query({ text: 'delete from nodes where id = $1', values: [before] });
      await until(async () => ![null, before].includes(slow.handover.nodeId()));
    };
    let changing: Promise<unknown> | undefined;
    await database.transaction(async (tx) => {
      await tx.query({ text: 'lock table tickets in share row exclusive mode' });
      changing = change();
      await leaseLost();
    });
    await changing;
    for (const sent of [1, 2]) {
      await until(async () => (await rows('attempts')).length === sent);
      // Its result takes along the tickets that are done by now.
      await change();
    }
    await until(async () => (await rows('deliveries')).every(({ state }) => state === 'delivered'));
    expect(await rows('deliveries')).toHaveLength(3);
  });

  it('learns with its lease that another node has seen a webhook well', async () => {
    const record = await webhook();
    handOverTo(
      await node({
        markFailing: ({ webhook: { organizationId, id }, failing }) =>
          webhookMarkFailing(database, { organizationId, id, since: failing ? clock.now() : null }),
      }),
    );
    // No breaker opens for such an answer.
    receiver().answer({ status: 404 });
    const failing = async () =>
      (await rows('webhooks')).some(({ id, failing_since: since }) => id === record.id && since);
    await change();
    await until(failing);
    await database.query({ text: 'update webhooks set failing_since = null' });
    await until(async () => {
      await change();
      return failing();
    });
  });

  it('reserves nothing when it has no lease', async () => {
    const stopped = await node();
    await stopped.stop();
    expect(stopped.handover.nodeId()).toBeNull();
    expect(stopped.handover.reserve(owedTo(await webhook()))).toBe(false);
    expect(stopped.load()).toEqual({ held: 0, leased: false });
  });
});
