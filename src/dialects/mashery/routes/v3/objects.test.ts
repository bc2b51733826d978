import { beforeEach, describe, expect, it } from 'vitest';
import { type Served, serve } from '../test-support/serve.ts';
import { createV3Client, jo } from '../test-support/v3-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { ok, send, story } = createV3Client(() => served);

describe('V3 objects', () => {
  it('creates, shows, changes and removes a member', async () => {
    const created = await ok('POST', '/members', { ...jo, eav1: 'x', id: 'ignored', created: 'ignored' });
    expect(created).toMatchObject({
      ...jo,
      eav1: 'x',
      areaStatus: 'waiting',
      created: '2026-01-31T08:00:00Z',
    });
    expect(created).not.toHaveProperty('applications');
    expect(created).not.toHaveProperty('roles');
    expect(await ok('GET', `/members/${created.id}`)).toEqual(created);
    expect(await ok('PUT', `/members/${created.id}`, { displayName: 'Joe' })).toMatchObject({
      displayName: 'Joe',
      email: 'jo@example.com',
    });
    const removed = await send('DELETE', `/members/${created.id}`, '');
    expect([removed.statusCode, removed.body]).toEqual([200, '']);
    expect((await send('GET', `/members/${created.id}`)).statusCode).toBe(404);
  });

  it('sets the roles of a member', async () => {
    const role = await served.objects.create(served.context, {
      type: 'role',
      fields: { name: 'Administrator' },
      links: {},
    });
    const member = await ok('POST', '/members?fields=roles.name', { ...jo, roles: [{ id: role.object.id }] });
    expect(member).toEqual({ roles: [{ name: 'Administrator' }] });
    const [record] = [...served.objects.records.values()].filter(({ type }) => type === 'member');
    expect(await ok('PUT', `/members/${record?.id}?fields=id,roles`, { roles: [] })).toEqual({
      id: record?.id,
      roles: [],
    });
  });

  it('makes a key at its application and shows package and plan when asked', async () => {
    const { member, application, pack, plan, key } = await story();
    expect(key).toMatchObject({ apikey: 'k1', limits: expect.any(Array) });
    expect(key).not.toHaveProperty('plan');
    expect(
      await ok('GET', `/packageKeys/${key.id}?fields=apikey,package.id&fields=plan,application.username,eav`),
    ).toMatchObject({
      apikey: 'k1',
      package: { id: pack.id },
      plan: { id: plan.id, name: 'Q' },
      application: { username: jo.username },
    });
    expect(await ok('GET', `/members/${member.id}?fields=applications.packageKeys.apikey`)).toEqual({
      applications: [{ packageKeys: [{ apikey: 'k1' }] }],
    });
    expect(await ok('GET', `/applications/${application.id}/packageKeys/${key.id}`)).toEqual(key);
    expect(await ok('GET', `/packages/${pack.id}?fields=plans.id`)).toEqual({ plans: [{ id: plan.id }] });
    expect((await ok('GET', '/applications')) as unknown).toMatchObject([{ username: jo.username }]);
  });

  it('names services to a plan and takes them away', async () => {
    const { pack, plan } = await story();
    const service = await ok('POST', '/services', { name: 'S' });
    const path = `/packages/${pack.id}/plans/${plan.id}/services`;
    expect(await ok('POST', path, { id: service.id! })).toMatchObject({ name: 'S' });
    const listed = await send('GET', path);
    expect([listed.headers['x-total-count'], listed.json()[0].id]).toEqual(['1', service.id]);
    expect(await ok('GET', `/packages/${pack.id}/plans/${plan.id}?fields=services.name`)).toEqual({
      services: [{ name: 'S' }],
    });
    await ok('DELETE', `${path}/${service.id}`);
    expect((await send('GET', `${path}/${service.id}`)).statusCode).toBe(404);
    expect((await send('GET', `/services/${service.id}`)).statusCode).toBe(200);
  });

  it('changes an array, all or none', async () => {
    const { member, application } = await story();
    const path = `/members/${member.id}/applications`;
    const second = await ok('POST', path, { name: 'B' });
    const changed = await ok('PUT', path, [
      { id: application.id!, name: 'A2' },
      { id: second.id!, name: 'B2' },
    ]);
    expect(changed as unknown).toMatchObject([{ name: 'A2' }, { name: 'B2' }]);
    const failed = await send('PUT', path, [
      { id: application.id!, name: 'A3' },
      { id: second.id!, name: '' },
    ]);
    expect([failed.statusCode, failed.json()]).toEqual([
      400,
      { errors: [{ property: 'name', message: 'is required' }] },
    ]);
    expect(await ok('GET', `/applications/${application.id}`)).toMatchObject({ name: 'A2' });
    const other = await ok('POST', '/members', { ...jo, username: 'other' });
    expect((await send('PUT', `/members/${other.id}/applications`, [{ id: second.id! }])).statusCode).toBe(
      404,
    );
    expect((await send('PUT', path, [{ name: 'X' }])).statusCode).toBe(400);
    expect((await send('PUT', path, { name: 'X' })).statusCode).toBe(400);
  });

  it('empties a collection', async () => {
    const { member, pack } = await story();
    await ok('DELETE', `/members/${member.id}/applications`);
    expect((await ok('GET', `/members/${member.id}/applications`)) as unknown).toEqual([]);
    expect((await send('GET', `/packages/${pack.id}`)).statusCode).toBe(200);
  });
});
