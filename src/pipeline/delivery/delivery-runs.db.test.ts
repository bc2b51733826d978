import { describe, expect, it } from 'vitest';
import { testSending } from '../../../test/harness/sending-node.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { webhookDelete } from '../../store/queries/webhooks/webhook-delete.ts';
import { webhookDeliveriesCancel } from '../../store/queries/webhooks/webhook-deliveries-cancel.ts';
import { webhookSwitchOff } from '../../store/queries/webhooks/webhook-switch-off.ts';
import { defaultLimits } from '../../store/records/webhook.ts';

const sending = await testSending();
const { pipeline, receiver, node, webhook, change, until } = sending;
const { database, clock, rows, shop } = pipeline;

/** An ordered webhook, and so many deliveries of one object that wait for it. Answers with the webhook. */
async function backlog(count: number) {
  const record = await webhook({ limits: { ...defaultLimits, ordering: 'object' } });
  for (let made = 0; made < count; made++) await change();
  await database.query({ text: `update deliveries set object_id = 'one'` });
  return record;
}
/** Which of them the receiver was told of, by their numbers from 1. */
async function told(): Promise<number[]> {
  const events = (await rows('deliveries')).map(({ event_id }) => event_id);
  return receiver().calls.map(({ headers }) => events.indexOf(headers['webhook-id']) + 1);
}
const states = async () => (await rows('deliveries')).map(({ state }) => state);
const delivered = () => until(async () => (await states()).every((state) => state === 'delivered'));
/** Until nothing of the run is held but its first so many. */
const heldBut = (count: number) =>
  until(async () => (await rows('deliveries')).every((row, at) => (row.leased_by === null) === at >= count));

/** Has the receiver answer one call, by its number, when the test says so. */
function answerLater(number: number): () => void {
  let answer = () => {};
  const answered = new Promise<object>((resolve) => {
    answer = () => resolve({});
  });
  receiver().answer((_call, index) => (index === number - 1 ? answered : {}));
  return answer;
}

/** A database for a node: while it is `closed`, nothing that came of attempts gets into it, and no lease is renewed. */
function gated(): { database: Database; closed: boolean } {
  const gate = {
    closed: false,
    database: {
      ...database,
      query(statement) {
        if (gate.closed && statement.name === 'node-renew') throw new Error('the database is away');
        return database.query(statement);
      },
      transaction: (work) =>
        database.transaction((tx) => {
          const ahead: Transaction['ahead'] = {
            query(statement) {
              if (gate.closed && statement.text.includes('attempts')) throw new Error('the database is away');
              return tx.ahead.query(statement);
            },
          };
          return work({ ...tx, ahead });
        }),
    } satisfies Database as Database,
  };
  return gate;
}

describe('a run', () => {
  it('goes on while the database is away, and what came of it is written when that is back', async () => {
    await backlog(5);
    const gate = gated();
    gate.closed = true;
    const sends = await node({ database: gate.database });
    await receiver().waitForCount(5);
    expect(await told()).toEqual([1, 2, 3, 4, 5]);
    expect(await states()).toEqual(Array(5).fill('waiting'));
    gate.closed = false;
    await delivered();
    await until(async () => sends.load().held === 0 && (await rows('tickets')).length === 0);
    expect(receiver().calls).toHaveLength(5);
    expect((await rows('attempts')).map(({ number }) => number)).toEqual(Array(5).fill(1));
  });

  it('is taken over from its earliest that is not written when its node dies, and goes on in its order', async () => {
    await backlog(6);
    const gate = gated();
    gate.closed = true;
    const answer = answerLater(4);
    const dead = await node({ database: gate.database });
    await receiver().waitForCount(4);
    clock.move(15_000);
    await database.query({ text: 'delete from nodes' });
    await node();
    await delivered();
    answer();
    await until(async () => dead.load().held === 4);
    expect(await told()).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 5, 6]);
    // It was not dead after all: what it has sent stands in the log too, and counts for nothing.
    gate.closed = false;
    await until(async () => (await rows('attempts')).length === 10);
    expect((await rows('deliveries')).map(({ attempts }) => attempts)).toEqual(Array(6).fill(1));
  });

  it('is put back behind one that fails, not counted, and waits with it', async () => {
    await backlog(4);
    receiver().answer((_call, index) => ({ status: index === 1 ? 503 : 200 }));
    const sends = await node();
    await until(async () => (await states())[1] === 'retrying');
    await heldBut(0);
    expect((await rows('deliveries')).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['delivered', 1],
      ['retrying', 1],
      ['waiting', 0],
      ['waiting', 0],
    ]);
    expect(sends.load().held).toBe(0);
    clock.move(5_000);
    sends.handover.wake();
    await delivered();
    expect(await told()).toEqual([1, 2, 2, 3, 4]);
  });

  it('goes on behind one that is given up', async () => {
    await backlog(3);
    receiver().answer((_call, index) => ({ status: index === 1 ? 400 : 200 }));
    await node();
    await until(async () => (await states()).join() === 'delivered,failed,delivered');
    expect(await told()).toEqual([1, 2, 3]);
  });

  it.each([
    ['switched off', 'waiting', Number.POSITIVE_INFINITY],
    ['removed', 'cancelled', null],
  ])('ends when its webhook is %s', async (what, state, dueAt) => {
    const { id } = await backlog(4);
    const answer = answerLater(1);
    await node();
    await receiver().waitForCount(1);
    const reference = { organizationId: shop.organization.id, id };
    if (what === 'removed') {
      await database.transaction(async (tx) => {
        await webhookDelete(tx, reference);
        await webhookDeliveriesCancel(tx, { ...reference, now: clock.now() });
      });
    } else await webhookSwitchOff(database, { ...reference, reason: 'test', now: clock.now() });
    await heldBut(1);
    answer();
    await until(async () => (await states())[0] === 'delivered');
    expect((await rows('deliveries')).slice(1)).toMatchObject(
      Array(3).fill({ state, due_at: dueAt, attempts: 0, leased_by: null }),
    );
    expect(await told()).toEqual([1]);
  });

  it('is handed back behind what is being sent when its node stops, and goes on at another one', async () => {
    await backlog(4);
    const answer = answerLater(2);
    const stopping = await node();
    await receiver().waitForCount(2);
    const stopped = stopping.stop();
    await until(async () => (await rows('deliveries'))[2].leased_by === null);
    const other = await node();
    answer();
    await stopped;
    other.handover.wake();
    await delivered();
    expect(await told()).toEqual([1, 2, 3, 4]);
  });

  it('does not go on once others may have begun with it, however late its node hears of that', async () => {
    await backlog(3);
    const gate = gated();
    const answer = answerLater(1);
    const late = await node({ database: gate.database });
    await receiver().waitForCount(1);
    gate.closed = true;
    clock.move(15_000);
    answer();
    // What was sent is held until its result is written.
    await until(async () => late.load().held === 1);
    expect(await told()).toEqual([1]);
    gate.closed = false;
    await delivered();
    expect(await told()).toEqual([1, 2, 3]);
  });
});
