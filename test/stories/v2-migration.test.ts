import { expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { request } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();

it('answers what a script asks that moves keys of services to packages', async () => {
  const organization = await bellwire.organization();
  const { v2 } = organization;
  const { application } = await organization.family();
  const mine = await v2.result('application.update', { uuid: application.id, is_packaged: false });

  // Is the area one that can be moved?
  const area = await v2.result('area.fetch', undefined);
  expect(area).toMatchObject({ id: organization.number, uuid: organization.id, object_type: 'area' });
  expect(area.config).toEqual({ enable_packaging: true, show_service_keys: true, enable_calypso: false });
  const queried = async (query: string) => (await v2.result('object.query', query)).items;
  const keys = await queried('select *, member, application, service, developer_class from keys  ITEMS 1000');
  expect(keys).toMatchObject([{ member: { username: 'joe1' }, service: { service_key: 'svc1' } }]);
  expect(keys[0].developer_class).toBeNull();

  // Its keys go in one call, and come back as package keys in another one.
  const [read] = await queried(
    `select *, keys.*, keys.member, keys.service, keys.developer_class from applications WHERE id = ${mine.id} ITEMS 1000`,
  );
  expect(read.keys[0].developer_class).toBeNull();
  expect(await v2.result('key.delete', read.keys)).toEqual([true]);
  expect(await v2.result('application.update', { ...read, is_packaged: true })).toMatchObject({
    is_packaged: true,
  });
  const [plan] = await queried('select *, package from plans ITEMS 1000');
  const made = await v2.result(
    'package_key.create',
    read.keys.map((key: object) => ({
      ...key,
      application: { id: read.id },
      package: { id: plan.package.id },
      plan: { id: plan.id },
    })),
  );
  expect(made).toMatchObject([{ apikey: read.keys[0].apikey, status: 'active', object_type: 'package_key' }]);
  expect((await v2.result('package_key.fetch', made)).length).toBe(1);
});

it.each([
  [{}, { result: 'Hello!', error: null, id: 1 }],
  [{ version: '1.1' }, { version: '1.1', result: 'Hello!', id: 1 }],
  [{ jsonrpc: '2.0' }, { jsonrpc: '2.0', result: 'Hello!', id: 1 }],
])('says hello in the version that was asked: %j', async (version, answer) => {
  const { v2 } = await bellwire.organization();
  const { status, body } = await request(v2.address(), {
    method: 'POST',
    body: { ...version, method: 'test.hello', params: [], id: 1 },
  });
  expect([status, body]).toEqual([200, answer]);
});
