import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually, invoice, testEngine, untilStates } from '../harness/engine.ts';

const engine = await testEngine();
/** One try after the other, so that the breaker alone decides what goes out. */
const oneByOne = { limits: { concurrency: 1 }, policy: { retryDelaysMs: [100, 100], jitter: 0 } };

/** The attempts in the log of one webhook. */
async function attemptsOf(webhookId: string): Promise<number> {
  const rows = await engine.database.query({
    text: 'select from attempts where webhook_id = $1',
    values: [webhookId],
  });
  return rows.length;
}

describe('a receiver that is down', () => {
  const threshold = 10;

  it('is left alone after ten failures in a row but for a probe, and gets everything when it is back', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver(oneByOne);
    const count = 30;
    receiver.answer({ status: 503 });
    await organization.publish(...Array.from({ length: count }, (_, index) => invoice(`inv-${index}`)));
    await receiver.waitForCount(threshold);
    // It opens for five seconds: within the next two nothing comes, although much is due.
    await sleep(2_000);
    expect(receiver.calls).toHaveLength(threshold);
    await eventually(async () => expect(await attemptsOf(receiver.webhook.id)).toBe(threshold));
    await untilStates(organization, { retrying: threshold, waiting: count - threshold });
    const waited = await engine.database.query<{ attempts: number; round_attempts: number }>({
      text: `select attempts, round_attempts from deliveries where organization_id = $1 and state = 'waiting'`,
      values: [organization.id],
    });
    expect(new Set(waited.map((row) => `${row.attempts} ${row.round_attempts}`))).toEqual(new Set(['0 0']));

    // While the probe is not answered, nothing else comes, not even what is published now.
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    receiver.answer(async () => {
      await released;
      return {};
    });
    await receiver.waitForCount(threshold + 1);
    await organization.publish(invoice('later'));
    await sleep(500);
    expect(receiver.calls).toHaveLength(threshold + 1);
    release();
    await untilStates(organization, { delivered: count + 1 });
    // One attempt for each, and one more for each that failed; none for having waited.
    expect(await attemptsOf(receiver.webhook.id)).toBe(count + 1 + threshold);
    expect(receiver.calls).toHaveLength(count + 1 + threshold);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(count + 1);
  });

  it('keeps its breaker to itself', async () => {
    const organization = await engine.organization();
    const down = await organization.receiver({ ...oneByOne, name: 'down' });
    const well = await organization.receiver({ ...oneByOne, name: 'well' });
    down.answer({ instead: 'destroy' });
    await organization.publish(...Array.from({ length: 12 }, (_, index) => invoice(`inv-${index}`)));
    await down.waitForCount(threshold);
    await well.waitForCount(12);
    await organization.publish(invoice('later'));
    await well.waitForCount(13);
    expect(down.calls).toHaveLength(threshold);
  });

  it('is not down for what it refuses', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver(oneByOne);
    receiver.answer({ status: 422 });
    await organization.publish(...Array.from({ length: 25 }, (_, index) => invoice(`inv-${index}`)));
    await untilStates(organization, { failed: 25 });
    expect(receiver.calls).toHaveLength(25);
  });
});

describe('a receiver that throttles', () => {
  it('has its rest, and then everything', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver(oneByOne);
    const at: number[] = [];
    receiver.answer((_call, index) => {
      at.push(Date.now());
      return index === 0 ? { status: 429, headers: { 'retry-after': '2' } } : {};
    });
    await organization.publish(...[1, 2, 3].map((number) => invoice(`inv-${number}`)));
    await untilStates(organization, { delivered: 3 });
    expect(at).toHaveLength(4);
    // A timer and the clock may differ by a millisecond.
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(1_990);
  });
});

describe('a webhook with a rate', () => {
  it('is sent its burst at once, and never more in any span of time than its rate allows', async () => {
    const organization = await engine.organization();
    const [ratePerSecond, burst, count] = [20, 5, 35];
    const receiver = await organization.receiver({ limits: { ratePerSecond, burst } });
    const free = await organization.receiver();
    const at: number[] = [];
    receiver.answer(() => {
      at.push(performance.now());
      return {};
    });
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: count }, (_, index) => organization.publish(invoice(`${index}`))));
    await free.waitForCount(count);
    await receiver.waitForCount(count);
    // Arrivals are later than departures, so only the whole is sure: the last may not come before its turn.
    expect(at.at(-1)! - startedAt).toBeGreaterThanOrEqual(((count - burst) / ratePerSecond) * 1000 - 20);
    await untilStates(organization, { delivered: 2 * count });
    const attempts = await engine.database.query({
      text: 'select from attempts where webhook_id = $1 and number > 1',
      values: [receiver.webhook.id],
    });
    expect(attempts).toEqual([]);
  });

  it('must have one that means something', async () => {
    const organization = await engine.organization();
    const webhook = { name: 'x', url: 'http://127.0.0.1:8080', format: 'standard' };
    for (const limits of [
      { concurrency: 0 },
      { concurrency: 1.5 },
      { concurrency: 257 },
      { ratePerSecond: 0 },
      { ratePerSecond: 10_001 },
      { burst: 0 },
      { ordering: 'webhook' },
      { speed: 1 },
    ]) {
      const answer = await organization.native().ask('POST', '/webhooks', { ...webhook, limits });
      expect([limits, answer.status]).toEqual([limits, 400]);
    }
    const limits = { concurrency: 3, ratePerSecond: 0.5, burst: 9, ordering: 'object' };
    const { id } = await organization.native().done('POST', '/webhooks', { ...webhook, limits });
    const path = `/webhooks/${id}`;
    const changed = await organization.native().done('PATCH', path, { limits: { ratePerSecond: null } });
    expect(changed.limits).toEqual({ ...limits, ratePerSecond: null });
    const reset = await organization.native().done('PATCH', path, { limits: null });
    expect(reset.limits).toEqual({ concurrency: 16, ratePerSecond: null, burst: 1, ordering: 'none' });
  });
});
