import { beforeAll, describe, expect, it } from 'vitest';
import { type EngineOrganization, eventually, invoice, testEngine, untilStates } from '../harness/engine.ts';

const engine = await testEngine();

/** A token of one role, for one organization. */
async function tokenFor(role: string, { id }: EngineOrganization): Promise<string> {
  const input = { name: role, role, organizations: [id] };
  return (await engine.native().done('POST', '/tokens', input)).token;
}
const eventCount = async ({ id }: EngineOrganization) => {
  const rows = await engine.database.query({
    text: 'select from events where organization_id = $1',
    values: [id],
  });
  return rows.length;
};

describe('publishing', () => {
  it('tells of one event what it said, signed like any other', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const event = invoice('inv-1', {
      object: { type: 'invoice', id: 'inv-1', number: 7 },
      related: { customer: { type: 'customer', id: 'c-1', data: { name: 'Joe' } } },
    });
    const answer = await organization.native().ask('POST', '/events', event);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ eventIds: [expect.any(String)], repeated: false });

    const [call] = await receiver.waitForCount(1);
    expect(call!.method).toBe('POST');
    expect(call!.headers['webhook-id']).toBe(answer.body.eventIds[0]);
    expect(call!.headers['webhook-signature']).toMatch(/^v1,/);
    const body = JSON.parse(call!.body);
    expect(body).toMatchObject({
      type: 'invoice.paid',
      data: {
        amount: 12.5,
        id: 'inv-1',
        number: 7,
        object_type: 'invoice',
        related: { customer: { name: 'Joe', id: 'c-1', number: null } },
      },
    });
    expect(Math.abs(Date.parse(body.timestamp) - Date.now())).toBeLessThan(60_000);
    await untilStates(organization, { delivered: 1 });
    const [eventId] = answer.body.eventIds;
    const kept = await organization.native().done('GET', `/events/${eventId}`);
    expect(kept).toMatchObject({ type: 'invoice.paid', objectId: 'inv-1', data: { operation: null } });
  });

  it('takes a thousand at once, in the order given, and tells of each once', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const names = Array.from({ length: 1000 }, (_, index) => `inv-${index}`);
    const ids = await organization.publish(...names.map((name) => invoice(name)));
    expect([new Set(ids).size, ids]).toEqual([1000, [...ids].sort()]);
    const calls = await receiver.waitForCount(1000);
    const told = new Map(
      calls.map(({ headers, body }) => [headers['webhook-id']!, JSON.parse(body).data.id]),
    );
    expect(ids.map((id) => told.get(id))).toEqual(names);
    await untilStates(organization, { delivered: 1000 });
    expect(receiver.calls).toHaveLength(1000);
  });

  it('takes no more than a thousand, and then none of them', async () => {
    const organization = await engine.organization();
    const events = Array.from({ length: 1001 }, (_, index) => invoice(`inv-${index}`));
    const answer = await organization.native().ask('POST', '/events', { events });
    expect([answer.status, await eventCount(organization)]).toEqual([400, 0]);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['no events', { events: [] }],
    ['both forms at once', { ...invoice('a'), events: [invoice('a')] }],
    ['a type with a space', invoice('a', { type: 'invoice paid' })],
    ['no object', { type: 'a', data: {} }],
    ['an object with an empty id', invoice('')],
    ['a number below zero', invoice('a', { object: { type: 'invoice', id: 'a', number: -1 } })],
    ['data that is a list', invoice('a', { data: [] })],
    ['a time that is none', invoice('a', { occurredAt: 'yesterday' })],
    ['a time with a second that no clock has', invoice('a', { occurredAt: '2016-12-31T23:59:60Z' })],
    ['text that cannot be kept', invoice('a', { data: { text: 'a\u0000b' } })],
    ['an id that cannot be kept', invoice('a\u0000b')],
    ['a field that nobody knows', invoice('a', { colour: 'blue' })],
    ['a type that is kept for Bellwire', invoice('a', { type: 'bellwire.webhook.switched_off' })],
    ['one bad event after a good one', { events: [invoice('a'), invoice('b', { type: '' })] }],
  ])('refuses %s, and saves nothing', async (_what, body) => {
    const organization = await engine.organization();
    const answer = await organization.native().ask('POST', '/events', body);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('"errors":[')]);
    expect(await eventCount(organization)).toBe(0);
  });

  it('is dated when its system says, however long ago', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const [id] = await organization.publish(invoice('a', { occurredAt: '1999-12-31T23:59:59.5+01:00' }));
    const [call] = await receiver.waitForCount(1);
    expect(JSON.parse(call!.body).timestamp).toBe('1999-12-31T22:59:59.500Z');
    const kept = await organization.native().done('GET', `/events/${id}`);
    expect(kept.occurredAt).toBe('1999-12-31T22:59:59.500Z');
  });

  it('is resent as it was, under the same id', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    await organization.publish(invoice('a'));
    await untilStates(organization, { delivered: 1 });
    const [{ id }] = await organization.native().list('/deliveries');
    expect((await organization.native().ask('POST', `/deliveries/${id}/resend`)).status).toBe(202);
    const [first, second] = await receiver.waitForCount(2);
    expect([second!.body, second!.headers['webhook-id']]).toEqual([
      first!.body,
      first!.headers['webhook-id'],
    ]);
  });
});

