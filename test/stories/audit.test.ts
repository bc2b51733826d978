import { beforeAll, expect, inject, it, vi } from 'vitest';
import { createSignInLink } from '../../src/access/sessions/sign-in-link.ts';
import { systemClock } from '../../src/base/clock.ts';
import { createIds } from '../../src/base/ids.ts';
import { rotateSealedSecrets } from '../../src/cli/commands/rotate-secrets.ts';
import { auditActions } from '../../src/store/records/audit-entry.ts';
import { apigeeOrganization } from '../harness/apigee.ts';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';
import type { NativeClient } from '../harness/native-client.ts';
import { withDatabase } from '../harness/provided.ts';
import { addUrl, configure, createHub, makeUser } from '../harness/rapidapi.ts';
import { startReceiver } from '../harness/receiver.ts';

let bellwire: TestBellwire;
beforeAll(async () => {
  bellwire = await startTestBellwire();
});

/** What was written down since a moment, oldest first, as `actor action target`. */
async function since(moment: string, native: NativeClient, path = '/audit-entries') {
  const items = await native.list(`${path}?from=${moment}`);
  return items
    .reverse()
    .map(
      ({ actor, action, target }) => `${actor.name ?? actor.kind}: ${action} ${target.name ?? target.type}`,
    );
}
/** A moment that nothing before it shares: entries are found by milliseconds, and ids may run one ahead of the clock. */
async function moment(): Promise<string> {
  const begun = Date.now();
  await expect.poll(() => Date.now(), { interval: 1 }).toBeGreaterThan(begun + 1);
  return new Date().toISOString();
}

it('says who did what in an organization, through whichever API', async () => {
  const from = await moment();
  const area = await bellwire.organization();
  const { native } = area;
  const receiver = await area.receiver({ name: 'Billing' });
  receiver.answer({ status: 500 });
  const path = `/webhooks/${receiver.webhook.id}`;
  await native.done('PATCH', path, { policy: { retryDelaysMs: [600_000] } });
  const member = await area.member();
  await receiver.waitForCount(1);
  const [delivery] = await native.list('/deliveries');
  const state = async () => (await native.done('GET', `/deliveries/${delivery.id}`)).state;
  await expect.poll(state).toBe('retrying');
  await native.done('POST', `/deliveries/${delivery.id}/cancel`);
  await native.done('POST', `/deliveries/${delivery.id}/resend`);
  await native.done('PATCH', path, { enabled: false });
  await native.done('PATCH', path, { enabled: true });
  await native.done('POST', `${path}/rotate-secret`, {});
  const input = { webhookId: receiver.webhook.id, from };
  const job = await native.done('POST', '/jobs', { kind: 'replay', input });
  await native.done('POST', `/objects/member/${member.id}/erase-log`);
  await native.done('PUT', '/event-types/invoice.paid', { title: 'Paid', schema: { type: 'object' } });
  await native.done('PUT', '/event-types/invoice.paid', { schema: { type: 'object', required: ['a'] } });
  await native.ask('DELETE', '/event-types/invoice.paid');
  await native.ask('DELETE', path);
  const credentials = await native.list('/credentials');
  await native.ask('DELETE', `/credentials/${credentials[0].id}`);
  await native.done('PATCH', '', { name: 'Renamed' });
  const me = 'first administrator';
  expect(await since(from, native)).toEqual([
    `${me}: organization.created Area 1`,
    `${me}: credential.created ${area.apiKey}`,
    `${me}: webhook.created Billing`,
    `${me}: webhook.updated Billing`,
    `${me}: delivery.cancelled delivery`,
    `${me}: delivery.resent delivery`,
    `${me}: webhook.disabled Billing`,
    `${me}: webhook.enabled Billing`,
    `${me}: webhook.secret-rotated Billing`,
    `${me}: job.created replay`,
    `${me}: object.log-erased member`,
    `${me}: event-type.created Paid`,
    `${me}: event-type.updated event-type`,
    `${me}: event-type.removed event-type`,
    `${me}: webhook.removed Billing`,
    `${me}: credential.removed ${area.apiKey}`,
    `${me}: organization.updated Renamed`,
  ]);
  const [created] = await native.list(`/audit-entries?targetId=${job.id}`);
  expect(created.details).toEqual({ input });
  const changed = await native.list('/audit-entries?action=organization.updated');
  expect(changed[0].details).toEqual({ changes: { name: { from: 'Area 1', to: 'Renamed' } } });
});

