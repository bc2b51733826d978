import { describe, expect, it } from 'vitest';
import { testSending } from '../../../test/harness/sending-node.ts';
import { defaultLimits, type Limits } from '../../store/records/webhook.ts';
import { keptWhenShut } from './share.ts';

const sending = await testSending();
const { pipeline, receiver, node, handOverTo, webhook, change, until } = sending;
const { clock, rows, database } = pipeline;

const breaker = { failures: 3, openMs: 5_000, maxOpenMs: 10_000 };
const count = 40;
const numbers = [...Array(count).keys()];

/** A node that holds all that is owed to a receiver, which is down when it answers. */
async function down(limits: Partial<Limits> = {}): Promise<void> {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  receiver().answer(() => answered.then(() => ({ status: 503 })));
  await webhook({ limits: { ...defaultLimits, concurrency: 1, ...limits } });
  const ordered = limits.ordering === 'object';
  if (!ordered) handOverTo(await node({ breaker }));
  for (let made = 0; made < count; made++) await change();
  if (ordered) await database.query({ text: `update deliveries set object_id = 'one'` });
  if (ordered) await node({ breaker });
  await receiver().waitForCount(1);
  expect(await leased()).toHaveLength(count);
  answer();
}

const leased = async () => (await rows('deliveries')).filter(({ leased_by }) => leased_by !== null);

/** It is back, and time goes by until everything has arrived. */
async function back(): Promise<void> {
  receiver().answer({});
  await until(async () => {
    clock.move(1_000);
    return (await rows('deliveries')).every(({ state }) => state === 'delivered');
  });
}

/** What has arrived, by the numbers of the events, in that order. */
async function arrived(): Promise<number[]> {
  const events = (await rows('deliveries')).map(({ event_id }) => event_id);
  const attempts = (await rows('attempts')).filter(({ response_status }) => response_status === 200);
  const inTime = attempts.sort(
    (one, other) => one.started_at - other.started_at || (one.id < other.id ? -1 : 1),
  );
  return inTime.map(({ event_id }) => events.indexOf(event_id));
}

describe('what waits for a receiver that is down', () => {
  it('is held by nobody but for a few, with no attempt counted, and is not claimed again', async () => {
    await down();
    await until(async () => (await leased()).length === keptWhenShut);
    const waiting = (await rows('deliveries')).filter(({ state }) => state === 'waiting');
    expect(waiting).toHaveLength(count - breaker.failures);
    expect(waiting.every(({ attempts, round_attempts }) => attempts + round_attempts === 0)).toBe(true);
    // What is owed to another webhook is claimed meanwhile, and nothing of this one.
    await webhook({ url: `${receiver().root}/other` });
    receiver().answer({});
    await change();
    await until(async () => receiver().calls.some(({ url }) => url === '/other'));
    expect((await leased()).length).toBeLessThanOrEqual(keptWhenShut + 1);
    expect(receiver().calls).toHaveLength(breaker.failures + 1);
  });

  it('arrives when the receiver is back, each once', async () => {
    await down();
    await receiver().waitForCount(breaker.failures);
    await back();
    expect((await arrived()).sort((one, other) => one - other)).toEqual(numbers);
    expect(receiver().calls).toHaveLength(count + breaker.failures);
  });

  it('arrives in the order of its object', async () => {
    await down({ ordering: 'object' });
    await back();
    expect(await arrived()).toEqual(numbers);
  });
});
