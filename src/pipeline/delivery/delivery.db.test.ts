import { describe, expect, it } from 'vitest';
import { testSending } from '../../../test/harness/sending-node.ts';

const { pipeline, receiver, node, handOverTo, webhook, change, saved, until, inState } = await testSending();
const { database, clock, rows } = pipeline;

describe('a delivery', () => {
  it('goes from the commit to the receiver and into the log, without being claimed', async () => {
    handOverTo(await node());
    await webhook();
    await change();
    const [call] = await receiver().waitForCount(1);
    await inState('delivered');
    const [event] = (await rows('events')).slice(-1);
    expect(call).toMatchObject({ method: 'POST', url: '/hooks', headers: { 'webhook-id': event.id } });
    expect(JSON.parse(call!.body)).toEqual({ variant: 'json', ...event.data });
    expect(await saved()).toMatchObject({ attempts: 1, leased_by: null, due_at: null, last_status: 200 });
    const attempts = await rows('attempts');
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({ event_id: event.id, number: 1, response_status: 200, reason: null });
  });

  it('that nobody held is claimed, and sent as well', async () => {
    await webhook();
    await change();
    await node();
    await receiver().waitForCount(1);
    await inState('delivered');
  });

  it('is tried again when its time has come, under the same id and with the same bytes', async () => {
    const delivery = await node();
    handOverTo(delivery);
    await webhook();
    receiver().answer((_call, index) => ({ status: index === 0 ? 503 : 200 }));
    await change();
    await inState('retrying');
    expect(await saved()).toMatchObject({ due_at: new Date(clock.nowMs() + 5000), last_status: 503 });
    clock.move(5000);
    delivery.handover.wake();
    const [first, second] = await receiver().waitForCount(2);
    await inState('delivered');
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.bytes.equals(first!.bytes)).toBe(true);
    expect((await rows('attempts')).map(({ number, reason }) => [number, reason])).toEqual([
      [1, 'answer-server-error'],
      [2, null],
    ]);
  });

  it('fails for good when no format knows its webhook any more', async () => {
    await webhook();
    await change();
    await database.query({ text: `update webhooks set format = 'forgotten'` });
    await node();
    await inState('failed');
    expect(await saved()).toMatchObject({ last_reason: 'format-unknown', attempts: 0, leased_by: null });
  });

  it('is held back when its webhook was switched off in the moment it was saved', async () => {
    await webhook();
    await change();
    await database.query({ text: 'update webhooks set enabled = false' });
    await node();
    await until(async () => (await saved()).due_at === Number.POSITIVE_INFINITY);
    expect(await saved()).toMatchObject({ state: 'waiting', attempts: 0, leased_by: null });
    expect(receiver().calls).toEqual([]);
  });

  it('is cancelled when its webhook was removed in the moment it was saved', async () => {
    await webhook();
    await change();
    await database.query({ text: 'delete from webhooks' });
    await node();
    await inState('cancelled');
    expect(await saved()).toMatchObject({
      due_at: null,
      leased_by: null,
      last_reason: 'webhook-removed',
      finished_at: clock.now(),
    });
  });

  it('that is answered 410 is over, and its webhook is switched off', async () => {
    const off: string[] = [];
    handOverTo(
      await node({ switchOff: async (asked) => void off.push(`${asked.webhook.id} ${asked.reason}`) }),
    );
    const { id } = await webhook();
    receiver().answer({ status: 410 });
    await change();
    await inState('failed');
    expect(off).toEqual([`${id} answer-gone`]);
  });

  it('whose request cannot be made is over, with the reason', async () => {
    handOverTo(await node());
    await webhook({ url: 'not a URL' });
    await change();
    await inState('failed');
    expect(await saved()).toMatchObject({ last_reason: 'request-invalid', attempts: 1 });
  });
});
