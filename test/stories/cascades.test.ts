import { describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import type { ReceivedCall } from '../harness/receiver.ts';

const bellwire = await startTestBellwire();

/** `post-delete package_key` for a call to `/v1/package_key/17?event=post-delete…`. */
const named = (call: ReceivedCall) => `${call.event} ${call.url.split(/[/?]/)[2]}`;
const numberOf = (call: ReceivedCall) => Number(call.url.split(/[/?]/)[3]);

describe('deleting a member', () => {
  it('takes the application, the key and the package key along: children first, in one transaction', async () => {
    const organization = await bellwire.organization();
    const { member, application, key } = await organization.family();
    const receiver = await organization.receiver();
    await organization.v3.done('DELETE', `/members/${member.id}`);

    const calls = await receiver.waitForCount(4);
    const order = calls.map(named);
    expect(order.slice(0, 2).sort()).toEqual(['post-delete key', 'post-delete package_key']);
    expect(order.slice(2)).toEqual(['post-delete application', 'post-delete member']);
    expect(new Set(calls.map(({ txn }) => txn)).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    const keyCall = calls.find((call) => named(call) === 'post-delete key')!;
    expect(numberOf(keyCall)).toBe(key.id);
    expect(JSON.parse(keyCall.body)).toMatchObject({
      status: 'active',
      member: { username: member.username },
      application: { name: 'Maps' },
    });

    const { objects, events } = await organization.saved();
    expect(objects.map(({ type }) => type).filter((type) => /member|application|key/.test(type))).toEqual([]);
    expect(events.slice(-2)).toEqual(['application.deleted', 'member.deleted']);
    const log = await organization.native.list(`/events?objectId=${application.id}`);
    expect(log.map(({ type }) => type)).toEqual(['application.deleted', 'application.created']);
  });

  it('leaves what belongs to others', async () => {
    const organization = await bellwire.organization();
    const gone = await organization.family();
    const stays = await organization.family();
    const before = await organization.saved();
    await organization.v3.done('DELETE', `/members/${gone.member.id}`);

    const { objects, events } = await organization.saved();
    const goneIds = [gone.member.id, gone.application.id, gone.packageKey.id];
    const left = before.objects.filter(({ id, type, fields }) => {
      return !goneIds.includes(id) && !(type === 'key' && fields.apikey === gone.key.apikey);
    });
    expect(left).toHaveLength(before.objects.length - 4);
    expect(objects).toEqual(left);
    expect(events).toHaveLength(before.events.length + 4);
    expect((await organization.v3.ask('GET', `/packageKeys/${stays.packageKey.id}`)).status).toBe(200);
  });

  it('keeps the username taken', async () => {
    const organization = await bellwire.organization();
    const member = await organization.member({ username: 'ada' });
    await organization.v3.done('DELETE', `/members/${member.id}`);
    const body = { username: 'ada', email: 'ada@example.com', display_name: 'Ada' };
    const answer = await organization.v2.ask('member.create', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 1001]);
  });
});

it('deleting an application takes its keys along and leaves the member', async () => {
  const organization = await bellwire.organization();
  const { member, application } = await organization.family();
  await organization.packageKey(application);
  const receiver = await organization.receiver({ settings: { encoding: 'form' } });
  await organization.v2.result('application.delete', { uuid: application.id });

  const calls = await receiver.waitForCount(4);
  expect(calls.map(named).slice(0, 3).sort()).toEqual([
    'post-delete key',
    'post-delete package_key',
    'post-delete package_key',
  ]);
  expect(named(calls[3]!)).toBe('post-delete application');
  expect(new Set(calls.map(({ txn }) => txn)).size).toBe(1);
  expect((await organization.v3.ask('GET', `/members/${member.id}`)).status).toBe(200);
});

it('deleting the keys of an application as a collection is one operation', async () => {
  const organization = await bellwire.organization();
  const { application } = await organization.family();
  await organization.packageKey(application);
  const receiver = await organization.receiver();
  await organization.v3.done('DELETE', `/applications/${application.id}/packageKeys`);
  const calls = await receiver.waitForCount(2);
  expect(calls.map(named)).toEqual(['post-delete package_key', 'post-delete package_key']);
  expect(new Set(calls.map(({ txn }) => txn)).size).toBe(1);
});

describe('disabling a member', () => {
  it('disables the keys that are not yet, ahead of the member, in one transaction', async () => {
    const organization = await bellwire.organization();
    const { v3, v2 } = organization;
    const { member, application, packageKey, key } = await organization.family();
    const already = await organization.packageKey(application, { status: 'disabled' });
    const receiver = await organization.receiver();
    await v3.done('PUT', `/members/${member.id}`, { areaStatus: 'disabled' });

    const calls = await receiver.waitForCount(3);
    expect(calls.map(named).slice(0, 2).sort()).toEqual(['post-update key', 'post-update package_key']);
    expect(named(calls[2]!)).toBe('post-update member');
    expect(new Set(calls.map(({ txn }) => txn)).size).toBe(1);
    for (const call of calls.slice(0, 2)) {
      expect(JSON.parse(call.body)).toMatchObject({
        status: 'disabled',
        member: { area_status: 'disabled' },
      });
    }
    expect(await v3.done('GET', `/packageKeys/${packageKey.id}`)).toMatchObject({ status: 'disabled' });
    expect(await v2.result('key.fetch', key.id)).toMatchObject({ status: 'disabled' });

    // Silence about the key that was disabled before, and about saying it twice.
    await v3.done('PUT', `/members/${member.id}`, { areaStatus: 'disabled' });
    await v3.done('PUT', `/members/${member.id}`, { phone: '1' });
    const [, , , ...later] = await receiver.waitForCount(4);
    expect(later.map(named)).toEqual(['post-update member']);
    expect(JSON.parse(later[0]!.body).phone).toBe('1');
    expect(await organization.native.list(`/events?objectId=${already.id}`)).toHaveLength(1);
  });

  it('is undone without bringing the keys back', async () => {
    const organization = await bellwire.organization();
    const { v3 } = organization;
    const { member, packageKey } = await organization.family();
    await v3.done('PUT', `/members/${member.id}`, { areaStatus: 'disabled' });
    await v3.done('PUT', `/members/${member.id}`, { areaStatus: 'active' });
    expect(await v3.done('GET', `/packageKeys/${packageKey.id}`)).toMatchObject({ status: 'disabled' });
    expect((await organization.saved()).events.slice(-2)).toEqual(['member.updated', 'member.updated']);
  });
});

it('a package whose plans have keys stays, and so does everything on it', async () => {
  const organization = await bellwire.organization();
  await organization.family();
  const before = await organization.saved();
  const answer = await organization.v3.ask('DELETE', `/packages/${organization.packageId}`);
  expect(answer.status).toBe(409);
  expect(await organization.saved()).toEqual(before);
});
