import { expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();

it.each([
  [{ rateLimitCeiling: 77 }, { rate_limit_ceiling: 77, limits: [{ ceiling: 5 }, { ceiling: 77 }] }],
  [{ rateLimitExempt: true }, { rate_limit_exempt: true, limits: [{ ceiling: 5 }, { ceiling: 0 }] }],
  [{ qpsLimitCeiling: 9 }, { qps_limit_ceiling: 9, limits: [{ ceiling: 9 }, { ceiling: 1000 }] }],
  [{ qpsLimitExempt: true }, { qps_limit_exempt: true, limits: [{ ceiling: 0 }, { ceiling: 1000 }] }],
  [{ status: 'disabled' }, { status: 'disabled', limits: [{ ceiling: 5 }, { ceiling: 1000 }] }],
])('setting %j on a package key is an update', async (change, expected) => {
  const organization = await bellwire.organization();
  const { packageKey } = await organization.family();
  const receiver = await organization.receiver();
  await organization.v3.done('PUT', `/packageKeys/${packageKey.id}`, change);
  const [call] = await receiver.waitForCount(1);
  expect([call!.method, call!.event]).toEqual(['PUT', 'post-update']);
  expect(call!.url).toMatch(/^\/v1\/package_key\/\d+\?/);
  expect(JSON.parse(call!.body)).toMatchObject(expected);
});

it.each([
  [{ rate_limit_ceiling: 77 }, [{ ceiling: 2 }, { ceiling: 77 }]],
  [{ qps_limit_exempt: true }, [{ ceiling: 0 }, { ceiling: 5000 }]],
  [{ status: 'disabled' }, [{ ceiling: 2 }, { ceiling: 5000 }]],
])('setting %j on a key is an update', async (change, limits) => {
  const organization = await bellwire.organization();
  const { key } = await organization.family();
  const receiver = await organization.receiver();
  await organization.v2.result('key.update', { id: key.id, ...change });
  const [call] = await receiver.waitForCount(1);
  expect([call!.method, call!.event]).toEqual(['PUT', 'post-update']);
  expect(call!.url).toMatch(new RegExp(`^/v1/key/${key.id}\\?`));
  expect(JSON.parse(call!.body)).toMatchObject({ ...change, limits });
});

it('approving a waiting key is an update, and it cannot go back', async () => {
  const organization = await bellwire.organization();
  const { v3, v2 } = organization;
  await v2.result('plan.update', {
    id: (await v2.result('plan.fetch', { uuid: organization.planId })).id,
    is_moderated: true,
  });
  const { packageKey } = await organization.family();
  expect(packageKey.status).toBe('waiting');
  const receiver = await organization.receiver();
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { status: 'active' });
  const back = await v3.ask('PUT', `/packageKeys/${packageKey.id}`, { status: 'waiting' });
  expect([back.status, back.body.errors[0].property]).toEqual([400, 'status']);
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { status: 'disabled' });

  const calls = await receiver.waitForCount(2);
  const statuses = calls.map(({ event, body }) => `${event} ${JSON.parse(body).status}`);
  expect(statuses.sort()).toEqual(['post-update active', 'post-update disabled']);
  expect(await organization.native.list(`/events?objectId=${packageKey.id}`)).toHaveLength(3);
});

it('switching a key to another plan of the package is an update with the limits of that plan', async () => {
  const organization = await bellwire.organization();
  const { v3, packageId } = organization;
  const { packageKey } = await organization.family();
  const other = await v3.done('POST', `/packages/${packageId}/plans`, {
    name: 'More',
    rateLimitCeiling: 9000,
  });
  const receiver = await organization.receiver();
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { plan: { id: other.id } });
  const [call] = await receiver.waitForCount(1);
  expect(call!.event).toBe('post-update');
  expect(JSON.parse(call!.body)).toMatchObject({
    apikey: packageKey.apikey,
    plan: { name: 'More' },
    limits: [{ ceiling: 0 }, { period: 'day', source: 'plan', ceiling: 9000 }],
  });
});

it('a change of the limits of a plan makes no call, and neither does an update that changes nothing', async () => {
  const organization = await bellwire.organization();
  const { v3, packageId, planId } = organization;
  const { packageKey } = await organization.family();
  const receiver = await organization.receiver();
  await v3.done('PUT', `/packages/${packageId}/plans/${planId}`, { rateLimitCeiling: 2000 });
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { rateLimitCeiling: 0, status: 'active' });
  await v3.done('PUT', `/packageKeys/${packageKey.id}`, { qpsLimitCeiling: 1 });
  const [first] = await receiver.waitForCount(1);
  expect(JSON.parse(first!.body)).toMatchObject({
    qps_limit_ceiling: 1,
    limits: [{ ceiling: 1 }, { ceiling: 2000 }],
  });
  expect((await organization.saved()).events.filter((type) => type.endsWith('.updated'))).toHaveLength(1);
  expect(receiver.calls).toHaveLength(1);
});
