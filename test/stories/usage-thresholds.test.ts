import { describe, expect, it, onTestFinished } from 'vitest';
import { apigeeOrganization, basic, today } from '../harness/apigee.ts';
import { testEngine } from '../harness/engine.ts';
import { request } from '../harness/http-client.ts';
import { type UsageShop, usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();
const second = await engine.secondNode();
let shops = 0;

async function newShop(options: Parameters<typeof usageShop>[1] = {}) {
  shops += 1;
  const organization = await apigeeOrganization(
    { url: engine.url(), native: engine.native() },
    `shop${shops}`,
  );
  const shop = await usageShop(organization, options);
  onTestFinished(async () => {
    await Promise.all(shop.receivers.map((receiver) => receiver.close()));
  });
  return { organization, shop };
}

const transactions = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${prefix}${index}`,
    app: 'app1',
    product: 'product1',
  }));

const percentsOf = (shop: UsageShop) =>
  shop.receivers.map(({ calls }) =>
    calls.map(({ body }) => JSON.parse(body).quotaPercentUsed as number).sort((one, other) => one - other),
  );

const all = [80, 90, 100, 110, 120];

/** How many calls are owed or made in all: none comes later that was not waited for. */
async function owedOf(organization: Awaited<ReturnType<typeof newShop>>['organization']): Promise<number> {
  const { items } = await organization.native.done('GET', '/deliveries?limit=200');
  return items.filter(({ eventType }: { eventType: string }) => eventType.endsWith('threshold_reached'))
    .length;
}

describe('a developer who uses more and more of the target', () => {
  it('is told of at each threshold, by transactions that come one by one', async () => {
    const { organization, shop } = await newShop({ receivers: 2 });
    for (let index = 0; index < 1200; index += 1) {
      const { status } = await organization.mint('POST', '/transactions', {
        application: { id: 'app1' },
        product: { id: 'product1' },
      });
      expect(status).toBe(201);
    }
    await Promise.all(shop.receivers.map((receiver) => receiver.waitForCount(5)));
    expect(percentsOf(shop)).toEqual([all, all]);
    expect(await owedOf(organization)).toBe(10);

    const call = shop.receivers[0]!.calls.find(({ body }) => JSON.parse(body).quotaPercentUsed === 90)!;
    expect([call.method, call.headers['content-type']]).toEqual(['POST', 'application/json']);
    const number = expect.any(Number);
    const fields = JSON.parse(call.body);
    expect(fields).toEqual({
      orgName: organization.key,
      developerEmail: 'ada@example.com',
      developerFirstName: 'ada',
      developerLastName: 'Lovelace',
      companyName: '',
      applicationName: 'app1',
      packageName: 'Package 1',
      packageId: 'package_1',
      ratePlanId: 'plan1',
      ratePlanName: 'plan1',
      ratePlanType: 'STANDARD',
      developerRatePlanQuotaTarget: 1000,
      quotaPercentUsed: 90,
      ratePlanStartDate: Date.UTC(2020, 0, 1),
      ratePlanEndDate: null,
      nextBillingCycleStartDate: number,
      products: ['product1'],
      developerCustomAttributes: [
        { name: 'MINT_DEVELOPER_LEGAL_NAME', value: 'Ada Ltd' },
        { name: 'MINT_DEVELOPER_ADDRESS', value: '{}' },
      ],
      triggerTime: number,
      triggerReason: 'RATEPLANQUOTAUSAGE',
      developerQuotaResetDate: expect.stringMatching(/^\d{4}-\d\d-\d\d 00:00:00$/),
    });
    expect(Date.parse(`${fields.developerQuotaResetDate.replace(' ', 'T')}Z`)).toBe(
      fields.nextBillingCycleStartDate,
    );
    // In the order of the vendor's page.
    expect(Object.keys(fields).slice(0, 3)).toEqual(['orgName', 'developerEmail', 'developerFirstName']);
    expect(Object.keys(fields).slice(-2)).toEqual(['triggerReason', 'developerQuotaResetDate']);
  }, 240_000);

  it('is told of at each threshold, by batches that jump over them', async () => {
    const { organization, shop } = await newShop();
    const queue = transactions(1200, 'tx');
    while (queue.length > 0) {
      await organization.native.done('POST', '/usage', { transactions: queue.splice(0, 7) });
    }
    await shop.receivers[0]!.waitForCount(5);
    expect(percentsOf(shop)).toEqual([all]);
    expect(await owedOf(organization)).toBe(5);

    const other = await newShop();
    await other.organization.native.done('POST', '/usage', { transactions: transactions(1200, 'tx') });
    await other.shop.receivers[0]!.waitForCount(5);
    expect(percentsOf(other.shop)).toEqual([all]);
    expect(await owedOf(other.organization)).toBe(5);
  }, 60_000);

  it('is told of once for each threshold, whatever eight clients report on two nodes', async () => {
    const { organization, shop } = await newShop({ receivers: 2 });
    const queue = transactions(1200, 'tx');
    let accepted = 0;
    await Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        const native = client % 2 === 0 ? engine.native() : second.native;
        const own = native.at(`/organizations/${organization.key}`);
        while (queue.length > 0) {
          const batch = queue.splice(0, 1 + client);
          // Each is reported twice, as by a gateway that got no answer.
          const answers = await Promise.all(
            [1, 2].map(() => own.done('POST', '/usage', { transactions: batch })),
          );
          accepted += answers.reduce((sum, answer) => sum + answer.accepted, 0);
        }
      }),
    );
    expect(accepted).toBe(1200);
    await Promise.all(shop.receivers.map((receiver) => receiver.waitForCount(5)));
    expect(await owedOf(organization)).toBe(10);
    expect(percentsOf(shop)).toEqual([all, all]);
  }, 60_000);

  it('is told of at once when a lower target is reached already', async () => {
    const { organization, shop } = await newShop({ target: 2000 });
    await organization.native.done('POST', '/usage', { transactions: transactions(950, 'tx') });
    const path = `/developers/ada@example.com/developer-rateplans/${shop.acceptedId}`;
    expect((await organization.mint('PUT', path, { quotaTarget: 1000 })).status).toBe(200);
    const calls = await shop.receivers[0]!.waitForCount(2);
    expect(
      calls.map(({ body }) => JSON.parse(body)).map((one) => [one.quotaPercentUsed, one.applicationName]),
    ).toEqual([
      [95, ''],
      [95, ''],
    ]);
    // What has been told is not told again, and a target of 0 tells nothing.
    expect((await organization.mint('PUT', path, { quotaTarget: 1100 })).status).toBe(200);
    expect((await organization.mint('PUT', path, { quotaTarget: 0 })).status).toBe(200);
    await organization.native.done('POST', '/usage', { transactions: transactions(500, 'more') });
    expect((await organization.mint('PUT', path, { quotaTarget: 1450 })).status).toBe(200);
    await shop.receivers[0]!.waitForCount(3);
    expect(percentsOf(shop)).toEqual([[95, 95, 100]]);
  });

  it('starts clean in a new period, and late transactions count in theirs', async () => {
    const { organization, shop } = await newShop({ target: 10, usageTarget: '%= 100', startDate: today() });
    const native = organization.native;
    const late = new Date(engine.clock.nowMs()).toISOString();
    await native.done('POST', '/usage', { transactions: transactions(9, 'first') });
    const monthMs = 33 * 24 * 60 * 60 * 1000;
    engine.clock.move(monthMs);
    try {
      await native.done('POST', '/usage', { transactions: transactions(9, 'second') });
      await native.done('POST', '/usage', {
        transactions: [{ id: 'late', app: 'app1', product: 'product1', time: late }],
      });
      const [call] = await shop.receivers[0]!.waitForCount(1);
      const resetMs = JSON.parse(call!.body).nextBillingCycleStartDate;
      expect(resetMs).toBeLessThan(engine.clock.nowMs());
      await native.done('POST', '/usage', { transactions: transactions(1, 'last') });
      const [, next] = await shop.receivers[0]!.waitForCount(2);
      expect(JSON.parse(next!.body).nextBillingCycleStartDate).toBeGreaterThan(engine.clock.nowMs());
    } finally {
      engine.clock.move(-monthMs);
    }
  });
});

describe('usage that cannot be counted', () => {
  it('is refused in the shape of each API, and nothing of it is counted', async () => {
    const { organization, shop } = await newShop({ target: 1, usageTarget: '%= 100' });
    const good = { application: { id: 'app1' }, product: { id: 'product1' } };
    const cases: [object, number, string][] = [
      [{ ...good, batchSize: -1 }, 400, 'batchSize'],
      [{ ...good, batchSize: 1.5 }, 400, 'batchSize'],
      [{ ...good, custAtt1: 0.00001 }, 400, 'custAtt1'],
      [{ ...good, utcStartTime: '2099-01-01 00:00:00' }, 400, 'utcStartTime'],
      [{ ...good, utcStartTime: `${today(-2)} 00:00:00` }, 400, 'utcStartTime'],
      [{ ...good, type: 'GIFT' }, 400, 'type'],
      [{ product: { id: 'product1' } }, 400, 'application.id'],
      [{ ...good, nonsense: 1 }, 400, 'nonsense'],
    ];
    for (const [body, status, field] of cases) {
      const answer = await organization.mint('POST', '/transactions', body);
      expect([answer.status, answer.body.code, answer.body.contexts[0].name]).toEqual([
        status,
        'mint.invalidInput',
        field,
      ]);
    }
    const unknown = await organization.mint('POST', '/transactions', {
      ...good,
      application: { id: 'nobody' },
    });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'mint.resourceDoesNotExist']);

    const one = { id: 'a', app: 'app1', product: 'product1' };
    const native: [object, string][] = [
      [{ ...one, count: -1 }, '/transactions/1/count'],
      [{ ...one, attributes: { '1': '0.00001' } }, '/transactions/1/attributes/1'],
      [{ ...one, app: 'nobody' }, '/transactions/1/app'],
      [{ ...one, product: 'nothing' }, '/transactions/1/product'],
      [{ ...one, time: '2099-01-01T00:00:00Z' }, '/transactions/1/time'],
      [{ ...one, time: `${today(-2)}T00:00:00Z` }, '/transactions/1/time'],
      [{ ...one, developer: 'ada@example.com' }, '/transactions/1/developer'],
    ];
    for (const [bad, pointer] of native) {
      const answer = await organization.native.ask('POST', '/usage', {
        transactions: [{ ...one, id: 'good' }, bad],
      });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    }
    const huge = 'x'.repeat(50 * 1024 * 1024);
    const tooLarge = await organization.native.ask('POST', '/usage', {
      transactions: [{ ...one, product: huge }],
    });
    expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'too-large']);
    const vendors = await request(
      `${engine.url()}/apigee/v1/mint/organizations/${organization.key}/transactions`,
      {
        method: 'POST',
        headers: basic('joe@example.com'),
        body: { ...good, notes: huge },
      },
    );
    expect([vendors.status, vendors.body.code]).toEqual([413, 'mint.bodyTooLarge']);

    expect(shop.receivers[0]!.calls).toHaveLength(0);
    const counted = await engine.database.query({
      text: `select 1 from usage_transactions t join organizations o on o.id = t.organization_id where o.key = $1`,
      values: [organization.key],
    });
    expect(counted).toHaveLength(0);
    // The same transaction twice counts once.
    const twice = { transactions: [one, one] };
    expect(await organization.native.done('POST', '/usage', twice)).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await organization.native.done('POST', '/usage', twice)).toMatchObject({
      accepted: 0,
      duplicates: 2,
    });
    await shop.receivers[0]!.waitForCount(1);
  });
});

describe('what gateways send', () => {
  it('is counted for whoever called, and the rest is left out', async () => {
    const { organization, shop } = await newShop({ target: 4, usageTarget: '%= 25 to 100 by 25' });
    const consumerKey = shop.app.credentials[0].consumerKey;
    const atMs = Date.now();
    const kong = (id: string, change: object = {}) => ({
      started_at: atMs,
      request: { id, method: 'GET', headers: {} },
      response: { status: 200 },
      service: { name: 'product1' },
      consumer: { custom_id: 'app1' },
      ...change,
    });
    const own = `${engine.url()}/api/v1/organizations/${organization.key}/usage`;
    const send = (path: string, type: string, body: string) =>
      request(`${own}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${engine.token}`, 'content-type': type },
        body,
      });
    const fromKong = await send(
      '/kong',
      'application/json',
      JSON.stringify([kong('1'), kong('2', { response: { status: 502 } }), kong('3', { consumer: null })]),
    );
    expect([fromKong.status, fromKong.body]).toEqual([
      202,
      { accepted: 2, duplicates: 0, leftOut: [{ index: 2, reason: 'it has no consumer' }] },
    ]);
    const line = {
      request_id: 'n1',
      msec: String(atMs / 1000),
      status: '200',
      api_key: consumerKey,
      product: 'product1',
    };
    const fromNginx = await send(
      '/nginx',
      'application/x-ndjson',
      `${JSON.stringify(line)}\n${JSON.stringify({ ...line, request_id: 'n2', api_key: 'stolen' })}\n`,
    );
    expect([fromNginx.status, fromNginx.body.accepted, fromNginx.body.leftOut[0].index]).toEqual([202, 1, 1]);
    const event = {
      specversion: '1.0',
      type: 'call',
      source: '/gateway',
      id: '1',
      time: new Date(atMs).toISOString(),
      data: { developer: 'ada@example.com', product: 'product1', count: 2 },
    };
    const structured = await send('', 'application/cloudevents+json', JSON.stringify(event));
    expect([structured.status, structured.body.accepted]).toEqual([202, 1]);
    const batch = await send(
      '',
      'application/cloudevents-batch+json',
      JSON.stringify([event, { ...event, id: '2', data: { ...event.data, successful: false } }]),
    );
    expect([batch.status, batch.body]).toEqual([202, { accepted: 1, duplicates: 1, leftOut: [] }]);
    await shop.receivers[0]!.waitForCount(4);
    // The transaction that stood for two calls jumped from 50 over 75 to 100.
    expect(percentsOf(shop)).toEqual([[25, 50, 100, 100]]);
  });
});
