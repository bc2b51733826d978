import { Webhook } from 'standardwebhooks';
import { beforeAll, expect, it } from 'vitest';
import { startTestBellwire, type TestBellwire, type TestOrganization } from '../harness/bellwire.ts';

let bellwire: TestBellwire;
let area: TestOrganization;

beforeAll(async () => {
  bellwire = await startTestBellwire();
  area = await bellwire.organization();
});

const path = ({ id }: { id: string }) => `/webhooks/${id}/test`;

it('sends a signed test, answers with what came back, and keeps it in the log as a test', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  receiver.answer({ status: 202, headers: { 'x-seen': 'yes' }, body: { taken: true } });
  const attempt = await area.native.done('POST', path(receiver.webhook), {
    type: 'member.created',
    data: { username: 'ada' },
  });
  const [call] = await receiver.waitForCount(1);
  const verified = new Webhook(receiver.webhook.secret).verify(call!.body, call!.headers);
  expect(verified).toMatchObject({
    type: 'member.created',
    data: { username: 'ada', object_type: 'member' },
  });
  expect(attempt).toMatchObject({
    kind: 'test',
    eventType: 'member.created',
    deliveryId: null,
    eventId: null,
    status: 202,
    reason: null,
    request: { method: 'POST', url: receiver.webhook.url, body: { content: call!.body } },
    response: { status: 202, headers: { 'x-seen': 'yes' }, body: { content: '{"taken":true}' } },
  });
  expect(attempt.request.headers['webhook-signature']).toBe('[hidden]');
  expect(await area.native.done('GET', `/attempts/${attempt.id}`)).toEqual(attempt);
  expect(await area.native.list('/attempts?kind=test')).toMatchObject([{ id: attempt.id }]);
  expect(await area.native.list('/events')).toEqual([]);
  expect(await area.native.list('/deliveries')).toEqual([]);
});

it('looks like a call of the format of the webhook, also of one that is off', async () => {
  const receiver = await area.receiver({ enabled: false });
  const attempt = await area.native.done('POST', path(receiver.webhook));
  const [call] = await receiver.waitForCount(1);
  expect(call).toMatchObject({ method: 'PUT', event: 'post-create' });
  expect(call!.url).toMatch(/^\/v1\/member\/\d+\?/);
  expect(attempt.status).toBe(200);
});

it('sends a body as it was written', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  const body = '{"any": "thing" }\n';
  await area.native.done('POST', path(receiver.webhook), { body });
  const [call] = await receiver.waitForCount(1);
  expect(call!.body).toBe(body);
  expect(() => new Webhook(receiver.webhook.secret).verify(call!.body, call!.headers)).not.toThrow();
});

it('is tried once, and says why it failed', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  receiver.answer({ status: 503 });
  const refused = await area.native.done('POST', path(receiver.webhook));
  expect(refused).toMatchObject({ status: 503, reason: 'answer-server-error', response: { status: 503 } });
  receiver.answer({ instead: 'destroy' });
  const broken = await area.native.done('POST', path(receiver.webhook));
  expect(broken).toMatchObject({ status: null, response: null, reason: expect.any(String) });
  receiver.answer({ status: 200 });
  await area.native.done('POST', path(receiver.webhook));
  expect(receiver.calls).toHaveLength(3);
});

it('goes through the address guard', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  // As for a name that has come to lead elsewhere since the webhook was saved.
  await bellwire.database.query({
    text: `update webhooks set url = 'http://10.0.0.1/' where id = $1`,
    values: [receiver.webhook.id],
  });
  const attempt = await area.native.done('POST', path(receiver.webhook));
  expect(attempt).toMatchObject({ status: null, reason: 'address-refused' });
});

it('tells of other types where it is said what, and is refused otherwise', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  const ask = (body: object) => area.native.ask('POST', path(receiver.webhook), body);
  expect((await ask({ type: 'invoice.paid', data: { total: 3 } })).status).toBe(200);
  const unknown = await ask({ type: 'invoice.paid' });
  expect([unknown.status, unknown.body.errors]).toEqual([
    400,
    [{ pointer: '/type', detail: expect.stringContaining('give data') }],
  ]);
  expect((await ask({ type: 'a\u0000', data: {} })).status).toBe(400);
  expect((await ask({ data: { name: '\u0000' } })).status).toBe(400);
  expect((await area.native.ask('POST', path({ id: area.id }))).status).toBe(404);
  expect(receiver.calls).toHaveLength(1);
});

it('is for those who may change webhooks', async () => {
  const receiver = await area.receiver({ format: 'standard' });
  const { token } = await bellwire.native.done('POST', '/tokens', {
    name: 'looks on',
    role: 'viewer',
    organizations: [area.key],
  });
  expect((await area.native.as(token).ask('POST', path(receiver.webhook))).status).toBe(403);
  expect(receiver.calls).toHaveLength(0);
});
