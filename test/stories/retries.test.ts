import { describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();
const quick = { policy: { retryDelaysMs: [100, 100, 100], jitter: 0 } };

/** The one delivery of an organization, as soon as it is in this state. */
async function deliveryIn(organization: TestOrganization, state: string) {
  const look = async () => (await organization.native.list('/deliveries')).at(-1)?.state;
  await expect.poll(look, { timeout: 10_000 }).toBe(state);
  const { id } = (await organization.native.list('/deliveries')).at(-1);
  return organization.native.done('GET', `/deliveries/${id}`);
}

describe('a delivery', () => {
  it('is tried again after 503, twice, and the log has each attempt', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(quick);
    receiver.answer((_call, index) =>
      index < 2 ? { status: 503, body: 'busy' } : { status: 200, body: 'OK' },
    );
    await organization.member();

    const calls = await receiver.waitForCount(3);
    for (const call of calls) {
      expect([call.method, call.url, call.body]).toEqual([calls[0]!.method, calls[0]!.url, calls[0]!.body]);
      expect(call.headers['webhook-id']).toBe(calls[0]!.headers['webhook-id']);
    }
    const delivery = await deliveryIn(organization, 'delivered');
    expect(delivery).toMatchObject({ attempts: 3, lastStatus: 200, lastReason: null, dueAt: null });
    const { attemptList } = delivery;
    expect(attemptList).toMatchObject([
      { number: 1, status: 503, reason: 'answer-server-error' },
      { number: 2, status: 503, reason: 'answer-server-error' },
      { number: 3, status: 200, reason: null, detail: null },
    ]);
    const starts = attemptList.map(({ startedAt }: { startedAt: string }) => Date.parse(startedAt));
    expect(starts[1] - starts[0]).toBeGreaterThanOrEqual(100);
    expect(starts[2] - starts[1]).toBeGreaterThanOrEqual(100);
    for (const { timings } of attemptList) {
      expect(timings.total).toBeGreaterThan(0);
      expect(timings.wait).toBeGreaterThanOrEqual(0);
      expect(timings.total).toBeGreaterThanOrEqual(timings.wait);
    }
    expect(attemptList[0].timings.connect).toBeGreaterThanOrEqual(0);

    const first = await organization.native.done('GET', `/attempts/${attemptList[0].id}`);
    expect(first.request).toMatchObject({ method: 'PUT', url: `${receiver.root}${calls[0]!.url}` });
    expect(first.request.body).toEqual({ encoding: 'utf-8', content: calls[0]!.body });
    expect(first.request.headers['webhook-signature']).toBe('[hidden]');
    expect(first.response).toMatchObject({ status: 503, body: { content: 'busy' }, size: 4, cut: false });
  });

  it.each([
    ['the receiver hangs', { instead: 'hang' }, 'answer-timeout', null],
    ['the connection breaks', { instead: 'destroy' }, 'request-failed', null],
    ['the answer is no HTTP', { instead: 'garbage' }, 'answer-broken', null],
    ['the receiver throttles', { status: 429 }, 'answer-throttled', 429],
    ['the receiver ran out of time', { status: 408 }, 'answer-client-error', 408],
  ] as const)('is tried again where %s', async (_name, answer, reason, status) => {
    const organization = await bellwire.organization();
    // Short only where the limit is what counts, so that a busy machine is no time-out.
    const limits = reason === 'answer-timeout' ? { totalTimeoutMs: 1000, connectTimeoutMs: 1000 } : {};
    const receiver = await organization.receiver({ policy: { ...quick.policy, ...limits } });
    receiver.answer((_call, index) => (index === 0 ? answer : {}));
    await organization.member();
    const { attemptList } = await deliveryIn(organization, 'delivered');
    expect(attemptList).toMatchObject([
      { reason, status },
      { reason: null, status: 200 },
    ]);
  });

  it.each([
    ['400', { status: 400 }, 'answer-client-error'],
    ['404', { status: 404 }, 'answer-client-error'],
    [
      'a redirect, which is not followed',
      { status: 307, headers: { location: '/there' } },
      'answer-redirect',
    ],
  ])('is not tried again after %s', async (_name, answer, reason) => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(quick);
    receiver.answer((_call, index) => (index === 0 ? answer : {}));
    await organization.member();
    expect(await deliveryIn(organization, 'failed')).toMatchObject({ attempts: 1, lastReason: reason });

    await organization.member({ username: 'later' });
    const calls = await receiver.waitForCount(2);
    expect(JSON.parse(calls[1]!.body).username).toBe('later');
  });

  it('waits as long as the receiver asks for', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(quick);
    receiver.answer((_call, index) => (index === 0 ? { status: 503, headers: { 'retry-after': '1' } } : {}));
    await organization.member();
    const { attemptList } = await deliveryIn(organization, 'delivered');
    const [first, second] = attemptList.map(({ startedAt }: { startedAt: string }) => Date.parse(startedAt));
    expect(second - first).toBeGreaterThanOrEqual(1000);
  });

  it('that has used up its schedule has failed, and can be sent again with the same id', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ policy: { ...quick.policy, retryDelaysMs: [100] } });
    receiver.answer({ status: 500 });
    await organization.member();
    const { id } = await deliveryIn(organization, 'failed');
    expect(receiver.calls).toHaveLength(2);

    receiver.answer((_call, index) => (index === 2 ? { status: 500 } : {}));
    const resent = await organization.native.ask('POST', `/deliveries/${id}/resend`);
    expect([resent.status, resent.body.result]).toEqual([202, 'queued']);
    const delivery = await deliveryIn(organization, 'delivered');
    expect(delivery.attempts).toBe(4);
    expect(delivery.attemptList.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
  });
});