it('says it of a hub through its Platform API, and who has looked at the secret', async () => {
  const hub = await createHub(bellwire, 'audited-hub');
  const receiver = await startReceiver();
  const key = (await hub.native.list('/credentials'))[0].identifier;
  const from = await moment();
  await hub.done('mutation { upsertEventConfig(input: { isActive: true }) { id isActive } }');
  const { id: urlId } = await addUrl(hub, `${receiver.root}/one`);
  await hub.done('{ eventConfig { id isActive urls { url } } }');
  await hub.done('{ eventConfig { secret } }');
  await hub.done('mutation { upsertEventConfig(input: { shouldGenerateSecret: true }) { id } }');
  await hub.done('mutation { renameEventType(id: "API.CREATED", label: "Made") { label } }');
  await configure(hub, { isActive: false });
  await hub.done('mutation A($id: ID!) { deleteEventUrl(id: $id) }', { id: urlId });
  const { eventConfig } = await hub.done('{ eventConfig { id } }');
  await hub.done('mutation A($id: ID!) { deleteEventConfig(id: $id) }', { id: eventConfig.id });
  const url = new URL(receiver.root).host;
  expect(await since(from, hub.native)).toEqual([
    `${key}: webhook-set.enabled webhook-set`,
    expect.stringMatching(`^${key}: webhook.created .*${url}`),
    `${key}: webhook-set.secret-revealed webhook-set`,
    `${key}: webhook-set.secret-rotated webhook-set`,
    `${key}: webhook-set.updated webhook-set`,
    `${key}: webhook-set.disabled webhook-set`,
    `${key}: webhook-set.secret-revealed webhook-set`,
    expect.stringMatching(`^${key}: webhook.removed .*${url}`),
    `${key}: webhook-set.removed webhook-set`,
  ]);
  // Who may only look is shown no secret, and so has not seen it.
  const viewer = await hub.makeKey('viewer');
  await configure(hub, { isActive: true });
  const before = await since(from, hub.native);
  const seen = await hub.ask('{ eventConfig { secret } }', {}, { 'x-rapidapi-key': viewer });
  expect(seen.body.data.eventConfig.secret).toBe('[hidden]');
  expect(await since(from, hub.native)).toEqual(before);
  await receiver.close();
});

it('says it of an Apigee organization through its management API', async () => {
  const shop = await apigeeOrganization(bellwire, 'audited-shop');
  const receiver = await startReceiver();
  const from = await moment();
  const webhook = await shop.mint('POST', '/webhooks', { name: 'Hook', postUrl: receiver.root });
  expect(webhook.status, webhook.text).toBe(200);
  await shop.mint('DELETE', `/webhooks/${webhook.body.id}`);
  expect(await since(from, shop.native)).toEqual([
    'joe@example.com: webhook.created Hook',
    'joe@example.com: webhook.removed Hook',
  ]);
  await receiver.close();
});

