import { describe, expect, it } from 'vitest';
import { type EngineOrganization, eventually, invoice, testEngine } from '../harness/engine.ts';

const engine = await testEngine();

const schema = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'number' }, lines: { type: 'array', items: { type: 'string' } } },
};
const path = '/event-types/invoice.paid';

async function withType(): Promise<EngineOrganization> {
  const organization = await engine.organization();
  await organization.native().done('PUT', path, { schema });
  return organization;
}
const eventCount = async (organization: EngineOrganization) =>
  (await organization.native().list('/events')).length;

describe('an event type', () => {
  it('is registered, replaced, listed and forgotten', async () => {
    const organization = await engine.organization();
    const native = organization.native();
    const first = await native.ask('PUT', path, { schema, title: 'Paid', example: { amount: 1 } });
    expect([first.status, first.body]).toMatchObject([
      201,
      { name: 'invoice.paid', title: 'Paid', description: null, schema, example: { amount: 1 } },
    ]);
    expect(Object.keys(first.body.schema)).toEqual(Object.keys(schema));
    await native.done('PUT', '/event-types/a', { schema: {} });
    const second = await native.ask('PUT', path, { schema: {}, description: 'new' });
    expect([second.status, second.body]).toMatchObject([
      200,
      { title: null, description: 'new', schema: {} },
    ]);
    expect(second.body.createdAt).toBe(first.body.createdAt);
    const { items } = await native.done('GET', '/event-types');
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['a', 'invoice.paid']);
    expect((await native.ask('DELETE', path)).status).toBe(204);
    expect((await native.ask('GET', path)).status).toBe(404);
    expect((await native.ask('DELETE', path)).status).toBe(404);
  });

  it.each<[string, string, object, string]>([
    ['a schema that cannot be used', path, { schema: { type: 'text' } }, '/schema/type'],
    ['an example that does not fit', path, { schema, example: { amount: 'x' } }, '/example/amount'],
    ['a name with a space', '/event-types/a%20b', { schema }, '/name'],
    ['a name that is kept for Bellwire', '/event-types/bellwire.a', { schema }, '/name'],
    ['no schema', path, {}, '/schema'],
  ])('is refused with %s', async (_what, at, body, pointer) => {
    const organization = await engine.organization();
    const answer = await organization.native().ask('PUT', at, body);
    expect([answer.status, answer.body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
      400,
      expect.arrayContaining([pointer]),
    ]);
    expect((await organization.native().done('GET', '/event-types')).items).toEqual([]);
  });

  it('may be read by a publisher and changed by an editor', async () => {
    const organization = await withType();
    for (const [role, read, write] of [
      ['publisher', 200, 403],
      ['viewer', 200, 403],
      ['editor', 200, 200],
    ] as const) {
      const input = { name: role, role, organizations: [organization.id] };
      const { token } = await engine.native().done('POST', '/tokens', input);
      const native = organization.native().as(token);
      expect((await native.ask('GET', path)).status).toBe(read);
      expect((await native.ask('PUT', path, { schema })).status).toBe(write);
    }
  });
});

describe('publishing', () => {
  it('is refused where data violates the schema of its type, and nothing of the request is saved', async () => {
    const organization = await withType();
    const bad = { amount: 1, lines: ['a', 7] };
    const events = [invoice('a'), invoice('b', { data: {} }), invoice('c', { data: bad })];
    const answer = await organization.native().ask('POST', '/events', { events });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [
        { pointer: '/events/1/data/amount', detail: 'is required' },
        { pointer: '/events/2/data/lines/1', detail: 'must be a string' },
      ],
    ]);
    const single = await organization.native().ask('POST', '/events', invoice('a', { data: {} }));
    expect(single.body.errors).toEqual([{ pointer: '/data/amount', detail: 'is required' }]);
    expect(await eventCount(organization)).toBe(0);
  });

  it('goes on for what satisfies it, for other types, and for other organizations', async () => {
    const organization = await withType();
    await organization.publish(invoice('a'), invoice('b', { type: 'invoice.sent', data: {} }));
    const other = await engine.organization();
    await other.publish(invoice('a', { data: {} }));
    expect([await eventCount(organization), await eventCount(other)]).toEqual([2, 1]);
  });

  it('follows a change of the schema at once, and on other nodes soon', async () => {
    const organization = await withType();
    const second = (await engine.secondNode()).native.at(`/organizations/${organization.key}`);
    expect((await second.ask('POST', '/events', invoice('a', { data: {} }))).status).toBe(400);
    await organization.native().done('PUT', path, { schema: {} });
    await organization.publish(invoice('a', { data: {} }));
    await eventually(async () => {
      expect((await second.ask('POST', '/events', invoice('b', { data: {} }))).status).toBe(202);
    });
    await organization.native().ask('DELETE', path);
    await organization.publish(invoice('c', { data: {} }));
  });

  it('is refused for types that are not registered where the organization says so', async () => {
    const organization = await withType();
    const settings = (unknownEventTypes: string | null) =>
      organization.native().done('PATCH', '', { settings: { unknownEventTypes } });
    await settings('refuse');
    await eventually(async () => {
      const answer = await organization
        .native()
        .ask('POST', '/events', invoice('a', { type: 'invoice.sent' }));
      expect(answer.body.errors).toEqual([
        { pointer: '/type', detail: expect.stringContaining('registered') },
      ]);
    });
    await organization.publish(invoice('a'));
    await settings(null);
    await eventually(async () => {
      const answer = await organization
        .native()
        .ask('POST', '/events', invoice('a', { type: 'invoice.sent' }));
      expect(answer.status).toBe(202);
    });
  });
});

describe('a recorded event', () => {
  it('that violates the schema of its type is put aside with the reason, and taken in when that is changed', async () => {
    const organization = await withType();
    const receiver = await organization.receiver();
    await engine.database.query({
      text: `select bellwire.record_event($1, 'invoice.paid', 'invoice', id, data::jsonb)
             from (values ('bad', '{}'), ('good', '{"amount": 1}')) as given (id, data)`,
      values: [organization.key],
    });
    await receiver.waitForCount(1);
    const rows = () =>
      engine.database.query({
        text: 'select object_id, reason, detail from recorded_events where organization_id = $1',
        values: [organization.id],
      });
    expect(await rows()).toEqual([
      { object_id: 'bad', reason: 'event-invalid', detail: 'data.amount is required' },
    ]);
    await organization.native().ask('DELETE', path);
    await engine.database.query({ text: 'update recorded_events set refused_at = null' });
    await engine.database.query({ text: `notify bellwire, 'recorded'` });
    const calls = await receiver.waitForCount(2);
    expect(calls.map(({ body }) => JSON.parse(body).data.id)).toEqual(['good', 'bad']);
    expect(await rows()).toEqual([]);
  });
});
