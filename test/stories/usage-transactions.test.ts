import { describe, expect, it, onTestFinished } from 'vitest';
import { apigeeOrganization, developerNamed, today } from '../harness/apigee.ts';
import { testEngine } from '../harness/engine.ts';
import { request } from '../harness/http-client.ts';
import { usageShop } from '../harness/usage-shop.ts';

const engine = await testEngine();
let shops = 0;

async function newShop(options: Parameters<typeof usageShop>[1] = {}) {
  shops += 1;
  const key = `kept${shops}`;
  const organization = await apigeeOrganization({ url: engine.url(), native: engine.native() }, key);
  const shop = await usageShop(organization, options);
  onTestFinished(async () => {
    await Promise.all(shop.receivers.map((receiver) => receiver.close()));
  });
  return { organization, shop };
}

const mintTime = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

describe('transactions', () => {
  it('are read back by developer and minute, those that did not count included', async () => {
    const { organization, shop } = await newShop();
    const { mint, native } = organization;
    await mint('PUT', '', { id: organization.key, name: 'Kept', timezone: 'Asia/Kathmandu' });
    // A whole minute that is over, of today wherever the organization is.
    const atMs = Math.floor(engine.clock.nowMs() / 60_000) * 60_000 - 60_000;
    const at = (seconds: number) => new Date(atMs + seconds * 1000).toISOString();
    const one = { app: 'app1', product: 'product1' };
    await native.done('POST', '/usage', {
      transactions: [
        { ...one, id: 'b', time: at(9.999), count: 3, attributes: { '1': '0.5' } },
        { ...one, id: 'a', time: at(0) },
        { id: 'c', developer: 'ada@example.com', time: at(10), successful: false },
        { ...one, id: 'd', time: at(60) },
      ],
    });
    const path = '/transactions/developers/ada@example.com';
    const ask = (query: Record<string, string>) => mint('GET', `${path}?${new URLSearchParams(query)}`);
    const idsOf = async (query: Record<string, string>) =>
      (await ask(query)).body.transaction.map(({ id }: { id: string }) => id);
    const utctime = mintTime(atMs);
    // Ten seconds without an end, which is the first moment left out.
    const first = await ask({ utctime });
    expect([first.status, first.body.totalRecords]).toEqual([200, 2]);
    expect(first.body.transaction[1]).toMatchObject({
      id: 'b',
      application: { id: shop.app.appId, name: 'app1' },
      developer: { email: 'ada@example.com' },
      product: { id: 'product1', name: 'product1' },
      batchSize: 3,
      custAtt1: 0.5,
      status: 'SUCCESS',
      utcStartTime: mintTime(atMs + 9000),
      startTime: mintTime(atMs + 9000 + (5 * 60 + 45) * 60_000),
    });
    const minute = { utctime, utctime2: mintTime(atMs + 60_000) };
    expect(await idsOf(minute)).toEqual(['a', 'b', 'c']);
    expect(await idsOf({ utctme: utctime, utctme2: minute.utctime2 })).toEqual(['a', 'b', 'c']);
    expect(await idsOf({ ...minute, limit: '1' })).toEqual(['a']);
    expect(await idsOf({ ...minute, productId: 'product1' })).toEqual(['a', 'b']);
    const [failed] = (await ask({ utctime: mintTime(atMs + 10_000) })).body.transaction;
    expect([failed.id, failed.status, failed.application]).toEqual(['c', 'FAILED', undefined]);

    const refused: [Record<string, string>, number, string][] = [
      [{}, 400, 'mint.invalidInput'],
      [{ utctime: 'yesterday' }, 400, 'mint.invalidInput'],
      [{ utctime, utctime2: utctime }, 400, 'mint.invalidInput'],
      [{ utctime, utctime2: mintTime(atMs + 61_000) }, 400, 'mint.invalidInput'],
      [{ utctime, limit: '1001' }, 400, 'mint.invalidInput'],
      [{ utctime, productId: 'nothing' }, 404, 'mint.resourceDoesNotExist'],
      [{ utctime: '2020-01-01' }, 404, 'mint.noSuchResource'],
    ];
    for (const [query, status, code] of refused) {
      const answer = await ask(query);
      expect([query, answer.status, answer.body.code]).toEqual([query, status, code]);
    }
  });

  it('of an app are refused when several developers have one of that name, unless one is named', async () => {
    const { organization } = await newShop();
    const { mint, manage } = organization;
    await manage('POST', '/developers', developerNamed('bob'));
    await manage('POST', '/developers/bob@example.com/apps', { name: 'app1' });
    const answer = await mint('POST', '/transactions', {
      application: { id: 'app1' },
      product: { id: 'product1' },
    });
    expect([answer.status, answer.body.code, answer.body.contexts[0]?.name]).toEqual([
      400,
      'mint.invalidInput',
      'application.id',
    ]);
    const clear = await mint('POST', '/transactions', {
      application: { id: 'app1' },
      product: { id: 'product1' },
      developer: { id: 'ada@example.com' },
    });
    expect(clear.status).toBe(201);
    expect((await organization.native.done('GET', '/usage/developers')).items[0]).toMatchObject({
      key: 'ada@example.com',
      highest: { used: '1' },
    });
  });

  it('worth more than any number of digits are still added up, and told of', async () => {
    const plan = {
      ratePlanDetails: [
        {
          ...{ type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' },
          ratingParameter: 'MINT_CUSTOM_ATTRIBUTE_1',
        },
      ],
    };
    const { organization, shop } = await newShop({ plan, target: 1000, usageTarget: '%= 100' });
    const transactions = ['a', 'b'].map((id) => ({
      ...{ id, app: 'app1', product: 'product1', count: 1_000_000_000 },
      attributes: { '1': '1000000000' },
    }));
    await organization.native.done('POST', '/usage', { transactions });
    await shop.receivers[0]!.waitForCount(1);
    const details = await organization.native.done('GET', '/usage/developers/ada@example.com');
    expect(details.acceptedPlans[0]).toMatchObject({ used: '2000000000000000000', startDay: today() });
  });

  it('with text that cannot be kept are refused, and take no others along', async () => {
    const { organization } = await newShop();
    const own = `${engine.url()}/api/v1/organizations/${organization.key}/usage`;
    const send = (path: string, type: string, body: string) =>
      request(`${own}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${engine.token}`, 'content-type': type },
        body,
      });
    const atMs = engine.clock.nowMs();
    for (const bad of ['\u0000', '\ud800']) {
      const kong = {
        started_at: atMs,
        request: { id: `k${bad}`, method: 'GET', headers: {} },
        response: { status: 200 },
        service: { name: 'product1' },
        consumer: { custom_id: 'app1' },
      };
      const nginx = { request_id: `n${bad}`, msec: String(atMs / 1000), status: '200', app: `app1${bad}` };
      const event = {
        ...{ specversion: '1.0', type: 'call', source: `/gateway${bad}`, id: '1' },
        data: { app: 'app1', product: `product1${bad}` },
      };
      for (const [path, type, body] of [
        ['/kong', 'application/json', kong],
        ['/nginx', 'application/x-ndjson', nginx],
        ['', 'application/cloudevents+json', event],
      ] as const) {
        const answer = await send(path, type, JSON.stringify(body));
        expect([path, answer.status]).toEqual([path, 400]);
      }
    }
  });
});
