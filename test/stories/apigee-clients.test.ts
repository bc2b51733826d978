import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ApigeeOrganization,
  adjustablePlan,
  apigeeOrganization,
  apigeeShop,
  developerNamed,
  today,
} from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { bodyOf, type HttpAnswer } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organization: ApigeeOrganization;

beforeAll(async () => {
  organization = await apigeeOrganization(bellwire, 'clients');
  await apigeeShop(organization);
});

async function manage(method: string, path: string, body?: object): Promise<HttpAnswer['body']> {
  return bodyOf(await organization.manage(method, path, body), path);
}

async function mint(method: string, path: string, body?: object): Promise<HttpAnswer['body']> {
  return bodyOf(await organization.mint(method, path, body), path);
}

describe('what a client asks before anything else', () => {
  it('is the organization, and whether it has monetization', async () => {
    const { createdAt } = await organization.native.done('GET', '');
    const answer = await organization.manage('GET', '');
    expect([answer.status, Object.keys(answer.body)]).toEqual([
      200,
      ['createdAt', 'displayName', 'environments', 'lastModifiedAt', 'name', 'properties', 'type'],
    ]);
    expect(answer.body).toMatchObject({
      createdAt: Date.parse(createdAt),
      displayName: 'clients',
      environments: [],
      name: 'clients',
      properties: { property: [{ name: 'features.isMonetizationEnabled', value: 'true' }] },
      type: 'paid',
    });
    expect((await organization.manage('GET', '', undefined, null)).status).toBe(401);
    expect((await organization.manage('POST', '', {})).status).toBe(405);
  });

  it.each(['organization?childEntities=true', 'products', 'developers', 'applications'])(
    'may be to synchronize: %s',
    async (what) => {
      const { status, text } = await organization.mint('GET', `/sync-${what}`);
      expect([status, text]).toEqual([200, '']);
    },
  );
});

describe.each([
  ['a developer', 'POST /developers', { ...developerNamed('dora') }, '/developers/dora@example.com'],
  ['a company', 'POST /companies', { name: 'acme' }, '/companies/acme'],
  ['an API product', 'POST /apiproducts', { name: 'product9' }, '/apiproducts/product9'],
  [
    'an app',
    'POST /developers/ada@example.com/apps',
    { name: 'app9' },
    '/developers/ada@example.com/apps/app9',
  ],
  ['a company’s app', 'POST /companies/acme/apps', { name: 'app9' }, '/companies/acme/apps/app9'],
])('attributes of %s', (_what, creation, body, path) => {
  const [method = '', collection = ''] = creation.split(' ');
  const billing = { name: 'MINT_BILLING_TYPE', value: 'POSTPAID' };
  const admin = { name: 'ADMIN_EMAIL', value: 'admin@example.com' };

  it('are read and changed one by one', async () => {
    await manage(method, collection, { ...body, attributes: [billing] });
    const at = `${path}/attributes`;
    expect(await manage('GET', at)).toEqual({ attribute: [billing] });
    expect(await manage('POST', `${at}/ADMIN_EMAIL`, admin)).toEqual(admin);
    expect(await manage('GET', `${at}/ADMIN_EMAIL`)).toEqual(admin);
    const prepaid = { name: 'MINT_BILLING_TYPE', value: 'PREPAID' };
    expect(await manage('POST', `${at}/MINT_BILLING_TYPE`, { value: 'PREPAID' })).toEqual(prepaid);
    expect((await manage('GET', path)).attributes).toEqual([prepaid, admin]);
    expect(await manage('DELETE', `${at}/MINT_BILLING_TYPE`)).toEqual(prepaid);
    expect((await organization.manage('GET', `${at}/MINT_BILLING_TYPE`)).status).toBe(404);
    expect((await organization.manage('DELETE', `${at}/MINT_BILLING_TYPE`)).status).toBe(404);
    expect(await manage('GET', at)).toEqual({ attribute: [admin] });
    expect(await manage('POST', at, { attribute: [billing] })).toEqual({ attribute: [billing] });
    expect((await manage('GET', path)).attributes).toEqual([billing]);
  });

  it('that are set at the same time are all there', async () => {
    const names = Array.from({ length: 8 }, (_each, index) => `A${index}`);
    await Promise.all(names.map((name) => manage('POST', `${path}/attributes/${name}`, { value: name })));
    const { attribute } = await manage('GET', `${path}/attributes`);
    expect(attribute.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ['', {}],
    ['', { attribute: [{ name: 'A' }] }],
    ['/A0', {}],
    ['/A0', { value: 1 }],
    ['/A0', { name: 'A1', value: 'x' }],
    ['/A0', { value: 'x', more: 1 }],
  ])('are refused where they cannot be read: %s %j', async (below, wrong) => {
    const { status, body: refused } = await organization.manage('POST', `${path}/attributes${below}`, wrong);
    expect([status, refused.code]).toEqual([400, 'mint.invalidInput']);
  });
});

describe('packages that somebody can have', () => {
  const names = async (path: string): Promise<string[]> => {
    const { monetizationPackage, totalRecords } = await mint('GET', path);
    expect(totalRecords).toBe(monetizationPackage.length);
    return monetizationPackage.map(({ id }: { id: string }) => id);
  };

  it('are those with a published plan for them', async () => {
    for (const name of ['eve', 'fay']) await manage('POST', '/developers', developerNamed(name));
    await manage('POST', '/companies', { name: 'globex' });
    await manage('POST', '/companies/globex/developers', { developer: [{ email: 'eve@example.com' }] });
    const plans: Record<string, object> = {
      draft: { published: false },
      secret: { isPrivate: true },
      fays: { developer: { id: 'fay@example.com' }, isPrivate: true },
      globexs: { developer: { id: 'globex' } },
      later: { startDate: today(30) },
      over: { endDate: '2020-02-01' },
    };
    for (const [name, plan] of Object.entries(plans)) {
      const of = { id: name, name, displayName: name, description: '', status: 'ACTIVE' };
      await mint('POST', '/monetization-packages', { ...of, product: [{ id: 'product1' }] });
      await mint('POST', `/monetization-packages/${name}/rate-plans`, {
        ...adjustablePlan(`plan_${name}`),
        ...plan,
      });
    }
    const eve = '/developers/eve@example.com/monetization-packages';
    expect(await names(eve)).toEqual(['package_1', 'globexs', 'later', 'over']);
    expect(await names(`${eve}?current=true`)).toEqual(['package_1', 'globexs']);
    expect(await names(`${eve}?current=true&allAvailable=false`)).toEqual(['globexs']);
    const fay = '/developers/fay@example.com/monetization-packages';
    expect(await names(`${fay}?current=true`)).toEqual(['package_1', 'fays']);
    expect(await names(`${fay}?allAvailable=false`)).toEqual(['fays']);
    const globex = '/companies/globex/monetization-packages';
    expect(await names(`${globex}?allAvailable=false`)).toEqual(['globexs']);
    const [shown] = (await mint('GET', globex)).monetizationPackage;
    expect(shown).toEqual(await mint('GET', '/monetization-packages/package_1'));
    expect((await organization.mint('GET', '/developers/no@example.com/monetization-packages')).status).toBe(
      404,
    );
  });
});