it('says who signed in, with what and from where, and who signed out', async () => {
  const area = await bellwire.organization();
  const user = { identifier: 'ana@example.com', password: 'long enough', role: 'viewer' };
  const credential = await area.native.done('POST', '/credentials', { kind: 'user', ...user });
  const from = await moment();
  const own = { 'x-bellwire-console': '1', 'sec-fetch-site': 'same-origin' };
  const session = `${bellwire.url}/api/v1/session`;
  const proof = { organization: area.key, email: user.identifier, password: user.password };
  const wrong = { ...proof, password: 'wrong' };
  expect((await request(session, { method: 'POST', headers: own, body: wrong })).status).toBe(401);
  const begun = await fetch(session, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify(proof),
  });
  const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
  await request(session, { method: 'DELETE', headers: { ...own, cookie } });
  await request(session, { method: 'DELETE', headers: { ...own, cookie } });
  expect(await since(from, area.native)).toEqual([
    'ana@example.com: session.begun session',
    'ana@example.com: session.ended session',
  ]);
  const [ended, started] = await area.native.list(`/audit-entries?actor=credential:${credential.id}`);
  expect(started.details).toEqual({
    with: 'password',
    address: '127.0.0.1',
    expiresAt: expect.stringMatching(/^2/),
  });
  expect(ended.target.id).toBe(started.target.id);
});

it('says what a command on the machine has done', async () => {
  const from = await moment();
  const { database } = bellwire;
  const [{ name } = { name: '' }] = await database.query<{ name: string }>({
    text: 'select current_database() as name',
  });
  const link = await createSignInLink({ database, clock: systemClock, ids: createIds(systemClock) });
  const own = { 'x-bellwire-console': '1', 'sec-fetch-site': 'same-origin' };
  const signIn = { method: 'POST', headers: own, body: { link } };
  expect((await request(`${bellwire.url}/api/v1/session`, signIn)).status).toBe(200);
  vi.stubEnv('DATABASE_URL', withDatabase(inject('database').adminConnectionString, name));
  vi.stubEnv('BELLWIRE_SECRET_KEY', Buffer.alloc(32, 7).toString('base64'));
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await rotateSealedSecrets({ dryRun: true });
    await rotateSealedSecrets({});
  } finally {
    print.mockRestore();
    vi.unstubAllEnvs();
  }
  expect(await since(from, bellwire.native)).toEqual([
    'sign-in-link: sign-in-link.created sign-in link',
    'sign-in link: session.begun session',
    'rotate-secrets: secrets.resealed secrets',
  ]);
});

it('is silent about what is published, changed and sent', async () => {
  const hub = await createHub(bellwire, 'silent-hub');
  const receiver = await startReceiver();
  await configure(hub, { isActive: true });
  await addUrl(hub, receiver.root);
  const area = await bellwire.organization();
  const told = await area.receiver({ format: 'standard', policy: { retryDelaysMs: [100] } });
  told.answer((_call, index) => ({ status: index === 0 ? 500 : 410 }));
  const from = await moment();
  await makeUser(hub, 'ada');
  await receiver.waitForCount(3);
  await area.member();
  // Fails, is tried again, and then switched off by its own answer.
  await told.waitForCount(2);
  const webhook = async () => (await area.native.done('GET', `/webhooks/${told.webhook.id}`)).disabledReason;
  await expect.poll(webhook).toBe('answer-gone');
  expect(await since(from, bellwire.native)).toEqual([]);
  await receiver.close();
});

it('has an entry for every act that there is, by the end of this story', async () => {
  const area = await bellwire.organization();
  const { webhook } = await area.receiver();
  const input = { webhookId: webhook.id, from: new Date(Date.now() - 60_000).toISOString() };
  const job = { kind: 'replay', input };
  await bellwire.database.transaction(async (tx) => {
    // The first job waits for this lock, and the second one for the first.
    await tx.query({ text: 'select from webhooks where id = $1 for update', values: [webhook.id] });
    await area.native.done('POST', '/jobs', job);
    const { id } = await area.native.done('POST', '/jobs', job);
    await area.native.done('POST', `/jobs/${id}/cancel`);
  });
  const { id } = await bellwire.native.done('POST', '/tokens', { name: 'x', role: 'viewer' });
  await bellwire.native.ask('DELETE', `/tokens/${id}`);
  await bellwire.native.ask('DELETE', `/organizations/${area.key}?confirm=${area.key}`);
  const rows = await bellwire.database.query<{ action: string }>({
    text: 'select distinct action from audit_entries',
  });
  expect(rows.map(({ action }) => action).sort()).toEqual([...auditActions].sort());
});
