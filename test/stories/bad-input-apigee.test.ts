import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ApigeeOrganization,
  adjustablePlan,
  apigeeOrganization,
  apigeeShop,
  basic,
  today,
} from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organization: ApigeeOrganization;
let webhookId: string;

beforeAll(async () => {
  organization = await apigeeOrganization(bellwire, 'bad');
  await apigeeShop(organization);
  const { mint } = organization;
  const packagePlans = '/monetization-packages/package_1/rate-plans';
  await mint('POST', packagePlans, { ...adjustablePlan('draft'), published: false });
  await mint('POST', packagePlans, { ...adjustablePlan('card'), ratePlanDetails: [{ type: 'RATECARD' }] });
  const ended = { ...adjustablePlan('ended'), endDate: '2021-01-01' };
  await mint('POST', packagePlans, ended);
  webhookId = (await mint('POST', '/webhooks', { name: 'known', postURL: 'http://127.0.0.1:9000/x' })).body
    .id;
});

/** How many rows there are that an input could have left behind. */
async function saved(): Promise<string> {
  const rows = await bellwire.database.query<{ counts: string }>({
    text: `
      select concat_ws(' ',
        (select count(*) from objects), (select count(*) from webhooks), (select count(*) from events),
        (select count(*) from meters), (select count(*) from meter_thresholds)) as counts`,
    values: [],
  });
  return rows[0]?.counts ?? '';
}

async function refused(path: string, body: unknown, method = 'POST') {
  const before = await saved();
  const answer = await organization.mint(method, path, body);
  expect(answer.body).toEqual({
    code: expect.stringMatching(/^mint\.[A-Za-z]+$/),
    message: expect.any(String),
    contexts: expect.any(Array),
  });
  expect(await saved()).toBe(before);
  return `${answer.status} ${answer.body.code}`;
}

const url = 'http://127.0.0.1:9000/hook';