describe('a webhook of the Mashery format', () => {
  const member = { type: 'member', id: 'm-1', number: 17 };

  it('is told of a published change as of one of its own, and of nothing else', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver({ format: 'mashery' });
    await organization.publish(
      invoice('a'),
      invoice('a', { type: 'invoice.created' }),
      { type: 'member.registered', object: member, data: {} },
      { type: 'member.created', object: member, data: { username: 'joe', email: 'joe@example.com' } },
    );
    await untilStates(organization, { delivered: 1 });
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    expect([call!.method, call!.event, call!.url.split('?')[0]]).toEqual([
      'PUT',
      'post-create',
      '/v1/member/17',
    ]);
    expect(JSON.parse(call!.body)).toMatchObject({ object_type: 'member', id: 17, username: 'joe' });
  });

  it.each<[string, object]>([
    ['nothing beside its id', { object: { type: 'package_key', id: 'k' }, data: {} }],
    ['fields of any other kind', { data: { status: 7, limits: 'x', rate_limit_ceiling: {}, apikey: [] } }],
    ['parents of any other kind', { related: { application: { type: 'app', id: 'a', data: {} } } }],
    [
      'parents with fields of any other kind',
      { related: { plan: { type: 'plan', id: 'a', data: { rate_limit_ceiling: 'x' } } } },
    ],
  ])('does not keep a change with %s from being published', async (_what, change) => {
    const organization = await engine.organization();
    await organization.receiver({ format: 'mashery' });
    const standard = await organization.receiver();
    const object = { type: 'package_key', id: 'k-1', number: 3 };
    const event = { type: 'package_key.updated', object, data: {}, ...change };
    expect((await organization.native().ask('POST', '/events', event)).status).toBe(202);
    await standard.waitForCount(1);
  });
});

describe('who may publish', () => {
  let organization: EngineOrganization;
  let other: EngineOrganization;
  beforeAll(async () => {
    organization = await engine.organization();
    other = await engine.organization();
  });

  it.each([
    ['administrator', 202],
    ['editor', 202],
    ['publisher', 202],
    ['viewer', 403],
  ])('a %s: %i', async (role, status) => {
    const token =
      role === 'administrator'
        ? (await engine.native().done('POST', '/tokens', { name: role, role })).token
        : await tokenFor(role, organization);
    const before = await eventCount(organization);
    const answer = await organization.native().as(token).ask('POST', '/events', invoice('a'));
    expect(answer.status).toBe(status);
    expect(await eventCount(organization)).toBe(before + (status === 202 ? 1 : 0));
  });

  it('is nobody in an organization that is not theirs, and nobody without a token', async () => {
    const token = await tokenFor('publisher', organization);
    const path = `/organizations/${other.key}/events`;
    expect((await engine.native().as(token).ask('POST', path, invoice('a'))).status).toBe(404);
    expect((await engine.native().as(null).ask('POST', path, invoice('a'))).status).toBe(401);
    await eventually(async () => expect(await eventCount(other)).toBe(0));
  });

  it('is told who it was', async () => {
    const token = await tokenFor('publisher', organization);
    const path = `/organizations/${organization.key}/events`;
    const { eventIds } = await engine.native().as(token).done('POST', path, invoice('who'));
    const kept = await organization.native().done('GET', `/events/${eventIds[0]}`);
    expect(kept.actor).toMatch(/^token:/);
  });
});
