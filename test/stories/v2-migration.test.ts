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

it('answers what that script asks of plans and of definitions of services', async () => {
  const organization = await bellwire.organization();
  const { v2, v3, packageId, planId } = organization;
  const service = await v2.result('service.fetch', organization.serviceKey);
  await v2.result('plan.update', { uuid: planId, services: [{ id: service.id }] });
  const queried = async (query: string) => (await v2.result('object.query', query)).items;

  const definition = {
    id: service.id,
    service_key: 'svc1',
    name: 'Routing',
    created: service.created,
    updated: service.updated,
    object_type: 'service_definition',
  };
  const [plan] = await queried('select *, package, plan_services.service_definition from plans  ITEMS 1000');
  expect(plan).toMatchObject({ name: 'Basic', package: { name: 'Gold' }, object_type: 'plan' });
  expect(plan.plan_services).toEqual([{ service_definition: definition }]);
  expect(Object.keys(plan.plan_services[0].service_definition)).toEqual(Object.keys(definition));
  const [whole] = await queried(
    'select plan_services, plan_endpoints, plan_methods, plan_filters from plans',
  );
  expect(whole).toEqual({
    plan_services: [{ object_type: 'plan_service' }],
    plan_endpoints: [],
    plan_methods: [],
    plan_filters: [],
  });

  const apis = await queried(
    'select *, service, service_definition_endpoints, service.service_classes, service.service_classes.developer_class from service_definitions ITEMS 1000',
  );
  expect(apis).toEqual([
    { ...definition, service_definition_endpoints: [], service: { ...service, service_classes: [] } },
  ]);

  // By the definition, those plans are found that have it, and no others.
  await v3.done('POST', `/packages/${packageId}/plans`, { name: 'Without' });
  const having = (where: string) => queried(`select name from plans ${where}`);
  expect(await having("where plan_services.service_definition.service_key = 'svc1'")).toEqual([
    { name: 'Basic' },
  ]);
  expect(await having('require related plan_services')).toEqual([{ name: 'Basic' }]);
  expect(await having("require related plan_services with service_definition.name = 'x'")).toEqual([]);

  const [described, ofPlan] = await v2.result('object.describe', ['service_definition', 'plan_service']);
  expect([described.object_type, Object.keys(described.schema.properties)]).toEqual([
    'service_definition',
    Object.keys(definition),
  ]);
  expect(described.schema.properties.object_type.default).toBe('service_definition');
  expect(Object.keys(ofPlan.schema.properties)).toEqual(['object_type']);
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
