import { expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();
const applying = { settings: { applyReturnedData: true } };

/** Waits until so many deliveries are through; what their answers changed is saved by then. */
async function delivered(organization: TestOrganization, count: number): Promise<void> {
  const look = () => organization.native.list('/deliveries?state=delivered');
  await expect.poll(look, { timeout: 10_000 }).toHaveLength(count);
}

async function memberIn(organization: TestOrganization) {
  return (await organization.saved()).objects.find(({ type }) => type === 'member')!;
}

it.each([
  ['wrapped', (member: object) => ({ member })],
  ['bare', (member: object) => member],
])('an object that comes back %s is taken, and no event tells of it', async (_name, wrap) => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(applying);
  receiver.answer({ body: wrap({ external_id: 'crm-1', username: 'never', id: 1 }) });
  const { id } = await organization.member();
  await delivered(organization, 1);
  const { version, fields } = await memberIn(organization);
  expect([version, fields.external_id, fields.username]).toEqual([2, 'crm-1', 'joe1']);

  receiver.answer({});
  await organization.v3.done('PUT', `/members/${id}`, { phone: '1' });
  const calls = await receiver.waitForCount(2);
  expect(calls.map(({ event }) => event)).toEqual(['post-create', 'post-update']);
  expect(JSON.parse(calls[1]!.body)).toMatchObject({ external_id: 'crm-1', phone: '1' });
  expect((await organization.saved()).events).toEqual(['member.created', 'member.updated']);
});

it('every kind of object can be filled in', async () => {
  const organization = await bellwire.organization({ customFields: { application: ['cost_centre'] } });
  const receiver = await organization.receiver(applying);
  receiver.answer(({ url }) => {
    const type = url.split('/')[2]!;
    const fields = type === 'application' ? { cost_centre: '4711' } : { secret: 'ours' };
    return { body: { [type]: fields } };
  });
  const { application, packageKey, key } = await organization.family();
  await delivered(organization, 4);
  expect(await organization.v3.done('GET', `/applications/${application.id}`)).toMatchObject({
    cost_centre: '4711',
  });
  expect(await organization.v3.done('GET', `/packageKeys/${packageKey.id}`)).toMatchObject({
    secret: 'ours',
  });
  expect(await organization.v2.result('key.fetch', key.id)).toMatchObject({ secret: 'ours' });
});

it('the echo of the whole object changes nothing', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(applying);
  receiver.answer(({ body }) => ({ body }));
  await organization.family();
  await delivered(organization, 4);
  const { objects } = await organization.saved();
  expect(objects.filter(({ version }) => version !== 1)).toEqual([]);
});

it('a late echo does not undo what has changed since', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(applying);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.answer(async ({ body, event }) => {
    if (event === 'post-create') await held;
    return { body };
  });
  const { id } = await organization.member();
  await organization.v3.done('PUT', `/members/${id}`, { phone: 'new' });
  release();
  await delivered(organization, 2);
  expect(await organization.v3.done('GET', `/members/${id}`)).toMatchObject({ phone: 'new' });
});

it('is off by default, and the answer is kept with the attempt all the same', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  receiver.answer({ body: { member: { external_id: 'crm-1' } } });
  await organization.member();
  await delivered(organization, 1);
  expect(await memberIn(organization)).toMatchObject({ version: 1, fields: { external_id: '' } });
  const [{ id }] = await organization.native.list('/attempts');
  const attempt = await organization.native.done('GET', `/attempts/${id}`);
  expect(JSON.parse(attempt.response.body.content)).toEqual({ member: { external_id: 'crm-1' } });
  expect(attempt.detail).toBeNull();
});

it('what is not valid is not taken, and the attempt says why', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(applying);
  receiver.answer({ body: { member: { external_id: 'fine', area_status: 'sleepy' } } });
  await organization.member();
  await delivered(organization, 1);
  expect(await memberIn(organization)).toMatchObject({ version: 1, fields: { external_id: '' } });
  const [attempt] = await organization.native.list('/attempts');
  expect(attempt).toMatchObject({
    status: 200,
    reason: null,
    detail: expect.stringContaining('area_status'),
  });
});

it('what comes back for an object that is gone by then is noted, and brings nothing back', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(applying);
  receiver.answer(async ({ event }) => {
    if (event === 'post-create') {
      const { id } = await memberIn(organization);
      await organization.v3.done('DELETE', `/members/${id}`);
    }
    return { body: { member: { external_id: 'late' } } };
  });
  await organization.member();
  await delivered(organization, 2);
  const { objects, events } = await organization.saved();
  expect(objects.filter(({ type }) => type === 'member')).toEqual([]);
  expect(events).toEqual(['member.created', 'member.deleted']);
  const [attempt] = await organization.native.list('/attempts?type=member.created');
  expect(attempt.detail).toContain('was not found');
});

it('a returned status that cascades is followed by the keys, in silence as well', async () => {
  const organization = await bellwire.organization();
  const { member, packageKey } = await organization.family();
  const receiver = await organization.receiver(applying);
  receiver.answer({ body: { member: { area_status: 'disabled' } } });
  await organization.v3.done('PUT', `/members/${member.id}`, { phone: '1' });
  await delivered(organization, 1);
  expect(await organization.v3.done('GET', `/packageKeys/${packageKey.id}`)).toMatchObject({
    status: 'disabled',
  });
  expect((await organization.saved()).events).toHaveLength(5);
});
