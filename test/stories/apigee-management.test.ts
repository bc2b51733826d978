import { describe, expect, it } from 'vitest';
import {
  type ApigeeOrganization,
  adjustablePlan,
  apigeeOrganization,
  apigeeShop,
  basic,
  developerNamed,
  today,
} from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organizations = 0;

async function fresh(settings?: object): Promise<ApigeeOrganization> {
  organizations += 1;
  return apigeeOrganization(bellwire, `org${organizations}`, settings);
}

const acceptance = (change: object = {}) => ({
  developer: { id: 'ada@example.com' },
  ratePlan: { id: 'plan1' },
  startDate: today(),
  quotaTarget: 1000,
  ...change,
});
const adas = '/developers/ada@example.com/developer-rateplans';

/** The meters of an organization as they are saved, the oldest first. */
async function metersOf({ id }: ApigeeOrganization) {
  return bellwire.database.query<Record<string, unknown>>({
    text: `
      select id, target::text as target, group_id, time_zone, end_day::text as end_day, cardinality(product_ids) as products
      from meters where organization_id = $1 order by id`,
    values: [id],
  });
}

describe('signing in', () => {
  it('works with e-mail and password, and with a token for them', async () => {
    const organization = await fresh();
    await organization.user('ann@example.com');
    const token = (fields: Record<string, string>) =>
      request(`${bellwire.url}/apigee/oauth/token`, {
        method: 'POST',
        headers: {
          authorization: 'Basic ZWRnZWNsaTplZGdlY2xpc2VjcmV0',
          'content-type': 'application/x-www-form-urlencoded;charset=utf-8',
        },
        body: new URLSearchParams(fields).toString(),
      });
    const webhooks = (bearer: string, key = organization.key) =>
      request(`${bellwire.url}/apigee/v1/mint/organizations/${key}/webhooks`, {
        headers: { authorization: `Bearer ${bearer}` },
      });

    expect((await organization.mint('GET', '/webhooks', undefined, 'ann@example.com')).status).toBe(200);
    const ann = { grant_type: 'password', username: 'ann@example.com', password: 'password' };
    const first = await token(ann);
    expect(first.body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect((await webhooks(first.body.access_token)).status).toBe(200);

    const renewal = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token };
    const second = await token(renewal);
    expect((await webhooks(second.body.access_token)).status).toBe(200);
    expect((await token(renewal)).body.error).toBe('invalid_grant');

    const elsewhere = await fresh();
    expect((await webhooks(second.body.access_token, elsewhere.key)).status).toBe(403);
    expect((await token({ ...ann, password: 'passw0rd' })).body.error).toBe('invalid_grant');
    expect((await token({ grant_type: 'client_credentials' })).body.error).toBe('unsupported_grant_type');

    await elsewhere.user('ann@example.com');
    expect((await token(ann)).body.error).toBe('invalid_scope');
    expect((await token({ ...ann, scope: elsewhere.key })).status).toBe(200);
  });

  it('fails alike without credentials, with wrong ones and for an organization that is not there', async () => {
    const { key } = await fresh();
    const ask = (org: string, headers: Record<string, string>) =>
      request(`${bellwire.url}/apigee/v1/mint/organizations/${org}/webhooks`, { headers });
    for (const answer of [
      await ask(key, {}),
      await ask(key, basic('joe@example.com', 'wrong')),
      await ask('nowhere', basic('joe@example.com')),
      await ask(key, { authorization: 'Bearer nothing' }),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'mint.unauthorized', contexts: [] });
      expect(answer.headers.get('www-authenticate')).toContain('Basic');
    }
  });

  it('ends with the credential, though the password was right a moment ago', async () => {
    const organization = await fresh();
    await organization.user('gone@example.com');
    const ask = async () =>
      (await organization.mint('GET', '/webhooks', undefined, 'gone@example.com')).status;
    expect([await ask(), await ask()]).toEqual([200, 200]);
    const credentials = await organization.native.list('/credentials');
    const gone = credentials.find(({ identifier }) => identifier === 'gone@example.com');
    await organization.native.done('DELETE', `/credentials/${gone.id}`);
    expect(await ask()).toBe(401);
  });

  it("lets each of the vendor's roles do what it is for", async () => {
    const organization = await fresh();
    const { mint, manage } = organization;
    for (const role of ['readonlyadmin', 'opsadmin', 'businessuser', 'user']) {
      await organization.user(role, { dialectRole: role });
    }
    const make = async (user: string) =>
      (await manage('POST', '/developers', developerNamed(`by-${user}`), user)).status;
    const look = async (user: string) => (await mint('GET', '/webhooks', undefined, user)).status;
    const set = async (user: string) => (await mint('PUT', '', { timezone: 'UTC' }, user)).status;
    expect([await look('readonlyadmin'), await make('readonlyadmin')]).toEqual([200, 403]);
    expect([await look('opsadmin'), await make('opsadmin')]).toEqual([200, 403]);
    expect([await look('businessuser'), await make('businessuser')]).toEqual([200, 201]);
    expect([await set('businessuser'), await set('joe@example.com')]).toEqual([403, 200]);
    expect(await look('user')).toBe(403);
    const unknown = {
      kind: 'user',
      identifier: 'x',
      password: 'password',
      role: 'editor',
      dialectRole: 'boss',
    };
    expect((await organization.native.ask('POST', '/credentials', unknown)).status).toBe(400);
  });
});

