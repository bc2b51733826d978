import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ApigeeOrganization,
  apigeeOrganization,
  apigeeShop,
  apigeeUser,
  basic,
} from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { type HttpAnswer, request } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
let organization: ApigeeOrganization;

beforeAll(async () => {
  organization = await apigeeOrganization(bellwire, 'statuses');
  await apigeeShop(organization);
  await organization.manage('POST', '/companies', { name: 'acme' });
  await organization.manage('POST', '/companies/acme/apps', { name: 'app1' });
});

/** As the vendor's clients send it: without a body, and with a header for one. */
function act(method: string, path: string, contentType = 'application/octet-stream'): Promise<HttpAnswer> {
  return request(`${bellwire.url}/apigee/v1/organizations/statuses${path}`, {
    method,
    headers: { ...basic(apigeeUser), ...(contentType !== '' && { 'content-type': contentType }) },
  });
}

const statusOf = async (path: string) => (await organization.manage('GET', path)).body.status;
const ada = '/developers/ada@example.com';

describe('a status', () => {
  it.each([
    ['a developer', 'POST', ada, 'inactive', 'inactive'],
    ['a developer', 'POST', ada, 'active', 'active'],
    ['a company', 'PUT', '/companies/acme', 'inactive', 'inactive'],
    ['a company, by the other verb', 'POST', '/companies/acme', 'active', 'active'],
    ['an app of a developer', 'POST', `${ada}/apps/app1`, 'revoke', 'revoked'],
    ['an app of a developer', 'POST', `${ada}/apps/app1`, 'approve', 'approved'],
    ['an app of a company', 'POST', '/companies/acme/apps/app1', 'revoked', 'revoked'],
    ['an app of a company', 'POST', '/companies/acme/apps/app1', 'approve', 'approved'],
  ])('of %s is changed by an action alone: %s %s?action=%s', async (_of, method, path, action, status) => {
    const before = await organization.manage('GET', path);
    const answer = await act(method, `${path}?action=${action}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await statusOf(path)).toBe(status);
    const { status: _status, lastModifiedAt: _at, ...rest } = before.body;
    expect((await organization.manage('GET', path)).body).toMatchObject(rest);
  });

  it.each(['', 'application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'is changed so whatever kind of body a request without one speaks of: %s',
    async (contentType) => {
      for (const action of ['inactive', 'active']) {
        expect((await act('POST', `${ada}?action=${action}`, contentType)).status).toBe(204);
        expect(await statusOf(ada)).toBe(action);
      }
    },
  );

  it.each([
    [ada, 'approve'],
    ['/companies/acme', 'revoked'],
    [`${ada}/apps/app1`, 'inactive'],
    [`${ada}/apps/app1`, 'constructor'],
    [`${ada}/apps/app1`, ''],
  ])('is not changed by an action of something else: %s?action=%s', async (path, action) => {
    const before = await statusOf(path);
    const answer = await act('POST', `${path}?action=${action}`);
    expect([answer.status, answer.body.contexts[0].name]).toEqual([400, 'action']);
    expect(await statusOf(path)).toBe(before);
  });

  it('of an app is changed by a body with the word of the action too', async () => {
    for (const [status, shown] of [
      ['revoke', 'revoked'],
      ['approve', 'approved'],
    ]) {
      const answer = await organization.manage('POST', `${ada}/apps/app1`, { status });
      expect([answer.status, answer.body.status]).toEqual([200, shown]);
    }
    expect((await organization.manage('POST', `${ada}/apps/app1`, { status: 'constructor' })).status).toBe(
      400,
    );
  });

  it('is told of as every other change', async () => {
    const told = async () => (await organization.native.list('/events?objectType=developer')).length;
    const before = await told();
    await act('POST', `${ada}?action=inactive`);
    await act('POST', `${ada}?action=inactive`);
    expect(await told()).toBe(before + 1);
  });
});

it('a body that is not JSON is refused, and one that is not there is none', async () => {
  const send = (body: string) =>
    request(`${bellwire.url}/apigee/v1/organizations/statuses${ada}`, {
      method: 'POST',
      headers: { ...basic(apigeeUser), 'content-type': 'application/octet-stream' },
      body,
    });
  expect((await send('{"status":"active"}')).status).toBe(415);
  expect((await send('')).status).toBe(400);
});
