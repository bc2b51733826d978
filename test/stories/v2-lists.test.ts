import { expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();
const member = (username: string) => ({ username, email: `${username}@example.com`, display_name: username });
const members = (...usernames: string[]) => usernames.map(member);

/** The numbers that keys of this plan need: V2 names applications, packages and plans by them. */
async function keyParents(organization: TestOrganization, limits: object = {}) {
  const { v2 } = organization;
  await v2.result('member.create', { ...member('owner'), area_status: 'active' });
  const pack = await v2.result('package.create', { name: 'Silver' });
  const plan = await v2.result('plan.create', { name: 'P', package: { id: pack.id }, ...limits });
  const application = await v2.result('application.create', { name: 'A', member: { username: 'owner' } });
  return { application: { id: application.id }, package: { id: pack.id }, plan: { id: plan.id } };
}

it('creates a list in one transaction, tells of each object, and answers with a list', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const made = await organization.v2.result('member.create', members('ann', 'bob', 'cy'));
  expect(made.map(({ username }: { username: string }) => username)).toEqual(['ann', 'bob', 'cy']);
  expect(new Set(made.map(({ id }: { id: number }) => id)).size).toBe(3);
  const calls = await receiver.waitForCount(3);
  expect(calls.map(({ body }) => JSON.parse(body).username).sort()).toEqual(['ann', 'bob', 'cy']);
  const events = await organization.native.list('/events');
  expect(new Set(events.map((event) => event.transactionId)).size).toBe(1);
  expect(await organization.v2.result('member.create', [])).toEqual([]);
});

it('fetches, changes, validates and deletes lists', async () => {
  const { v2, saved } = await bellwire.organization();
  await v2.result('member.create', members('ann', 'bob', 'cy'));
  const changed = await v2.result('member.update', [
    { username: 'cy', external_id: '1' },
    { username: 'ann', external_id: '2' },
  ]);
  expect(changed).toMatchObject([
    { username: 'cy', external_id: '1' },
    { username: 'ann', external_id: '2' },
  ]);
  expect(await v2.result('member.fetch', ['ann', 'nobody', { username: 'cy' }])).toEqual([
    changed[1],
    null,
    changed[0],
  ]);
  expect(await v2.result('member.validate', [{ email: 'a@example.com' }, { phone: '1' }])).toEqual([
    true,
    true,
  ]);
  // Of what is named twice or is not there, there is nothing to delete.
  const named = ['ann', 'nobody', { username: 'ann' }, 'cy'];
  expect(await v2.result('member.delete', named)).toEqual([true, null, null, true]);
  expect(
    (await saved()).objects.filter(({ type }) => type === 'member').map(({ fields }) => fields.username),
  ).toEqual(['bob']);
});

it.each([
  ['member.create', [member('new'), { ...member('other'), email: 'no' }], 1000, { index: 1, field: 'email' }],
  [
    'member.create',
    [member('new'), { username: 'other', display_name: 'x' }],
    1002,
    { index: 1, field: 'email' },
  ],
  ['member.create', [member('new'), 5], -32602, { index: 1, field: '' }],
  ['member.create', [member('new'), [member('other')]], -32602, { index: 1, field: '' }],
  ['member.create', [member('new'), member('ann')], 1001, { field: 'username' }],
  ['member.create', [member('new'), member('new')], 1001, { field: 'username' }],
  [
    'application.create',
    [{ name: 'A', member: { username: 'nobody' } }],
    1000,
    { index: 0, field: 'member' },
  ],
  ['member.update', [{ username: 'ann', external_id: 'x' }, { username: 'nobody' }], 1000, { index: 1 }],
  ['member.update', [{ username: 'ann', external_id: 'x' }, { external_id: 'x' }], 1002, { index: 1 }],
  ['member.update', ['1', '2'].map((external_id) => ({ username: 'ann', external_id })), 1000, { index: 1 }],
  ['member.delete', ['ann', {}], 1002, { index: 1, field: 'username' }],
  ['member.validate', [{ phone: '1' }, { email: 'no' }], 1000, { index: 1, field: 'email' }],
  ['member.fetch', ['ann', {}], 1002, { index: 1, field: 'username' }],
])('does nothing of a list of %s where one cannot be: %j', async (method, list, code, data) => {
  const { v2, saved } = await bellwire.organization();
  await v2.result('member.create', member('ann'));
  const before = await saved();
  const answer = await v2.ask(method, list);
  expect([answer.status, answer.body.error.code, answer.body.error.data[0]]).toEqual([
    400,
    code,
    { field: expect.any(String), message: expect.any(String), ...data },
  ]);
  expect(await saved()).toEqual(before);
});

it('undoes a list that a before call refuses for one object', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver({
    settings: { triggers: { member: { beforeCreate: true } } },
  });
  receiver.answer(({ body }) => (body.includes('"bob"') ? { status: 403 } : {}));
  const before = await organization.saved();
  const answer = await organization.v2.ask('member.create', members('ann', 'bob', 'cy'));
  expect([answer.status, answer.body.error.code]).toEqual([400, 1000]);
  expect(await organization.saved()).toEqual(before);
});

it('refuses a list of more than a thousand', async () => {
  const { v2 } = await bellwire.organization();
  const answer = await v2.ask(
    'member.delete',
    Array.from({ length: 1001 }, (_none, index) => `m${index}`),
  );
  expect([answer.status, answer.body.error]).toEqual([
    400,
    { code: -32602, message: 'Invalid params', data: 'A list has at most 1000 objects.' },
  ]);
});

it('counts the keys of a list against the limits of their plan', async () => {
  const organization = await bellwire.organization();
  const { v2 } = organization;
  const parents = await keyParents(organization, { package_key_max: 3, package_key_moderation_threshold: 2 });
  const before = await organization.saved();
  const tooMany = await v2.ask('package_key.create', Array(4).fill(parents));
  expect(tooMany.body.error).toMatchObject({ code: 1000, data: [{ index: 3, field: 'plan' }] });
  expect(await organization.saved()).toEqual(before);

  const keys = await v2.result('package_key.create', Array(3).fill(parents));
  expect(keys.map(({ status }: { status: string }) => status)).toEqual(['active', 'active', 'waiting']);
  expect((await v2.ask('package_key.create', [parents])).body.error).toMatchObject({ code: 1000 });
});

it('deletes what is left of lists that overlap and come at the same time', async () => {
  const organization = await bellwire.organization();
  const { v2 } = organization;
  const parents = await keyParents(organization);
  const keys = await v2.result('package_key.create', Array(8).fill(parents));
  const ids: number[] = keys.map(({ id }: { id: number }) => id);
  const answers = await Promise.all(
    [0, 2, 4].map((from) => v2.result('package_key.delete', ids.slice(from, from + 4))),
  );
  expect(answers.flat().filter((each: unknown) => each === true)).toHaveLength(8);
  expect(answers.flat().filter((each: unknown) => each === null)).toHaveLength(4);
  const { objects, events } = await organization.saved();
  expect(objects.filter(({ type }) => type === 'package_key')).toEqual([]);
  expect(events.filter((type) => type === 'package_key.deleted')).toHaveLength(8);
});