describe('a webhook', () => {
  it.each([
    ['without a name', { postURL: url }, '400 mint.webhookNameNotSpecified'],
    ['with a blank name', { name: ' ', postURL: url }, '400 mint.webhookNameNotSpecified'],
    ['without a URL', { name: 'new' }, '400 mint.webhookPostUrlNotSpecified'],
    ['with a name that is taken', { name: 'known', postURL: url }, '409 mint.webhookNameAlreadyExists'],
    ['with what is no URL', { name: 'new', postURL: 'mycompany' }, '400 mint.invalidWebhookPostUrl'],
    ['at a private address', { name: 'new', postURL: 'http://10.0.0.1/' }, '400 mint.invalidWebhookPostUrl'],
    [
      'with the address of a cloud',
      { name: 'new', postURL: 'http://169.254.169.254/' },
      '400 mint.invalidWebhookPostUrl',
    ],
    ['that is neither on nor off', { name: 'new', postURL: url, enabled: 'maybe' }, '400 mint.invalidInput'],
    [
      'with a property that nobody knows',
      { name: 'new', postURL: url, secret: 'x' },
      '400 mint.invalidInput',
    ],
    ['that is a list', [], '400 mint.invalidInput'],
  ])('%s is refused', async (_, body, expected) => {
    expect(await refused('/webhooks', body)).toBe(expected);
  });

  it('cannot take the name of another one later', async () => {
    const other = await organization.mint('POST', '/webhooks', { name: 'other', postURL: url });
    expect(await refused(`/webhooks/${other.body.id}`, { name: 'known' }, 'PUT')).toBe(
      '409 mint.webhookNameAlreadyExists',
    );
  });

  it('that is not there is 404, whatever its id looks like', async () => {
    expect(await refused('/webhooks/0a07eb1f-f485-4539-8beb-01be449699b3', {}, 'PUT')).toBe(
      '404 mint.resourceDoesNotExist',
    );
    expect(await refused('/webhooks/nothing', {}, 'PUT')).toBe('404 mint.resourceDoesNotExist');
  });

  it('is made by one of two who ask for one name at once', async () => {
    const body = { name: 'twice', postURL: url };
    const answers = await Promise.all([1, 2, 3].map(() => organization.mint('POST', '/webhooks', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is renamed by one of two who want one name at once', async () => {
    const make = async (name: string) =>
      (await organization.mint('POST', '/webhooks', { name, postURL: url })).body.id;
    const ids = [await make('renamed1'), await make('renamed2'), await make('renamed3')];
    const rename = (id: string) => organization.mint('PUT', `/webhooks/${id}`, { name: 'one for all' });
    const answers = await Promise.all(ids.map(rename));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe('a notification condition', () => {
  const condition = (plan: string, usage: string, action: object = {}) => ({
    notificationCondition: [
      { attribute: 'RATEPLAN', value: plan },
      { attribute: 'UsageTarget', value: usage },
    ],
    actions: [{ actionAttribute: 'WEBHOOK', value: webhookId, ...action }],
  });

  it.each([
    ['on a draft', () => condition('draft', '%= 80'), '400 mint.ratePlanNotPublished'],
    ['on a plan that is not adjustable', () => condition('card', '%= 80'), '400 mint.invalidInput'],
    ['on a plan that is not there', () => condition('none', '%= 80'), '400 mint.invalidInput'],
    ['with a range that falls', () => condition('plan1', '%= 120 to 80 by 10'), '400 mint.invalidInput'],
    ['with a step of nothing', () => condition('plan1', '%= 80 to 120 by 0'), '400 mint.invalidInput'],
    ['with 101 points', () => condition('plan1', '%= 1 to 101 by 1'), '400 mint.invalidInput'],
    [
      'for a webhook that is not there',
      () => condition('plan1', '%= 80', { value: '0a07eb1f-f485-4539-8beb-01be449699b3' }),
      '400 mint.invalidInput',
    ],
    [
      'for the URL of another webhook',
      () => condition('plan1', '%= 80', { postURL: 'http://127.0.0.1:9000/other' }),
      '400 mint.invalidInput',
    ],
    [
      'for an e-mail',
      () => condition('plan1', '%= 80', { actionAttribute: 'ORG_EMAIL' }),
      '400 mint.invalidInput',
    ],
  ])('%s is refused', async (_, body, expected) => {
    expect(await refused('/notification-conditions', body())).toBe(expected);
  });

  it('says where the text goes wrong', async () => {
    const { body } = await organization.mint(
      'POST',
      '/notification-conditions',
      condition('plan1', '%= 80 - 90'),
    );
    expect(body.contexts).toEqual([
      { name: 'notificationCondition.1.value', value: 'column 7: expected "to", found "-"' },
    ]);
  });
});

describe('a rate plan', () => {
  const path = '/monetization-packages/package_1/rate-plans';
  const details = (change: object) => {
    const detail = { type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' };
    return { ...adjustablePlan('new'), ratePlanDetails: [{ ...detail, ...change }] };
  };

  it.each([
    ['for 25 months', details({ duration: 25 })],
    ['for half a month', details({ duration: 0.5 })],
    ['for weeks', details({ durationType: 'WEEK' })],
    ['metered otherwise', details({ meteringType: 'VOLUME' })],
    ['by an eleventh attribute', details({ ratingParameter: 'MINT_CUSTOM_ATTRIBUTE_11' })],
    ['of a kind that is not there', details({ type: 'FREE' })],
    ['with a day that is not there', { ...adjustablePlan('new'), startDate: '2026-02-30' }],
    ['that ends before it begins', { ...adjustablePlan('new'), endDate: '2019-01-01' }],
    ['published without details', { ...adjustablePlan('new'), ratePlanDetails: [] }],
    ['without a start', { ...adjustablePlan('new'), startDate: undefined }],
  ])('%s is refused', async (_, body) => {
    expect(await refused(path, body)).toBe('400 mint.invalidInput');
  });

  it('whose name is taken in its package is refused', async () => {
    expect(await refused(path, { ...adjustablePlan('new'), name: 'plan1' })).toBe(
      '409 mint.resourceAlreadyExists',
    );
  });

  it('once published, changes only its end and is not deleted', async () => {
    expect(await refused(`${path}/plan1`, { description: 'new' }, 'PUT')).toBe('400 mint.invalidInput');
    expect(await refused(`${path}/plan1`, undefined, 'DELETE')).toBe('409 mint.ratePlanPublished');
  });
});

describe('accepting a plan', () => {
  const path = '/developers/ada@example.com/developer-rateplans';
  const acceptance = (change: object) => ({
    developer: { id: 'ada@example.com' },
    ratePlan: { id: 'plan1' },
    startDate: today(),
    ...change,
  });

  it.each([
    ['that is a draft', { ratePlan: { id: 'draft' } }, '400 mint.ratePlanNotPublished'],
    ['that is not there', { ratePlan: { id: 'none' } }, '404 mint.resourceDoesNotExist'],
    ['without a start', { startDate: undefined }, '400 mint.invalidInput'],
    ['from a day that is not there', { startDate: '2026-13-01' }, '400 mint.invalidInput'],
    ['from yesterday', { startDate: today(-2) }, '400 mint.startDateEarlierThanToday'],
    ['that has ended', { ratePlan: { id: 'ended' } }, '400 mint.startDateLaterThanPlanEndDate'],
    ['to a day before its start', { endDate: today(-2) }, '400 mint.endDateEarlierThanStart'],
    ['with a negative target', { quotaTarget: -1 }, '400 mint.invalidInput'],
    ['with half a target', { quotaTarget: 0.5 }, '400 mint.invalidInput'],
    ['that has no target with one', { ratePlan: { id: 'card' }, quotaTarget: 5 }, '400 mint.invalidInput'],
    ['for somebody else', { developer: { id: 'bob@example.com' } }, '404 mint.resourceDoesNotExist'],
  ])('%s is refused', async (_, change, expected) => {
    expect(await refused(path, acceptance(change))).toBe(expected);
  });

  it('that counts nothing does not get a target later', async () => {
    const { body } = await organization.mint('POST', path, acceptance({ ratePlan: { id: 'card' } }));
    expect(await refused(`${path}/${body.id}`, { quotaTarget: 5 }, 'PUT')).toBe('400 mint.invalidInput');
  });
});

describe('a request', () => {
  it('that is no JSON, or of another kind, is refused', async () => {
    const send = (headers: Record<string, string>, body: string) =>
      request(`${bellwire.url}/apigee/v1/mint/organizations/bad/webhooks`, {
        method: 'POST',
        headers: { ...basic('joe@example.com'), ...headers },
        body,
      });
    expect((await send({ 'content-type': 'application/json' }, '{')).status).toBe(400);
    expect((await send({ 'content-type': 'text/plain' }, '{}')).body.code).toBe('mint.unsupportedMediaType');
    expect((await send({ 'content-type': 'application/json' }, `"${'x'.repeat(2_000_000)}"`)).status).toBe(
      413,
    );
  });

  it('at an address that is not there, or with a verb that is not, says so', async () => {
    expect(await refused('/nothing', {})).toBe('404 mint.resourceDoesNotExist');
    expect(await refused('/webhooks', undefined, 'DELETE')).toBe('405 mint.methodNotAllowed');
  });

  it('for a page that is none is refused', async () => {
    expect(await refused('/rate-plans?page=0', undefined, 'GET')).toBe('400 mint.invalidInput');
    expect(await refused('/rate-plans?all=perhaps', undefined, 'GET')).toBe('400 mint.invalidInput');
  });
});