describe('webhooks', () => {
  it('are on at once unless the organization is set otherwise', async () => {
    const make = async (organization: ApigeeOrganization) =>
      (await organization.mint('POST', '/webhooks', { name: 'w', postURL: 'http://127.0.0.1:9000/' })).body
        .enabled;
    expect(await make(await fresh())).toBe(true);
    expect(await make(await fresh({ newWebhooksEnabled: false }))).toBe(false);
  });

  it('in use go with force only, and then take their actions along', async () => {
    const organization = await fresh();
    const { mint } = organization;
    await apigeeShop(organization);
    const make = async (name: string) =>
      (await mint('POST', '/webhooks', { name, postURL: 'http://127.0.0.1:9000/' })).body.id;
    const [first, second] = [await make('first'), await make('second')];
    const condition = await mint('POST', '/notification-conditions', {
      notificationCondition: [
        { attribute: 'RATEPLAN', value: 'plan1' },
        { attribute: 'UsageTarget', value: '%= 80' },
      ],
      actions: [first, second].map((value) => ({ actionAttribute: 'WEBHOOK', value })),
    });
    const path = `/notification-conditions/${condition.body.id}`;

    expect(await organization.native.done('GET', `/webhooks/${first}/removal`)).toEqual({
      waiting: 0,
      heldBy: [{ type: 'notification_condition', id: condition.body.id, label: expect.any(String) }],
    });
    const refused = await mint('DELETE', `/webhooks/${first}?forceDelete=false`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'mint.webhookInUse',
      contexts: [{ name: 'notification-condition', value: condition.body.id }],
    });
    expect((await mint('GET', `/webhooks/${first}`)).status).toBe(200);

    expect((await mint('DELETE', `/webhooks/${first}`)).status).toBe(204);
    expect((await mint('GET', path)).body.actions.map(({ value }: { value: string }) => value)).toEqual([
      second,
    ]);
    expect((await mint('DELETE', `/webhooks/${second}?forceDelete=true`)).status).toBe(204);
    expect((await mint('GET', path)).status).toBe(404);

    const third = await make('third');
    expect((await mint('DELETE', `/webhooks/${third}?forceDelete=false`)).status).toBe(204);
  });
});

describe('the postURL of a webhook', () => {
  it('leads to another server, unless the native API has added what is kept for the one before', async () => {
    const { mint, native } = await fresh();
    const { id } = (await mint('POST', '/webhooks', { name: 'w', postURL: 'http://127.0.0.1:9000/' })).body;
    const moveTo = (postURL: string) => mint('PUT', `/webhooks/${id}`, { postURL });
    expect((await moveTo('http://127.0.0.1:9001/')).status).toBe(200);
    await native.done('PATCH', `/webhooks/${id}`, { credentials: { type: 'bearer', token: 'a secret' } });
    const refused = await moveTo('http://127.0.0.1:9002/');
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'mint.invalidWebhookPostUrl',
      message: expect.stringMatching(/^postURL is that of another server.*\(credentials\)/),
    });
    expect((await moveTo('http://127.0.0.1:9001/elsewhere')).status).toBe(200);
  });
});

describe('a notification condition', () => {
  it('keeps its text as it was written, is changed and removed', async () => {
    const organization = await fresh();
    const { mint } = organization;
    await apigeeShop(organization);
    const webhook = await mint('POST', '/webhooks', { name: 'w', postURL: 'http://127.0.0.1:9000/' });
    const body = (value: string) => ({
      notificationCondition: [
        { attribute: 'RATEPLAN', value: 'plan1' },
        { attribute: 'PUBLISHED', value: 'TRUE' },
        { attribute: 'UsageTarget', value },
      ],
      actions: [{ actionAttribute: 'WEBHOOK', value: webhook.body.id }],
    });
    const made = await mint('POST', '/notification-conditions', body('%=  80 to 100  by 20'));
    const path = `/notification-conditions/${made.body.id}`;
    const usage = async () => (await mint('GET', path)).body.notificationCondition[2].value;
    const points = async () =>
      bellwire.database.query<{ percent: string }>({
        text: `select percent::text as percent from meter_thresholds t where t.organization_id = $1 order by t.percent`,
        values: [organization.id],
      });
    expect(await usage()).toBe('%=  80 to 100  by 20');
    expect((await points()).map(({ percent }) => Number(percent))).toEqual([80, 100]);

    expect((await mint('PUT', path, body('%= 99.5'))).status).toBe(200);
    expect(await usage()).toBe('%= 99.5');
    expect((await points()).map(({ percent }) => Number(percent))).toEqual([99.5]);
    expect((await mint('GET', '/notification-conditions')).body.totalRecords).toBe(1);

    expect((await mint('DELETE', path)).status).toBe(204);
    expect(await points()).toEqual([]);
  });
});

