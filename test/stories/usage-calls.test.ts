import { describe, expect, it, onTestFinished } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, apigeeUser, today } from '../harness/apigee.ts';
import { eventually, testEngine } from '../harness/engine.ts';
import { type UsageShop, usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();
const fiveMinutesMs = 5 * 60 * 1000;
let shops = 0;

async function newShop(receivers = 1): Promise<{ organization: ApigeeOrganization; shop: UsageShop }> {
  shops += 1;
  const organization = await apigeeOrganization(
    { url: engine.url(), native: engine.native() },
    `calls${shops}`,
  );
  // The clock may have been moved past midnight.
  const startDate = today(0, engine.clock.nowMs());
  const shop = await usageShop(organization, { target: 1, usageTarget: '%= 100', receivers, startDate });
  onTestFinished(async () => {
    await Promise.all(shop.receivers.map((receiver) => receiver.close()));
  });
  return { organization, shop };
}

const use = (organization: ApigeeOrganization) =>
  organization.native.done('POST', '/usage', {
    transactions: [{ id: 'tx', app: 'app1', product: 'product1' }],
  });

/** The items of sent notifications, once each of them has this status. */
async function itemsOf(organization: ApigeeOrganization, status: string) {
  return eventually(async () => {
    const { body } = await organization.mint('GET', '/notification-service-items');
    const items = body.notificationServiceItems as Record<string, unknown>[];
    expect(items.length).toBeGreaterThan(0);
    expect(items.map((item) => item.status)).toEqual(items.map(() => status));
    return items;
  });
}

/** Moves the clock by five minutes at a time, until there are so many calls. */
async function untilCalls(shop: UsageShop, count: number): Promise<void> {
  const [receiver] = shop.receivers;
  for (let calls = 1; calls < count; calls += 1) {
    await receiver!.waitForCount(calls);
    // The retry is in the database once the log has the attempt.
    await eventually(async () => {
      const rows = await engine.database.query({
        text: `select 1 from deliveries where webhook_id = $1 and state = 'retrying' and attempts = $2`,
        values: [receiver!.webhookId, calls],
      });
      expect(rows).toHaveLength(1);
    });
    engine.clock.move(fiveMinutesMs - 1000);
    const early = receiver!.calls.length;
    expect(early).toBe(calls);
    engine.clock.move(1000);
  }
  await receiver!.waitForCount(count);
}

describe('a call', () => {
  it('is tried four times, five minutes apart, and has arrived when the last one is answered with 200', async () => {
    const { organization, shop } = await newShop();
    shop.receivers[0]!.answer((_call, index) => ({ status: index < 3 ? 500 : 200 }));
    await use(organization);
    await untilCalls(shop, 4);
    const [item] = await itemsOf(organization, 'NOTIFICATION_SENT');
    expect(item).toMatchObject({ attemptCount: 4, responseCode: 200, orgId: organization.key });
    const ids = new Set(shop.receivers[0]!.calls.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(1);
    const { body } = await organization.mint('GET', `/notification-service-items/${item!.id}`);
    const times = body.attempts.map(({ time }: { time: number }) => time);
    for (const index of [1, 2, 3])
      expect(times[index] - times[index - 1]).toBeGreaterThanOrEqual(fiveMinutesMs);
    expect(JSON.parse(body.request).triggerReason).toBe('RATEPLANQUOTAUSAGE');
  });

  it('has failed after four times 503, and can be sent again', async () => {
    const { organization, shop } = await newShop();
    shop.receivers[0]!.answer({ status: 503 });
    await use(organization);
    await untilCalls(shop, 4);
    const [item] = await itemsOf(organization, 'FAILED');
    expect(item).toMatchObject({ attemptCount: 4, responseCode: 503 });
    const listed = async (query: string) =>
      (await organization.mint('GET', `/notification-service-items?${query}`)).body;
    expect((await listed('status=FAILED')).notificationServiceItems).toHaveLength(1);
    expect(await listed('status=NOTIFICATION_SENT')).toEqual({
      hasMoreItems: false,
      notificationServiceItems: [],
    });
    expect((await listed('startdate=2099-01-01')).notificationServiceItems).toHaveLength(0);
    expect((await organization.mint('GET', '/notification-service-items?status=LOST')).status).toBe(400);

    const off = `/webhooks/${shop.receivers[0]!.webhookId}`;
    await organization.mint('POST', off, { enabled: false });
    const refused = await organization.mint('POST', `/notification-service-items/${item!.id}/reprocess`);
    expect([refused.status, refused.body.code]).toEqual([409, 'mint.conflict']);
    await organization.mint('POST', off, { enabled: true });
    shop.receivers[0]!.answer({ status: 204 });
    const again = await organization.mint('POST', `/notification-service-items/${item!.id}/reprocess`);
    expect([again.status, again.body.status]).toEqual([201, 'QUEUED']);
    await itemsOf(organization, 'NOTIFICATION_SENT');
    expect((await organization.mint('POST', '/notification-service-items/nothing/reprocess')).status).toBe(
      404,
    );
  });

  it('is final with any other answer', async () => {
    const { organization, shop } = await newShop();
    shop.receivers[0]!.answer({ status: 404 });
    await use(organization);
    const [item] = await itemsOf(organization, 'FAILED');
    expect(item).toMatchObject({ attemptCount: 1, responseCode: 404 });
  });

  it('is given up after three seconds without an answer, and tried again', async () => {
    const { organization, shop } = await newShop();
    shop.receivers[0]!.answer((_call, index) => (index === 0 ? { instead: 'hang' } : {}));
    await use(organization);
    await untilCalls(shop, 2);
    const [item] = await itemsOf(organization, 'NOTIFICATION_SENT');
    const { body } = await organization.mint('GET', `/notification-service-items/${item!.id}`);
    expect(body.attempts).toMatchObject([
      { reason: 'answer-timeout', detail: 'No complete answer within 3000 ms.' },
      { responseCode: 200 },
    ]);
  });

  it('is not made to a webhook that is off, and can be replayed to it alone', async () => {
    const { organization, shop } = await newShop(2);
    const [on, off] = shop.receivers;
    await organization.mint('POST', `/webhooks/${off!.webhookId}`, { enabled: 'false' });
    await use(organization);
    await on!.waitForCount(1);
    // Another webhook, which the condition does not name, has missed nothing.
    const stranger = await organization.mint('POST', '/webhooks', { name: 'stranger', postURL: on!.root });
    await organization.mint('POST', `/webhooks/${off!.webhookId}`, { enabled: 'true' });
    for (const webhookId of [off!.webhookId, stranger.body.id]) {
      await organization.native.done('POST', '/jobs', {
        kind: 'replay',
        input: { webhookId, from: new Date(engine.clock.nowMs() - 60_000).toISOString() },
      });
    }
    await off!.waitForCount(1);
    await eventually(async () => {
      const { items } = await organization.native.done('GET', '/jobs');
      expect(
        items.map(({ state, queued }: { state: string; queued: number }) => [state, queued]).sort(),
      ).toEqual([
        ['done', 0],
        ['done', 1],
      ]);
    });
    expect(on!.calls).toHaveLength(1);
  });

  it('can be tried out beforehand', async () => {
    const { organization, shop } = await newShop(2);
    const [tested, other] = shop.receivers;
    const path = `/webhooks/${tested!.webhookId}/test/ada@example.com/app1/product1/plan1`;
    const types = await organization.mint('GET', path);
    expect([types.status, types.body]).toEqual([200, ['RATEPLANQUOTAUSAGE']]);
    const sample = await organization.mint('GET', `${path}/RATEPLANQUOTAUSAGE`);
    expect(sample.status).toBe(200);
    expect(sample.body.properties).toContainEqual({ key: 'developerEmail', value: 'ada@example.com' });

    const properties = [
      { key: 'quotaPercentUsed', value: '97.5' },
      { key: 'products', value: '["a","b"]' },
    ];
    const run = await organization.mint('POST', path, {
      eventTriggerReason: 'RATEPLANQUOTAUSAGE',
      properties,
    });
    expect(run.status).toBe(201);
    const [call] = await tested!.waitForCount(1);
    expect(JSON.parse(call!.body)).toMatchObject({
      developerFirstName: 'ada',
      applicationName: 'app1',
      quotaPercentUsed: 97.5,
      products: ['a', 'b'],
    });
    expect(other!.calls).toHaveLength(0);
    // It stands in the log as a test, and nowhere as something that has happened.
    const { items } = await organization.native.done('GET', `/attempts?webhookId=${tested!.webhookId}`);
    expect(items).toMatchObject([{ kind: 'test', status: 200, reason: null, deliveryId: null }]);
    expect((await organization.mint('GET', '/notification-service-items')).body).toMatchObject({
      notificationServiceItems: [],
    });

    const refused: [string, string, unknown, number][] = [
      ['POST', path, { eventTriggerReason: 'OTHER', properties }, 400],
      ['POST', path, { eventTriggerReason: 'RATEPLANQUOTAUSAGE' }, 400],
      [
        'POST',
        path,
        { eventTriggerReason: 'RATEPLANQUOTAUSAGE', properties: [{ key: 'x', value: '1' }] },
        400,
      ],
      ['GET', `${path}/OTHER`, undefined, 404],
      ['GET', path.replace('app1', 'app2'), undefined, 404],
      ['GET', path.replace('plan1', 'plan2'), undefined, 404],
    ];
    await organization.mint('POST', `/webhooks/${tested!.webhookId}`, { enabled: 'false' });
    refused.push(['POST', path, { eventTriggerReason: 'RATEPLANQUOTAUSAGE', properties }, 409]);
    for (const [method, where, body, status] of refused) {
      const answer = await organization.mint(method, where, body, apigeeUser);
      expect([method, where, answer.status]).toEqual([method, where, status]);
    }
    expect(tested!.calls).toHaveLength(1);
  });
});
