import { beforeAll, expect, it } from 'vitest';
import { type ApigeeOrganization, apigeeOrganization, apigeeShop } from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { bodyOf } from '../harness/http-client.ts';

/*
 * Fields in the order in which the vendor's samples show them. Left out are `createdBy` and `lastModifiedBy`, which nobody writes down,
 * `appFamily`, and `consumerSecret`.
 */
let organization: ApigeeOrganization;

beforeAll(async () => {
  organization = await apigeeOrganization(await startTestBellwire(), 'myorg');
  await apigeeShop(organization);
  await organization.manage('POST', '/companies', { name: 'altostrat', displayName: 'Altostrat' });
  await organization.manage('POST', '/companies/altostrat/apps', { name: 'portal' });
  const postUrl = 'http://mycompany.com/callbackhandler1';
  bodyOf(await organization.mint('POST', '/webhooks', { name: 'webhook1', postUrl }), 'making a webhook');
});

it.each([
  ['manage', '', 'createdAt displayName environments lastModifiedAt name properties type'],
  [
    'manage',
    '/developers/ada@example.com',
    'apps companies email developerId firstName lastName userName organizationName status attributes createdAt lastModifiedAt',
  ],
  [
    'manage',
    '/companies/altostrat',
    'apps name displayName organization status attributes createdAt lastModifiedAt',
  ],
  [
    'manage',
    '/developers/ada@example.com/apps/app1',
    'appId attributes callbackUrl createdAt credentials developerId lastModifiedAt name scopes status',
  ],
  [
    'manage',
    '/companies/altostrat/apps/portal',
    'appId attributes callbackUrl companyName createdAt credentials lastModifiedAt name scopes status',
  ],
  ['mint', '/webhooks', 'totalRecords webhooks'],
] as const)('shows %s%s as the reference does', async (api, path, names) => {
  const { status, body } = await organization[api]('GET', path);
  expect([status, Object.keys(body).join(' ')]).toEqual([200, names]);
});

it('shows the key of an app and a webhook so too', async () => {
  const app = bodyOf(await organization.manage('GET', '/developers/ada@example.com/apps/app1'), 'the app');
  const [key] = app.credentials;
  expect(Object.keys(key).join(' ')).toBe(
    'apiProducts attributes consumerKey expiresAt issuedAt scopes status',
  );
  expect([key.expiresAt, key.issuedAt]).toEqual([-1, app.createdAt]);
  const { webhooks } = bodyOf(await organization.mint('GET', '/webhooks'), 'the webhooks');
  expect(Object.keys(webhooks[0]).join(' ')).toBe(
    'created createdBy enabled id name postUrl updated updatedBy',
  );
  const changed = bodyOf(await organization.mint('PUT', `/webhooks/${webhooks[0].id}`, {}), 'changing it');
  expect(Object.keys(changed).join(' ')).toBe(
    'created createdBy enabled id name orgId postUrl updated updatedBy',
  );
});