describe('accepting a plan', () => {
  it('opens a meter, which follows the target, the end, the products and the time zone', async () => {
    const organization = await fresh();
    const { mint, manage } = organization;
    await apigeeShop(organization);
    const accepted = await mint('POST', adas, acceptance());
    expect(accepted.status).toBe(201);
    expect(accepted.body).toMatchObject({
      id: expect.any(String),
      developer: { email: 'ada@example.com', isCompany: false },
      ratePlan: { id: 'plan1', monetizationPackage: { id: 'package_1' } },
      startDate: `${today()} 00:00:00`,
      quotaTarget: 1000,
      nextCycleStartDate: expect.stringMatching(/ 00:00:00$/),
    });
    const meter = {
      id: accepted.body.id,
      target: '1000',
      group_id: null,
      end_day: null,
      time_zone: 'UTC',
      products: 1,
    };
    expect(await metersOf(organization)).toEqual([expect.objectContaining(meter)]);

    const path = `${adas}/${accepted.body.id}`;
    const changed = await mint('PUT', path, { quotaTarget: 2000, endDate: today(40) });
    expect(changed.body).toMatchObject({ quotaTarget: 2000, endDate: `${today(40)} 00:00:00` });
    await manage('POST', '/apiproducts', { name: 'product2' });
    expect((await mint('POST', '/monetization-packages/package_1/products/product2')).status).toBe(200);
    expect((await mint('PUT', '', { timezone: 'America/New_York' })).body.timezone).toBe('America/New_York');
    expect(await metersOf(organization)).toEqual([
      expect.objectContaining({
        target: '2000',
        end_day: today(40),
        time_zone: 'America/New_York',
        products: 2,
      }),
    ]);
    const plan = '/monetization-packages/package_1/rate-plans/plan1';
    expect((await mint('PUT', plan, { endDate: today(30) })).status).toBe(200);
    expect(await metersOf(organization)).toEqual([expect.objectContaining({ end_day: today(30) })]);

    expect((await manage('DELETE', '/developers/ada@example.com')).status).toBe(200);
    expect(await metersOf(organization)).toEqual([]);
  });

  it('twice for the same time is a conflict, or ends the one before', async () => {
    const organization = await fresh();
    const { mint } = organization;
    await apigeeShop(organization);
    await mint('POST', '/monetization-packages/package_1/rate-plans', adjustablePlan('plan2'));
    const first = await mint('POST', adas, acceptance());
    expect((await mint('POST', adas, acceptance())).body.code).toBe('mint.developerAlreadyActiveOnRatePlan');
    const other = acceptance({ ratePlan: { id: 'plan2' }, startDate: today(10) });
    expect((await mint('POST', adas, other)).body).toMatchObject({
      code: 'mint.developerHasFollowingOverlapRatePlans',
      contexts: [{ name: 'developer-rateplan', value: first.body.id }],
    });
    expect((await mint('POST', adas, { ...other, suppressWarning: 'true' })).status).toBe(201);
    const all = await mint('GET', '/developers/ada@example.com/developer-accepted-rateplans');
    expect(all.body.totalRecords).toBe(2);
    expect(all.body.developerRatePlan[0].endDate).toBe(`${today(9)} 00:00:00`);
    const active = await mint('GET', adas);
    expect(active.body.ratePlan.map(({ id }: { id: string }) => id)).toEqual(['plan1']);
  });

  it('at once is done by one of those who ask', async () => {
    const organization = await fresh();
    await apigeeShop(organization);
    const answers = await Promise.all([1, 2, 3, 4].map(() => organization.mint('POST', adas, acceptance())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await metersOf(organization)).toHaveLength(1);
  });

  it('can be taken back before it begins, and not after', async () => {
    const organization = await fresh();
    const { mint } = organization;
    await apigeeShop(organization);
    const later = await mint('POST', adas, acceptance({ startDate: today(5) }));
    expect((await mint('DELETE', `${adas}/${later.body.id}`)).status).toBe(204);
    expect(await metersOf(organization)).toEqual([]);
    const now = await mint('POST', adas, acceptance());
    expect((await mint('DELETE', `${adas}/${now.body.id}`)).body.code).toBe(
      'mint.onlyFutureDeveloperRatePlanCanBeDeleted',
    );
  });

  it('of the past is possible with force, for those who move in', async () => {
    const organization = await fresh();
    await apigeeShop(organization);
    const past = acceptance({ startDate: '2024-01-31' });
    expect((await organization.mint('POST', `${adas}?force=true`, past)).status).toBe(201);
  });
});

describe('a company', () => {
  it('that asks for it has the meters of its developers in a group', async () => {
    const organization = await fresh();
    const { mint, manage } = organization;
    await apigeeShop(organization);
    const combine = (value: string) => ({
      displayName: 'Acme',
      attributes: [{ name: 'MINT_NOTIFICATION_COMBINE_COMPANY_DEVELOPERS', value }],
    });
    expect((await manage('POST', '/companies', { name: 'acme', ...combine('true') })).status).toBe(201);
    const ofCompany = await mint(
      'POST',
      '/companies/acme/developer-rateplans',
      acceptance({ developer: { id: 'acme' } }),
    );
    expect(ofCompany.body.developer).toMatchObject({ isCompany: true, id: 'acme' });
    const ofAda = await mint('POST', adas, acceptance());
    const groups = async () => {
      const meters = new Map((await metersOf(organization)).map((meter) => [meter.id, meter.group_id]));
      return [meters.get(ofCompany.body.id), meters.get(ofAda.body.id)];
    };
    const group = ofCompany.body.id;
    expect(await groups()).toEqual([group, null]);

    const ada = { developer: [{ email: 'ada@example.com', role: 'developer' }] };
    expect((await manage('POST', '/companies/acme/developers', ada)).body).toEqual(ada);
    expect(await groups()).toEqual([group, group]);
    expect((await manage('GET', '/developers/ada@example.com')).body.companies).toEqual(['acme']);

    await manage('PUT', '/companies/acme', combine('false'));
    expect(await groups()).toEqual([null, null]);
    await manage('PUT', '/companies/acme', combine('true'));
    expect(await groups()).toEqual([group, group]);
    await manage('DELETE', '/companies/acme/developers/ada@example.com');
    expect(await groups()).toEqual([group, null]);
  });
});

describe('the catalogue', () => {
  it('is listed in pages, by name or with everything', async () => {
    const organization = await fresh();
    const { mint, manage } = organization;
    await apigeeShop(organization);
    for (const name of ['bob', 'cy']) await manage('POST', '/developers', developerNamed(name));
    expect((await manage('GET', '/developers')).body).toEqual([
      'ada@example.com',
      'bob@example.com',
      'cy@example.com',
    ]);
    const page = await mint('GET', '/developers?size=2&page=2');
    expect(page.body.totalRecords).toBe(3);
    expect(page.body.developer.map(({ email }: { email: string }) => email)).toEqual(['cy@example.com']);
    expect((await mint('GET', '/developers?all=true&size=1')).body.developer).toHaveLength(3);

    expect((await mint('GET', '/products')).body).toMatchObject({
      product: [{ id: 'product1' }],
      totalRecords: 1,
    });
    expect((await mint('GET', '/rate-plans')).body).toMatchObject({ ratePlan: [{ id: 'plan1' }], total: 1 });
    expect((await mint('GET', '/monetization-packages')).body).toMatchObject({
      monetizationPackage: [{ id: 'package_1', product: [{ id: 'product1' }] }],
    });
    const apps = await manage('GET', '/developers/ada@example.com/apps?expand=true');
    expect(apps.body.app).toEqual([
      expect.objectContaining({
        name: 'app1',
        credentials: [
          {
            apiProducts: [{ apiproduct: 'product1', status: 'approved' }],
            attributes: [],
            consumerKey: expect.stringMatching(/^[a-z0-9]{32}$/),
            expiresAt: -1,
            issuedAt: expect.any(Number),
            scopes: [],
            status: 'approved',
          },
        ],
      }),
    ]);
    const short = `${bellwire.url}/apigee/v1/o/${organization.key}/apiproducts/product1`;
    expect((await request(short, { headers: basic('joe@example.com') })).body.name).toBe('product1');
  });

  it('tells of its changes to webhooks of the standard format', async () => {
    const organization = await fresh();
    await apigeeShop(organization);
    const events = await organization.native.list('/events');
    expect(events.map(({ type }: { type: string }) => type).reverse()).toEqual([
      'api_product.created',
      'monetization_package.created',
      'developer.created',
      'app.created',
      'rate_plan.created',
    ]);
  });
});
