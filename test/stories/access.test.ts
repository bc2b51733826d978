import { beforeAll, describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import { eventually } from '../harness/engine.ts';
import { request } from '../harness/http-client.ts';
import type { NativeClient } from '../harness/native-client.ts';
import { createV2Client } from '../harness/v2-client.ts';
import { askForToken, createV3Client } from '../harness/v3-client.ts';

const bellwire = await startTestBellwire();

async function tokenFor(organization: TestOrganization, role: string, more: object = {}) {
  return bellwire.native.done('POST', '/tokens', {
    name: role,
    role,
    organizations: [organization.key],
    ...more,
  });
}

describe('what one may not see is not there', () => {
  let mine: TestOrganization;
  let theirs: TestOrganization;
  let family: Awaited<ReturnType<TestOrganization['family']>>;
  let native: NativeClient;

  beforeAll(async () => {
    mine = await bellwire.organization();
    theirs = await bellwire.organization();
    const receiver = await theirs.receiver();
    family = await theirs.family();
    await receiver.waitForCount(4);
    native = bellwire.native.as((await tokenFor(mine, 'administrator')).token);
  });

  it('in V3: their objects answer 404, whatever is asked of them', async () => {
    const { member, application, packageKey } = family;
    const before = await theirs.saved();
    const paths = [
      `/members/${member.id}`,
      `/applications/${application.id}`,
      `/packageKeys/${packageKey.id}`,
      `/members/${member.id}/applications/${application.id}`,
      `/packages/${theirs.packageId}/plans/${theirs.planId}`,
    ];
    for (const path of paths) {
      const nothing = await mine.v3.ask('GET', path.replaceAll(/[0-9a-f]{12}(?=\/|$)/g, '000000000000'));
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const answer = await mine.v3.ask(method, path, method === 'PUT' ? {} : undefined);
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect(answer.body).toEqual(nothing.body);
      }
    }
    const under = await mine.v3.ask('POST', `/members/${member.id}/applications`, { name: 'Mine' });
    expect(under.status).toBe(404);
    expect(await theirs.saved()).toEqual(before);
  });

  it('in V3: their objects cannot be hung on mine', async () => {
    const application = await mine.application(await mine.member());
    const before = await mine.saved();
    const answer = await mine.v3.ask('POST', `/applications/${application.id}/packageKeys`, {
      package: { id: theirs.packageId },
      plan: { id: theirs.planId },
    });
    expect([answer.status, answer.body]).toEqual([
      400,
      {
        errors: [
          { property: 'package', message: 'does not exist' },
          { property: 'plan', message: 'does not exist' },
        ],
      },
    ]);
    expect(await mine.saved()).toEqual(before);
    expect(await mine.v3.done('GET', '/members?fields=username,applications.name')).toHaveLength(1);
  });

  it('in V2: their objects are null, and their area is refused like one that there is not', async () => {
    const { member, key } = family;
    const before = await theirs.saved();
    expect(await mine.v2.result('member.fetch', { uuid: member.id })).toBeNull();
    expect(await mine.v2.result('key.fetch', key.id)).toBeNull();
    expect(await mine.v2.result('key.delete', key.id)).toBeNull();
    const change = await mine.v2.ask('member.update', { uuid: member.id, external_id: 'x' });
    expect(change.body.error).toMatchObject({ code: 1000 });
    const found = await mine.v2.result('object.query', `SELECT * FROM members WHERE uuid = '${member.id}'`);
    expect(found.items).toEqual([]);

    const at = (area: string | number) => createV2Client(bellwire.url, { ...mine, area });
    const their = await at(theirs.number).ask('member.fetch', member.username);
    expect(their.status).toBe(403);
    expect(their.text).toBe((await at(999_999).ask('member.fetch', 'x')).text);
    expect(their.text).toBe((await at(theirs.key).ask('member.fetch', 'x')).text);
    expect(await theirs.saved()).toEqual(before);
  });

  it('in the native API: their organization answers 404 like one that there is not', async () => {
    const [webhook] = (await theirs.native.done('GET', '/webhooks')).items;
    const [event] = await theirs.native.list('/events');
    const [delivery] = await theirs.native.list('/deliveries');
    const attempt = await eventually(async () => {
      const [first] = await theirs.native.list('/attempts');
      expect(first).toBeDefined();
      return first;
    });
    const paths: [string, string][] = [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', `?confirm=${theirs.key}`],
      ['GET', '/webhooks'],
      ['GET', `/webhooks/${webhook.id}`],
      ['PATCH', `/webhooks/${webhook.id}`],
      ['DELETE', `/webhooks/${webhook.id}`],
      ['POST', `/webhooks/${webhook.id}/rotate-secret`],
      ['GET', '/events'],
      ['GET', `/events/${event.id}`],
      ['GET', '/deliveries'],
      ['GET', `/deliveries/${delivery.id}`],
      ['POST', `/deliveries/${delivery.id}/resend`],
      ['GET', '/attempts'],
      ['GET', `/attempts/${attempt.id}`],
      ['GET', '/credentials'],
    ];
    for (const [method, path] of paths) {
      const body = method === 'PATCH' ? { name: 'Mine now' } : undefined;
      for (const name of [theirs.key, theirs.id, String(theirs.number), 'no-such-area']) {
        const answer = await native.ask(method, `/organizations/${name}${path}`, body);
        expect([method, path, name, answer.status]).toEqual([method, path, name, 404]);
        expect(answer.body.detail).toBe('The organization was not found.');
      }
      // Nor does it show up by its id inside an organization of one's own.
      if (!path.includes('/', 1) || method !== 'GET') continue;
      expect((await native.ask(method, `/organizations/${mine.key}${path}`)).status).toBe(404);
    }
    const seen = await native.done('GET', '/organizations');
    expect(seen.items.map(({ key }: { key: string }) => key)).toEqual([mine.key]);
    expect((await theirs.native.done('GET', '')).name).not.toBe('Mine now');
  });
});

