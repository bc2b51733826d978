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
  organization = await apigeeOrganization(bellwire, 'answers');
  await apigeeShop(organization);
  for (const name of ['bob', 'cy']) await manage('POST', '/developers', developerNamed(name));
  await manage('POST', '/companies', { name: 'acme', displayName: 'Acme' });
  await manage('POST', '/companies/acme/developers', { developer: [{ email: 'bob@example.com' }] });
  await manage('POST', '/companies/acme/apps', { name: 'portal' });
});

async function manage(method: string, path: string, body?: object): Promise<HttpAnswer['body']> {
  return bodyOf(await organization.manage(method, path, body), path);
}

async function mint(method: string, path: string, body?: object): Promise<HttpAnswer['body']> {
  return bodyOf(await organization.mint(method, path, body), path);
}

describe('an app of a company', () => {
  it('names the company, and one of a developer the developer', async () => {
    const { developerId } = await manage('GET', '/developers/ada@example.com');
    const ofCompany = await manage('GET', '/companies/acme/apps/portal');
    expect([ofCompany.companyName, ofCompany.developerId]).toEqual(['acme', undefined]);
    const { app } = await manage('GET', '/apps?expand=true');
    expect(app.map((each: HttpAnswer['body']) => [each.name, each.companyName, each.developerId])).toEqual([
      ['app1', undefined, developerId],
      ['portal', 'acme', undefined],
    ]);
  });
});

describe('a company', () => {
  it('is shown with its apps, alone and among all', async () => {
    expect((await manage('GET', '/companies/acme')).apps).toEqual(['portal']);
    expect((await manage('PUT', '/companies/acme', { displayName: 'Acme' })).apps).toEqual(['portal']);
    const made = await manage('POST', '/companies', { name: 'globex' });
    expect(made.apps).toEqual([]);
    const { company } = await manage('GET', '/companies?expand=true');
    expect(company.map(({ apps }: HttpAnswer['body']) => apps)).toEqual([['portal'], []]);
  });

  it('that a developer leaves answers nothing', async () => {
    const path = '/companies/acme/developers/cy@example.com';
    await manage('POST', '/companies/acme/developers', { developer: [{ email: 'cy@example.com' }] });
    const answer = await organization.manage('DELETE', path);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await organization.manage('DELETE', path)).status).toBe(404);
  });
});

it('a developer is shown with apps and companies among all too', async () => {
  const { developer } = await manage('GET', '/developers?expand=true');
  expect(developer.map(({ apps, companies }: HttpAnswer['body']) => [apps, companies])).toEqual([
    [['app1'], []],
    [[], ['acme']],
    [[], []],
  ]);
});

describe('an address', () => {
  it('is the same with a slash at its end', async () => {
    for (const path of ['/webhooks', '/rate-plans', '/developers/ada@example.com', '']) {
      expect(await mint('GET', `${path}/`)).toEqual(await mint('GET', path));
    }
    expect(await manage('GET', '/developers/')).toEqual(await manage('GET', '/developers'));
    expect((await organization.mint('DELETE', '/webhooks/')).status).toBe(405);
  });

  it('asks for the same rights with a slash at its end', async () => {
    await organization.user('opsadmin', { dialectRole: 'opsadmin' });
    const post = async (ask: ApigeeOrganization['mint'], path: string) =>
      (await ask('POST', path, {}, 'opsadmin')).status;
    expect([
      await post(organization.mint, '/transactions'),
      await post(organization.mint, '/transactions/'),
    ]).toEqual([400, 400]);
    expect([
      await post(organization.manage, '/developers'),
      await post(organization.manage, '/developers/'),
    ]).toEqual([403, 403]);
  });
});

describe('a rate plan for one', () => {
  const plans = '/monetization-packages/package_1/rate-plans';
  const make = (id: string, developer: string, more: object = {}) =>
    mint('POST', plans, { ...adjustablePlan(id), ...more, developer: { id: developer } });
  const accept = async (who: string, plan: string) => {
    const path = `/developers/${who}/developer-rateplans`;
    const body = {
      developer: { id: who },
      ratePlan: { id: plan },
      startDate: today(),
      suppressWarning: true,
    };
    const { status, body: answer } = await organization.mint('POST', path, body);
    return status === 201 ? 201 : `${status} ${answer.code}`;
  };
  const refused = '400 mint.developerRatePlanAcceptError';

  it('developer says whose it is, wherever it is shown', async () => {
    const { developerId } = await manage('GET', '/developers/ada@example.com');
    const ada = { id: developerId, legalName: 'ada Lovelace', name: 'ada Lovelace' };
    expect(await make('adas', 'ada@example.com')).toMatchObject({ type: 'DEVELOPER', developer: ada });
    expect((await mint('GET', `${plans}/adas`)).developer).toEqual(ada);
    const { ratePlan } = await mint('GET', '/rate-plans');
    expect(ratePlan.map((each: HttpAnswer['body']) => [each.id, each.developer])).toEqual([
      ['plan1', undefined],
      ['adas', ada],
    ]);
    expect(await accept('ada@example.com', 'adas')).toBe(201);
    const accepted = await mint('GET', '/developers/ada@example.com/developer-accepted-rateplans');
    expect(accepted.developerRatePlan[0].ratePlan.developer).toEqual(ada);
    const active = await mint('GET', '/developers/ada@example.com/developer-rateplans');
    expect(active.ratePlan[0].developer).toEqual(ada);
  });

  it('developer is accepted by nobody else, and by nobody once that one has gone', async () => {
    await manage('POST', '/developers', developerNamed('dee'));
    await make('dees', 'dee@example.com');
    expect(await accept('bob@example.com', 'dees')).toBe(refused);
    expect(await accept('acme', 'dees')).toBe(refused);
    await manage('DELETE', '/developers/dee@example.com');
    expect(await accept('bob@example.com', 'dees')).toBe(refused);
    expect((await mint('GET', `${plans}/dees`)).developer).toBeUndefined();
  });

  it('company is accepted by the company and its developers', async () => {
    const made = await make('acmes', 'acme');
    expect(made.developer).toEqual({ id: 'acme', legalName: 'Acme', name: 'Acme' });
    expect(await accept('acme', 'acmes')).toBe(201);
    expect(await accept('bob@example.com', 'acmes')).toBe(201);
    expect(await accept('ada@example.com', 'acmes')).toBe(refused);
  });

  it('developer is accepted by nobody else through the native API either', async () => {
    await make('bobs', 'bob@example.com');
    const plans = await organization.native.list('/objects/rate_plan');
    const plan = plans.find(({ fields }: HttpAnswer['body']) => fields.planId === 'bobs');
    const { developerId } = await manage('GET', '/developers/cy@example.com');
    const links = { developer: [developerId], ratePlan: [plan.id] };
    const answer = await organization.native.ask('POST', '/objects/developer_rate_plan', {
      fields: { startDate: today() },
      links,
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('another developer')]);
  });

  it('developer can be made as one for everybody, and is still for that one', async () => {
    const made = await make('open', 'ada@example.com', { type: 'STANDARD' });
    expect(made.type).toBe('STANDARD');
    expect(await accept('cy@example.com', 'open')).toBe(refused);
    expect(await accept('cy@example.com', 'plan1')).toBe(201);
  });
});