describe('a webhook', () => {
  const slow = { policy: { ...quick.policy, retryDelaysMs: [60_000] } };

  it('whose receiver answers 410 is switched off, with the reason', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(quick);
    receiver.answer({ status: 410 });
    await organization.member();
    const delivery = await deliveryIn(organization, 'failed');
    expect(delivery).toMatchObject({ attempts: 1, lastStatus: 410, lastReason: 'answer-gone' });
    const path = `/webhooks/${receiver.webhook.id}`;
    const webhook = await organization.native.done('GET', path);
    expect(webhook).toMatchObject({ enabled: false, disabledReason: 'answer-gone' });
    expect((await organization.native.ask('POST', `/deliveries/${delivery.id}/resend`)).status).toBe(409);

    receiver.answer({});
    await organization.member({ username: 'meanwhile' });
    await organization.native.done('PATCH', path, { enabled: true });
    await organization.member({ username: 'later' });
    const calls = await receiver.waitForCount(2);
    expect(JSON.parse(calls[1]!.body).username).toBe('later');
    expect((await organization.native.ask('POST', `/deliveries/${delivery.id}/resend`)).status).toBe(202);
    expect((await receiver.waitForCount(3))[2]!.url).toBe(calls[0]!.url);
  });

  it('that is off holds what it waits for, and releases it when it is on again', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(slow);
    receiver.answer({ status: 503 });
    await organization.member();
    const { id, dueAt } = await deliveryIn(organization, 'retrying');
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.now() + 30_000);
    expect((await organization.native.ask('POST', `/deliveries/${id}/resend`)).status).toBe(409);

    const path = `/webhooks/${receiver.webhook.id}`;
    await organization.native.done('PATCH', path, { enabled: false });
    const held = await organization.native.done('GET', `/deliveries/${id}`);
    expect(held).toMatchObject({ state: 'retrying', held: true, dueAt: null });
    receiver.answer({});
    await organization.native.done('PATCH', path, { enabled: true });
    await deliveryIn(organization, 'delivered');
    expect(receiver.calls).toHaveLength(2);
  });

  it('that is removed cancels what it waits for, and nothing comes to it any more', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ policy: { ...quick.policy, retryDelaysMs: [1500] } });
    receiver.answer({ status: 503 });
    await organization.member();
    const { id } = await deliveryIn(organization, 'retrying');
    await organization.native.done('DELETE', `/webhooks/${receiver.webhook.id}`);
    const gone = await organization.native.done('GET', `/deliveries/${id}`);
    expect(gone).toMatchObject({ state: 'cancelled', lastReason: 'webhook-removed', dueAt: null });
    expect((await organization.native.ask('POST', `/deliveries/${id}/resend`)).status).toBe(409);

    // Its successor is sent something that comes later than the retry would have.
    await organization.native.done('POST', '/webhooks', { name: 'New', url: receiver.root, ...quick });
    receiver.answer((_call, index) => (index === 1 ? { status: 503, headers: { 'retry-after': '2' } } : {}));
    await organization.member({ username: 'later' });
    const calls = await receiver.waitForCount(3);
    expect(calls.slice(1).map(({ body }) => JSON.parse(body).username)).toEqual(['later', 'later']);
  });
});