describe('a token', () => {
  it('that has expired, was revoked or never was opens nothing', async () => {
    const organization = await bellwire.organization();
    const soon = new Date(Date.now() + 2000).toISOString();
    const expiring = await tokenFor(organization, 'editor', { expiresAt: soon });
    const revoked = await tokenFor(organization, 'editor');
    const statuses = async (token: string) => [
      (await bellwire.native.as(token).ask('GET', '/me')).status,
      (await organization.v3.as(token).ask('GET', '/members')).status,
    ];
    expect(await statuses(expiring.token)).toEqual([200, 200]);
    expect(await statuses(revoked.token)).toEqual([200, 200]);
    await bellwire.native.done('DELETE', `/tokens/${revoked.id}`);
    expect(await statuses(revoked.token)).toEqual([401, 401]);
    await expect.poll(() => statuses(expiring.token), { timeout: 10_000 }).toEqual([401, 401]);
    expect(await statuses('bwt_never')).toEqual([401, 401]);
    expect((await bellwire.native.as(null).ask('GET', '/me')).status).toBe(401);
  });

  it('of V3 ends with its hour, with its refresh, and with the API key that it was made for', async () => {
    const organization = await bellwire.organization();
    const { v3 } = organization;
    await bellwire.database.query({
      text: `
        update tokens set expires_at = now() - interval '1 second'
        where kind = 'access' and credential_id in (select id from credentials where organization_id = $1)`,
      values: [organization.id],
    });
    expect((await v3.ask('GET', '/members')).status).toBe(401);

    const form = { grant_type: 'client_credentials', scope: organization.id };
    const first = (await askForToken(bellwire.url, organization, form)).body;
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const second = (await askForToken(bellwire.url, organization, refresh)).body;
    expect((await askForToken(bellwire.url, organization, refresh)).body.error).toBe('invalid_grant');
    const later = createV3Client(bellwire.url, second.access_token);
    expect((await later.ask('GET', '/members')).status).toBe(200);

    const [credential] = await organization.native.list('/credentials');
    await organization.native.done('DELETE', `/credentials/${credential.id}`);
    expect((await later.ask('GET', '/members')).status).toBe(401);
    expect((await organization.v2.ask('member.fetch', 'x')).status).toBe(403);
    expect((await askForToken(bellwire.url, organization, form)).status).toBe(401);
  });
});

describe('a viewer', () => {
  it('reads everything and writes nothing', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver();
    const member = await organization.member();
    await receiver.waitForCount(1);
    const viewer = await organization.native.done('POST', '/credentials', {
      kind: 'api-key',
      role: 'viewer',
    });
    const area = { ...organization, apiKey: viewer.identifier, secret: viewer.secret };
    const v2 = createV2Client(bellwire.url, { ...area, area: area.number });
    const native = organization.native.as((await tokenFor(organization, 'viewer')).token);
    const form = { grant_type: 'client_credentials', scope: organization.id };
    const v3 = organization.v3.as((await askForToken(bellwire.url, area, form)).body.access_token);
    const [delivery] = await native.list('/deliveries');
    const before = await organization.saved();

    expect((await v3.ask('GET', `/members/${member.id}`)).status).toBe(200);
    expect((await v2.ask('member.fetch', member.username)).body.result.uuid).toBe(member.id);
    const body = { username: 'new', email: 'new@example.com', displayName: 'New' };
    const { webhook } = receiver;
    const refused = [
      await v3.ask('POST', '/members', body),
      await v3.ask('PUT', `/members/${member.id}`, { phone: '1' }),
      await v3.ask('DELETE', `/members/${member.id}`),
      await v2.ask('member.create', { ...body, display_name: 'New' }),
      await v2.ask('member.update', { username: member.username, external_id: 'x' }),
      await v2.ask('member.delete', member.username),
      await native.ask('POST', '/webhooks', { name: 'New', url: receiver.root }),
      await native.ask('PATCH', `/webhooks/${webhook.id}`, { enabled: false }),
      await native.ask('DELETE', `/webhooks/${webhook.id}`),
      await native.ask('POST', `/deliveries/${delivery.id}/resend`),
      await native.ask('POST', '/credentials', { kind: 'api-key', role: 'administrator' }),
      await native.ask('PATCH', '', { name: 'New' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect(refused[0]!.body).toMatchObject({ errorCode: 403 });
    expect(refused[3]!.body.error).toMatchObject({ code: 403 });
    expect(await organization.saved()).toEqual(before);

    await organization.v3.done('PUT', `/members/${member.id}`, { phone: '2' });
    expect((await receiver.waitForCount(2)).map(({ event }) => event)).toEqual([
      'post-create',
      'post-update',
    ]);
  });
});

it('everything but health and the OpenAPI document asks who one is', async () => {
  const open = ['/healthz', '/readyz', '/api/v1/openapi.json'];
  const closed = ['/api/v1/me', '/api/v1/organizations', '/api/v1/tokens', '/mashery/v3/rest/members'];
  for (const path of open) expect((await request(`${bellwire.url}${path}`)).status).toBe(200);
  for (const path of closed) expect((await request(`${bellwire.url}${path}`)).status).toBe(401);
});
