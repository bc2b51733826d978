import { expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import type { HttpAnswer } from '../harness/http-client.ts';

const bellwire = await startTestBellwire();
const times = <Result>(count: number, make: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_none, index) => make(index)));

/** How often each status came. */
function statuses(answers: HttpAnswer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function plan(organization: TestOrganization, limits: object): Promise<{ id: string }> {
  const path = `/packages/${organization.packageId}/plans`;
  return organization.v3.done('POST', path, { name: 'Limited', ...limits });
}

it('of twenty who register the same username at once, one gets it and nineteen are told that it is taken', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const body = { username: 'ada', email: 'ada@example.com', displayName: 'Ada' };
  const answers = await times(20, () => organization.v3.ask('POST', '/members', body));
  expect(statuses(answers)).toEqual({ 200: 1, 409: 19 });
  const refused = answers.filter(({ status }) => status === 409);
  for (const answer of refused) expect(answer.body.errors[0].property).toBe('username');

  await organization.member({ username: 'marker' });
  const calls = await receiver.waitForCount(2);
  expect(calls.map((call) => JSON.parse(call.body).username)).toEqual(['ada', 'marker']);
  expect((await organization.saved()).events).toEqual(['member.created', 'member.created']);
});

it('changes of one object at once all land: none is lost, and versions count up', async () => {
  const organization = await bellwire.organization({
    customFields: { member: Array.from({ length: 20 }, (_none, index) => `f${index}`) },
  });
  const receiver = await organization.receiver();
  const member = await organization.member();
  const answers = await times(20, (index) =>
    organization.v3.ask('PUT', `/members/${member.id}`, { [`f${index}`]: `v${index}` }),
  );
  expect(statuses(answers)).toEqual({ 200: 20 });
  const { objects, events } = await organization.saved();
  const { version, fields } = objects.find(({ id }) => id === member.id)!;
  expect(version).toBe(21);
  for (let index = 0; index < 20; index += 1) expect(fields[`f${index}`]).toBe(`v${index}`);
  expect(events).toHaveLength(21);

  // Each event tells of one step: the set fields grow by one from one to the next.
  const calls = await receiver.waitForCount(21);
  const set = calls.map(({ body }) => {
    return Object.entries(JSON.parse(body)).filter(([name, value]) => /^f\d/.test(name) && value !== '')
      .length;
  });
  expect(set.sort((one, other) => one - other)).toEqual(Array.from({ length: 21 }, (_none, index) => index));
});

it('services that are named to a plan at once are all named, and all gone when they are taken away at once', async () => {
  const organization = await bellwire.organization();
  const { v3 } = organization;
  const path = `/packages/${organization.packageId}/plans/${organization.planId}/services`;
  const services = await times(12, (index) => v3.done('POST', '/services', { name: `S${index}` }));
  const ids: string[] = services.map(({ id }) => id);
  const listed = async () => (await v3.done('GET', path)).map(({ id }: { id: string }) => id).sort();

  expect(statuses(await times(12, (index) => v3.ask('POST', path, { id: ids[index] })))).toEqual({ 200: 12 });
  expect(await listed()).toEqual([...ids].sort());

  // Each of the first six by two at once: one finds it, the other comes too late.
  const removed = await times(12, (index) => v3.ask('DELETE', `${path}/${ids[index % 6]}`));
  expect(statuses(removed)).toEqual({ 200: 6, 404: 6 });
  expect(await listed()).toEqual(ids.slice(6).sort());
});

it('keys that are made while their application goes leave no orphan, and every event has its counterpart', async () => {
  const organization = await bellwire.organization();
  const { v3 } = organization;
  const member = await organization.member();
  for (let round = 0; round < 5; round += 1) {
    const application = await organization.application(member);
    const create = (index: number) =>
      index === 4
        ? v3.ask('DELETE', `/applications/${application.id}`)
        : v3.ask('POST', `/applications/${application.id}/packageKeys`, {
            package: { id: organization.packageId },
            plan: { id: organization.planId },
          });
    const answers = await times(10, create);
    expect(answers[4]!.status).toBe(200);
    for (const { status } of answers) expect([200, 400, 404]).toContain(status);
    const made = answers
      .filter(({ status, body }) => status === 200 && body !== null)
      .map(({ body }) => body.id);

    const { objects } = await organization.saved();
    expect(objects.filter(({ type }) => type === 'package_key' || type === 'application')).toEqual([]);
    const events = await organization.native.list('/events?objectType=package_key');
    const told = (type: string) =>
      events
        .filter((event) => event.type === type && made.includes(event.objectId))
        .map((event) => event.objectId);
    expect(told('package_key.created').sort()).toEqual([...made].sort());
    expect(told('package_key.deleted').sort()).toEqual([...made].sort());
  }
});

it('ten keys at once under a plan that allows three give three keys', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const limited = await plan(organization, { maxNumKeysAllowed: 3 });
  const application = await organization.application(await organization.member());
  const answers = await times(10, () =>
    organization.v3.ask('POST', `/applications/${application.id}/packageKeys`, {
      package: { id: organization.packageId },
      plan: { id: limited.id },
    }),
  );
  expect(statuses(answers)).toEqual({ 200: 3, 400: 7 });
  const { events } = await organization.saved();
  expect(events.filter((type) => type === 'package_key.created')).toHaveLength(3);
  await receiver.waitForCount(5);
});

it('twenty keys at once under a plan that counts them are all made, the later ones to be approved', async () => {
  const organization = await bellwire.organization();
  const counting = await plan(organization, { maxNumKeysAllowed: 100, numKeysBeforeReview: 5 });
  const application = await organization.application(await organization.member());
  const answers = await times(20, () =>
    organization.v3.ask('POST', `/applications/${application.id}/packageKeys`, {
      package: { id: organization.packageId },
      plan: { id: counting.id },
    }),
  );
  expect(statuses(answers)).toEqual({ 200: 20 });
  const active = answers.filter(({ body }) => body.status === 'active');
  expect(active).toHaveLength(5);
});

it('an object that many delete at once is deleted once', async () => {
  const organization = await bellwire.organization();
  const { member } = await organization.family();
  const answers = await times(10, () => organization.v3.ask('DELETE', `/members/${member.id}`));
  expect(statuses(answers)).toEqual({ 200: 1, 404: 9 });
  const { events } = await organization.saved();
  expect(events.filter((type) => type.endsWith('.deleted'))).toHaveLength(4);
});

it('a key that is made while its member is disabled is disabled too', async () => {
  const organization = await bellwire.organization();
  const { v3 } = organization;
  for (let round = 0; round < 10; round += 1) {
    const member = await organization.member();
    const application = await organization.application(member);
    const [, key] = await Promise.all([
      v3.done('PUT', `/members/${member.id}`, { areaStatus: 'disabled' }),
      organization.packageKey(application),
    ]);
    expect((await v3.done('GET', `/packageKeys/${key.id}`)).status).toBe('disabled');
  }
});

it('everything that was made at once is told of, once', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const members = await times(100, (index) => organization.member({ username: `m${index}` }));
  await receiver.waitForCount(100);
  await organization.v3.done('DELETE', `/members/${members[0].id}`);
  const calls = await receiver.waitForCount(101);
  expect(calls.at(-1)!.event).toBe('post-delete');
  expect(new Set(calls.map(({ url }) => url)).size).toBe(101);
  const numbers = new Set(calls.slice(0, 100).map(({ body }) => JSON.parse(body).id));
  expect(numbers.size).toBe(100);
});
