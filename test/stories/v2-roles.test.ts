import { expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();

it('creates, changes and deletes a role as the page on creating objects does', async () => {
  const { v2, v3 } = await bellwire.organization();
  const role = await v2.result('role.create', { name: 'example_role_name' });
  expect(role).toEqual({
    id: expect.any(Number),
    created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    updated: role.created,
    name: 'example_role_name',
    description: '',
    is_assignable: true,
    is_predefined: false,
    object_type: 'role',
  });
  const changed = await v2.result('role.update', { id: role.id, description: 'This is an example role' });
  expect(changed).toEqual({ ...role, updated: changed.updated, description: 'This is an example role' });
  await v2.result('member.create', {
    username: 'ann',
    email: 'ann@example.com',
    display_name: 'Ann',
    roles: [{ id: role.id }],
  });
  const rolesOfAnn = async () => (await v3.done('GET', '/members?fields=roles.name'))[0].roles;
  expect(await rolesOfAnn()).toEqual([{ name: 'example_role_name' }]);
  expect(await v2.result('role.delete', role.id)).toBe(true);
  expect(await v2.result('role.fetch', role.id)).toBeNull();
  expect(await rolesOfAnn()).toEqual([]);
  // The name is free again; what is read-only is passed over.
  const again = { name: 'example_role_name', is_assignable: false, is_predefined: true };
  expect(await v2.result('role.create', again)).toMatchObject({ is_assignable: true, is_predefined: false });
});

it.each([
  ['role.create', {}, 1002, 'name'],
  ['role.create', { name: 'x'.repeat(128) }, 1000, 'name'],
  ['role.create', { name: 'taken' }, 1001, 'name'],
  ['role.create', { name: 'administrator' }, 1000, 'name'],
  ['role.validate', { name: 'Program Manager' }, 1000, 'name'],
  ['role.update', { description: 'x' }, 1002, 'id'],
])('refuses %s %j with %i', async (method, param, code, field) => {
  const { v2 } = await bellwire.organization();
  await v2.result('role.create', { name: 'taken', is_predefined: true, is_assignable: false });
  const { error } = (await v2.ask(method, param)).body;
  expect([error.code, error.data[0].field]).toEqual([code, field]);
});

it('leaves roles that came with the product alone', async () => {
  const { v2, native, saved } = await bellwire.organization();
  const before = await saved();
  const { items } = await v2.result('object.query', "SELECT * FROM roles WHERE name = 'Administrator'");
  const { id } = items[0];
  const update = await v2.ask('role.update', { id, description: 'mine' });
  expect(update.body.error).toMatchObject({ code: 1000, data: [{ field: 'id' }] });
  const removal = await v2.ask('role.delete', id);
  expect([removal.status, removal.body.error]).toMatchObject([
    500,
    { code: 2003, data: [{ field: '', message: expect.stringContaining('came with the product') }] },
  ]);
  const roles = await native.list('/objects/role');
  const administrator = roles.find(({ fields }) => fields.name === 'Administrator');
  expect((await native.ask('DELETE', `/objects/role/${administrator.id}`)).status).toBe(409);
  expect(await saved()).toEqual(before);
});

it('gives roles to a member at the same time, takes them away, and tells of each', async () => {
  const organization = await bellwire.organization();
  const { v2, v3 } = organization;
  const member = await organization.member();
  const names = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
  const roles = await v2.result(
    'role.create',
    names.map((name) => ({ name })),
  );
  const call = async (method: string, role: unknown, named: unknown = { username: member.username }) =>
    (await v2.askAll(method, [named, role])).body;
  const have = async () =>
    (await v3.done('GET', `/members/${member.id}?fields=roles.name`)).roles
      .map(({ name }: { name: string }) => name)
      .sort();

  const added = await Promise.all(roles.map(({ id }: { id: number }) => call('member.addRole', { id })));
  expect(added).toEqual(names.map(() => ({ jsonrpc: '2.0', result: null, id: 1 })));
  expect(await have()).toEqual(names);
  await Promise.all(roles.slice(2).map(({ id }: { id: number }) => call('member.removeRole', { id })));
  expect(await have()).toEqual(['r0', 'r1']);

  // What is so already is no change.
  await call('member.addRole', { id: roles[0].id });
  await call('member.removeRole', { id: roles[5].id });
  expect((await organization.saved()).events).toEqual([
    'member.created',
    ...Array(10).fill('member.updated'),
  ]);

  expect((await call('member.addRole', {})).error).toMatchObject({
    code: 1002,
    message: 'Field "id" is required',
  });
  expect((await call('member.addRole', { id: 1 })).error).toEqual({
    code: 5000,
    message: 'Object "role" with "id" of "1" could not be found',
  });
  expect((await call('member.removeRole', { id: roles[0].id }, 'nobody')).error).toEqual({
    code: 5000,
    message: 'Object "member" with "username" of "nobody" could not be found',
  });
});
