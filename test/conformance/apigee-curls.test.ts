import { describe, expect, it } from 'vitest';
import { webhookInsert } from '../../src/store/queries/webhooks/webhook-insert.ts';
import { defaultLimits } from '../../src/store/records/webhook.ts';
import { createVault } from '../../src/store/vault.ts';
import { adjustablePlan, apigeeOrganization, apigeeShop, basic } from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';
import { curlRequest } from '../harness/curl.ts';
import { type HttpAnswer, request } from '../harness/http-client.ts';

/** The command lines of the vendor's page on webhooks; only the host is another one. */
const curls = {
  list: `curl -X GET "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks" \\
  -H "Content-Type: application/json " \\
  -u email:password`,
  get: `curl -X GET "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks/21844a37-d26d-476c-93ed-38f3a4b24691" \\
  -H "Content-Type: application/json " \\
  -u email:password`,
  create: `curl -X POST "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks"
  -H "Content-Type: application/json "
  -d '{ "name": "webhook3", "postURL": "http://mycompany.com/callbackhandler3" }' \\
  -u email:password`,
  edit: `curl -X PUT "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks/0a07eb1f-f485-4539-8beb-01be449699b3" \\
  -H "Content-Type: application/json " \\
  -d '{ "postURL": "http://mycompany.com/callbackhandler4" }' \\
  -u email:password`,
  enable: `curl -X POST "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks/0a07eb1f-f485-4539-8beb-01be449699b3" \\
  -H "Content-Type: application/json " \\
  -d '{ "enabled": "true" }' \\
  -u email:password`,
  remove: `curl -X DELETE "https://api.enterprise.apigee.com/v1/mint/organizations/myorg/webhooks/21844a37-d26d-476c-93ed-38f3a4b24691" \\
  -H "Content-Type: application/json " \\
  -u email:password`,
};

/** The page's notification condition, as it stands there: a brace where a bracket belongs, and a comma too many. */
const brokenCondition = `{ "notificationCondition": [ { "attribute": "RATEPLAN", "value": "123456" },
  { "attribute": "PUBLISHED", "value": "TRUE" },
  { "attribute": "UsageTarget", "value": "%= 80 to 120 by 10" } } ],
  "actions": [{ "actionAttribute": "WEBHOOK", "value": "b0d77596-142e-4606-ae2d-f55c3c6bfebe", }] }`;

const bellwire = await startTestBellwire();
// The page's answer to creating a webhook shows it switched off.
const organization = await apigeeOrganization(bellwire, 'myorg', { newWebhooksEnabled: false });
await organization.user('email');
await existing('21844a37-d26d-476c-93ed-38f3a4b24691', 'webhook1', 'http://mycompany.com/callbackhandler1');
await existing('a39ca777-1861-49cf-a397-c9e92ab3c09f', 'webhook2', 'http://mycompany.com/callbackhandler2');

const number = expect.any(Number);
const text = expect.any(String);
const webhook = { created: number, enabled: false, id: text, name: text, postUrl: text, updated: number };

