import { beforeAll, describe, expect, it } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, apigeeShop, basic, today } from '../harness/apigee.ts';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import { createHub, type Hub } from '../harness/rapidapi.ts';

/** Names that no object can have, since PostgreSQL keeps no such text. */
const nul = 'a\u0000b';
const half = '\ud800';

const bellwire = await startTestBellwire();
let monetization: ApigeeOrganization;
let hub: Hub;
let area: TestOrganization;
let webhookId: string;

beforeAll(async () => {
  monetization = await apigeeOrganization(bellwire, 'monetization');
  await apigeeShop(monetization);
  const webhook = { name: 'known', postURL: 'http://127.0.0.1:9000/' };
  webhookId = (await monetization.mint('POST', '/webhooks', webhook)).body.id;
  hub = await createHub(bellwire, 'hub');
  area = await bellwire.organization();
});

const acceptance = { developer: { id: 'ada@example.com' }, ratePlan: { id: 'plan1' }, startDate: today() };
const accepting = '/developers/ada@example.com/developer-rateplans';

describe('a name', () => {
  it.each([
    ['management', '/developers/a%00b'],
    ['management', '/developers/a%00b/apps'],
    ['management', '/developers/ada@example.com/apps/a%00b'],
    ['management', '/companies/a%00b'],
    ['management', '/companies/a%00b/developers'],
    ['management', '/apiproducts/a%00b'],
    ['management', '/apps/a%00b'],
    ['monetization', '/developers/a%00b'],
    ['monetization', '/developers/a%00b/developer-rateplans'],
    ['monetization', '/companies/a%00b/developer-accepted-rateplans'],
    ['monetization', '/products/a%00b'],
    ['monetization', '/monetization-packages/a%00b'],
    ['monetization', '/monetization-packages/package_1/rate-plans/a%00b'],
    ['monetization', '/webhooks/a%00b'],
    ['monetization', '/webhooks/WEBHOOK/test/a%00b/app1/product1/plan1'],
    ['monetization', '/webhooks/WEBHOOK/test/ada@example.com/app1/a%00b/plan1'],
    ['monetization', '/webhooks/WEBHOOK/test/ada@example.com/app1/product1/a%00b'],
    ['monetization', '/notification-conditions/a%00b'],
    ['monetization', '/notification-service-items/a%00b'],
    ['monetization', '/transactions/developers/a%00b?utctime=2026-01-01%2000:00:00'],
    ['monetization', `${accepting}/a%00b`],
  ])('with a NUL in a path of Apigee %s is nobody: %s', async (api, path) => {
    const ask = api === 'management' ? monetization.manage : monetization.mint;
    const answer = await ask('GET', path.replace('WEBHOOK', webhookId));
    expect([answer.status, answer.body?.code]).toEqual([404, 'mint.resourceDoesNotExist']);
  });
});

describe.each([
  ['a NUL', nul],
  ['half a surrogate pair', half],
])('a name with %s', (_what, name) => {
  it.each([
    ['an acceptance', accepting, { ...acceptance, ratePlan: { id: name } }, 404],
    ['the developer of an acceptance', accepting, { ...acceptance, developer: { id: name } }, 404],
    ['a package', '/monetization-packages', { name: 'new', product: [{ id: name }] }, 404],
    [
      'a rate plan',
      '/monetization-packages/package_1/rate-plans',
      { name: 'new', startDate: today(), developer: { id: name } },
      404,
    ],
    ['a transaction', '/transactions', { application: { id: name }, product: { id: 'product1' } }, 400],
    ['a transaction', '/transactions', { application: { id: 'app1' }, product: { id: name } }, 400],
  ])('in the body of Apigee monetization is refused: %s', async (_of, path, body, status) => {
    expect((await monetization.mint('POST', path, body)).status).toBe(status);
  });

  it('in a notification condition is no rate plan', async () => {
    const answer = await monetization.mint('POST', '/notification-conditions', {
      notificationCondition: [
        { attribute: 'RATEPLAN', value: name },
        { attribute: 'UsageTarget', value: '%= 80' },
      ],
      actions: [{ actionAttribute: 'WEBHOOK', value: webhookId }],
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'mint.invalidInput']);
  });

  it.each([
    ['the products of an app', '/developers/ada@example.com/apps', { name: 'new', apiProducts: [name] }],
    ['the developers of a company', '/companies/acme/developers', { developer: [{ email: name }] }],
  ])('in the body of Apigee management is nobody: %s', async (_of, path, body) => {
    await monetization.manage('POST', '/companies', { name: 'acme' });
    const answer = await monetization.manage('POST', path, body);
    expect([answer.status, answer.body.code]).toEqual([404, 'mint.resourceDoesNotExist']);
  });

  it('signs nobody in at Apigee', async () => {
    const url = `${bellwire.url}/apigee/v1/organizations/monetization/developers`;
    expect((await request(url, { headers: basic(name) })).status).toBe(401);
    const token = await request(`${bellwire.url}/apigee/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'password', username: name, password: name }).toString(),
    });
    expect([token.status, token.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('is no user in an operation of the Platform API', async () => {
    const error = await hub.refused(
      'mutation ($input: OrganizationCreateInput!) { createOrganization(input: $input) { id } }',
      { input: { name: 'new', email: 'bills@example.com', seats: 1, users: [{ email: name }] } },
    );
    expect(error.message).toContain('users.0');
  });

  it.each(['member', 'service', 'application'])('is no %s in V2 of Mashery', async (type) => {
    const answer = await area.v2.ask(`${type}.fetch`, name);
    expect([answer.status, answer.body.result]).toEqual([200, null]);
  });
});
