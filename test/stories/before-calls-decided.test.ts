import { describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import type { ScriptedAnswer } from '../harness/receiver.ts';

const bellwire = await startTestBellwire();
const on = { beforeCreate: true, beforeUpdate: true, beforeDelete: true };
const asking = { triggers: { member: on, application: on, key: on, package_key: on } };

/** One way to create, to change and to delete something, through each API. */
const writes = {
  'V3 create': ({ v3 }: TestOrganization) =>
    v3.ask('POST', '/members', { username: 'new', email: 'new@example.com', displayName: 'New' }),
  'V3 update': ({ v3 }: TestOrganization, id: string) => v3.ask('PUT', `/members/${id}`, { phone: '2' }),
  'V3 delete': ({ v3 }: TestOrganization, id: string) => v3.ask('DELETE', `/members/${id}`),
  'V2 create': ({ v2 }: TestOrganization) =>
    v2.ask('member.create', { username: 'new', email: 'new@example.com', display_name: 'New' }),
  'V2 update': ({ v2 }: TestOrganization) => v2.ask('member.update', { username: 'joe1', external_id: '2' }),
  'V2 delete': ({ v2 }: TestOrganization) => v2.ask('member.delete', 'joe1'),
};

const errors = [{ field: 'email', message: 'is on a list' }];
const saidNo = { type: 'reject', message: 'Not this one.', errors };
const refusals: [string, ScriptedAnswer, string, typeof errors][] = [
  ['a body that rejects', { body: saidNo }, 'Not this one.', errors],
  ['403 with a body', { status: 403, body: { message: 'Not this one.', errors } }, 'Not this one.', errors],
  [
    '422 in plain words',
    { status: 422, headers: { 'content-type': 'text/plain' }, body: 'No.\n' },
    'No.',
    [],
  ],
  ['409 with nothing', { status: 409 }, 'The receiver refused the change with status 409.', []],
];

describe.each(Object.entries(writes))('%s', (name, write) => {
  it.each(refusals)(
    'is refused by %s: nothing is saved and no event fires',
    async (_how, answer, said, fields) => {
      const organization = await bellwire.organization();
      const { member } = await organization.family();
      const before = await organization.saved();
      const receiver = await organization.receiver({ settings: asking });
      receiver.answer(answer);

      const got = await write(organization, member.id);
      const problems = fields.map(({ field, message }) => ({ field, message }));
      const inV3 = problems.map(({ field: property, message }) => ({ property, message }));
      if (name.startsWith('V3')) {
        expect(got.status).toBe(400);
        const errors = inV3.length === 0 ? {} : { errors: inV3 };
        expect(got.body).toEqual({ errorCode: 400, errorMessage: said, ...errors });
      } else {
        const isDelete = name === 'V2 delete';
        expect(got.status).toBe(isDelete ? 500 : 400);
        expect(got.body.error).toEqual({
          code: isDelete ? 2003 : 1000,
          message: isDelete ? 'Delete Failed' : 'Invalid Object',
          data: [{ field: '', message: said }, ...problems],
        });
      }
      expect(await organization.saved()).toEqual(before);

      receiver.answer({ body: { type: 'proceed' } });
      await organization.member({ username: 'marker' });
      const marker = await receiver.waitForCall(({ event }) => event === 'post-create');
      expect(JSON.parse(marker.body).username).toBe('marker');
      expect(receiver.calls.filter(({ event }) => event.startsWith('post-'))).toHaveLength(1);
      const [attempt] = await organization.native.list('/attempts?kind=before&reason=before-refused');
      expect(attempt).toMatchObject({ status: answer.status ?? 200, detail: said, deliveryId: null });
    },
  );
});

describe('a receiver that enriches', () => {
  it.each([
    ['in its type', (member: object) => ({ type: 'proceed', member })],
    ['without a decision', (member: object) => ({ member })],
    ['bare', (member: object) => member],
  ])('%s: adds to what is created, and the object is told of as it was saved', async (_name, wrap) => {
    const organization = await bellwire.organization({ customFields: { member: ['crm_id'] } });
    const receiver = await organization.receiver({ settings: asking });
    const given = { external_id: 'crm-9', crm_id: 'x', display_name: 'Joe II', id: 7, unknown: true };
    receiver.answer(({ event }) => (event === 'pre-create' ? { body: wrap(given) } : {}));

    const member = await organization.member();
    expect(member).toMatchObject({ externalId: 'crm-9', crm_id: 'x', displayName: 'Joe II' });
    expect(await organization.v3.done('GET', `/members/${member.id}`)).toEqual(member);
    const after = await receiver.waitForCall(({ event }) => event === 'post-create');
    expect(JSON.parse(after.body)).toMatchObject({ external_id: 'crm-9', crm_id: 'x', uuid: member.id });
  });

  it('adds to a change, and cannot change what is never changed', async () => {
    const organization = await bellwire.organization();
    const member = await organization.member();
    const receiver = await organization.receiver({ settings: asking });
    receiver.answer({ body: { member: { username: 'other', company: 'Acme' } } });
    const answer = await organization.v3.done('PUT', `/members/${member.id}`, { phone: '2' });
    expect(answer).toMatchObject({ username: member.username, company: 'Acme', phone: '2' });
  });

  it('that echoes the whole object changes nothing', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ settings: asking });
    receiver.answer(({ body }) => ({ body: JSON.parse(body) }));
    const { member, application } = await organization.family();
    await organization.v3.done('PUT', `/applications/${application.id}`, { type: 'proceed' });
    expect(await organization.v3.done('GET', `/applications/${application.id}`)).toMatchObject({
      name: 'Maps',
      type: 'proceed',
    });
    expect((await organization.saved()).objects.find(({ id }) => id === member.id)!.version).toBe(1);
  });

  it('with a field that cascades takes the keys along, and is asked about them as well', async () => {
    const organization = await bellwire.organization();
    const { member, packageKey, key } = await organization.family();
    const receiver = await organization.receiver({ settings: asking });
    receiver.answer(({ url, event }) => {
      const about = url.split('/')[2];
      if (event !== 'pre-update') return {};
      if (about === 'member') return { body: { member: { area_status: 'disabled' } } };
      return about === 'key' ? { body: { key: { secret: 'changed' } } } : {};
    });
    await organization.v3.done('PUT', `/members/${member.id}`, { phone: '2' });

    const calls = await receiver.waitForCount(6);
    const asked = calls.slice(0, 3).map(({ event, url }) => `${event} ${url.split('/')[2]}`);
    expect(asked[0]).toBe('pre-update member');
    expect(asked.slice(1).sort()).toEqual(['pre-update key', 'pre-update package_key']);
    expect(new Set(calls.map(({ txn }) => txn)).size).toBe(1);
    expect(await organization.v3.done('GET', `/packageKeys/${packageKey.id}`)).toMatchObject({
      status: 'disabled',
    });
    expect(await organization.v2.result('key.fetch', key.id)).toMatchObject({
      status: 'disabled',
      secret: 'changed',
    });
    expect((await organization.saved()).events.slice(-1)).toEqual(['member.updated']);
  });

  it('into something that is not valid refuses the change, with what is wrong', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({ settings: asking });
    const before = await organization.saved();
    receiver.answer({ body: { member: { email: 'no address', area_status: 'sleepy' } } });
    const answer = await writes['V3 create'](organization);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ property }: { property: string }) => property).sort()).toEqual([
      'areaStatus',
      'email',
    ]);
    expect(await organization.saved()).toEqual(before);
  });

  it('before a deletion changes nothing, and the deletion goes on', async () => {
    const organization = await bellwire.organization();
    const member = await organization.member();
    const receiver = await organization.receiver({ settings: asking });
    receiver.answer({ body: { member: { external_id: 'x' } } });
    await organization.v3.done('DELETE', `/members/${member.id}`);
    const after = await receiver.waitForCall(({ event }) => event === 'post-delete');
    expect(JSON.parse(after.body).external_id).toBe('');
  });
});

it('the generated API key that a receiver is shown is the one that is saved', async () => {
  const organization = await bellwire.organization();
  const application = await organization.application(await organization.member());
  const receiver = await organization.receiver({ settings: asking });
  // An enrichment makes the plan anew; the key must not be another one then.
  receiver.answer(({ event }) => (event === 'pre-create' ? { body: { package_key: { secret: 's' } } } : {}));
  const key = await organization.packageKey(application);
  const [before, after] = await receiver.waitForCount(2);
  expect(JSON.parse(before!.body).apikey).toMatch(/^[a-z0-9]{24}$/);
  expect(key).toMatchObject({ apikey: JSON.parse(before!.body).apikey, secret: 's' });
  expect(JSON.parse(after!.body).apikey).toBe(key.apikey);
});