describe("the command lines of the vendor's page", () => {
  it('list the webhooks', async () => {
    const { status, body } = await run(curls.list);
    expect(status).toBe(200);
    expect(body).toEqual({
      totalRecords: 2,
      webhooks: [
        { ...webhook, name: 'webhook1', updatedBy: 'joe@example.com' },
        { ...webhook, name: 'webhook2', updatedBy: 'joe@example.com' },
      ],
    });
  });

  it('show one', async () => {
    const { status, body } = await run(curls.get);
    expect(status).toBe(200);
    expect(body).toEqual({
      created: number,
      enabled: false,
      id: '21844a37-d26d-476c-93ed-38f3a4b24691',
      name: 'webhook1',
      postUrl: 'http://mycompany.com/callbackhandler1',
      updated: number,
      updatedBy: 'joe@example.com',
    });
  });

  it('make one, which is off where the organization is set so', async () => {
    const { status, body } = await run(curls.create);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...webhook,
      createdBy: 'email',
      name: 'webhook3',
      orgId: 'myorg',
      postUrl: 'http://mycompany.com/callbackhandler3',
      updatedBy: 'email',
    });
    expect((await organization.mint('DELETE', `/webhooks/${body.id}`)).status).toBe(204);
  });

  it('edit one, and switch it on', async () => {
    const id = '0a07eb1f-f485-4539-8beb-01be449699b3';
    await existing(id, 'webhook3', 'http://mycompany.com/callbackhandler3');
    const edited = await run(curls.edit);
    expect(edited.status).toBe(200);
    const postUrl = 'http://mycompany.com/callbackhandler4';
    const shown = { ...webhook, id, name: 'webhook3', orgId: 'myorg', postUrl, updatedBy: 'email' };
    expect(edited.body).toEqual(shown);

    const enabled = await run(curls.enable);
    expect(enabled.status).toBe(200);
    expect(enabled.body).toEqual({ ...shown, enabled: true });
  });

  it('remove one', async () => {
    const { status, text: body } = await run(curls.remove);
    expect([status, body]).toEqual([204, '']);
    expect((await run(curls.get)).status).toBe(404);
  });
});

describe("the page's notification condition", () => {
  it('is refused as it stands there, and taken once it is JSON', async () => {
    const webhookId = 'b0d77596-142e-4606-ae2d-f55c3c6bfebe';
    await existing(webhookId, 'webhook4', 'http://mycompany.com/callbackhandler5');
    await apigeeShop(organization, adjustablePlan('123456'));
    const url = `${bellwire.url}/apigee/v1/mint/organizations/myorg/notification-conditions`;
    const headers = { 'content-type': 'application/json', ...basic('email') };
    const post = (body: string) => request(url, { method: 'POST', headers, body });

    const broken = await post(brokenCondition);
    expect(broken.status).toBe(400);
    expect(broken.body).toEqual({ code: 'mint.invalidInput', message: text, contexts: [] });
    expect(broken.body.message).toContain('not JSON');
    expect((await organization.mint('GET', '/notification-conditions')).body.totalRecords).toBe(0);

    const mended = await post(brokenCondition.replace('} } ]', '} ]').replace('", }]', '" }]'));
    expect(mended.status).toBe(200);
    expect(mended.body).toEqual({
      id: text,
      notificationCondition: [
        { id: text, attribute: 'RATEPLAN', value: '123456', organization: { id: 'myorg' } },
        { id: text, attribute: 'PUBLISHED', value: 'TRUE', organization: { id: 'myorg' } },
        { id: text, attribute: 'UsageTarget', value: '%= 80 to 120 by 10', organization: { id: 'myorg' } },
      ],
      actions: [{ id: text, actionAttribute: 'WEBHOOK', value: webhookId }],
    });
  });
});

function run(command: string): Promise<HttpAnswer> {
  const { url, ...rest } = curlRequest(command);
  const here = url.replace('https://api.enterprise.apigee.com', `${bellwire.url}/apigee`);
  return request(here, { ...rest, body: rest.body });
}

/** A webhook that was there before, under the page's own id, made by nobody who is known. */
async function existing(id: string, name: string, url: string): Promise<void> {
  const now = new Date();
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  await bellwire.database.transaction((tx) =>
    webhookInsert(tx, createVault(Buffer.alloc(32, 7)), {
      organizationId: organization.id,
      id,
      name,
      url,
      format: 'apigee',
      settings: {},
      limits: defaultLimits,
      policy: null,
      userAgent: null,
      credentials: null,
      headers: {},
      tls: null,
      secrets: [secret],
      signingSecrets: [{ secret, validUntil: null }],
      enabled: false,
      disabledReason: null,
      failingSince: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      createdBy: null,
      updatedBy: 'joe@example.com',
    }),
  );
}
