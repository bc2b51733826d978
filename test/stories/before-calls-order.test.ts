import { expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import type { ReceivedCall } from '../harness/receiver.ts';

const bellwire = await startTestBellwire();
const on = { beforeCreate: true, beforeUpdate: true, beforeDelete: true };
const asking = { settings: { triggers: { member: on, application: on, package_key: on } } };
const isBefore = ({ event }: ReceivedCall) => event.startsWith('pre-');

it('two receivers are asked in the order of their creation, and the second sees what the first added', async () => {
  const organization = await bellwire.organization();
  const order: string[] = [];
  const receivers = [await organization.receiver(asking), await organization.receiver(asking)];
  for (const [index, receiver] of receivers.entries()) {
    receiver.answer((call) => {
      if (!isBefore(call)) return {};
      order.push(`${index} ${JSON.parse(call.body).external_id}`);
      return index === 0
        ? { body: { member: { external_id: 'first' } }, delayMs: 100 }
        : { body: { member: { company: 'second' } } };
    });
  }
  expect(await organization.member()).toMatchObject({ externalId: 'first', company: 'second' });
  expect(order).toEqual(['0 ', '1 first']);
});

it('the first refusal ends it: nobody after it is asked', async () => {
  const organization = await bellwire.organization();
  const first = await organization.receiver(asking);
  const second = await organization.receiver(asking);
  first.answer((call) => (call.body.includes('"bad"') ? { status: 403 } : {}));
  const body = { username: 'bad', email: 'bad@example.com', displayName: 'Bad' };
  expect((await organization.v3.ask('POST', '/members', body)).status).toBe(400);
  await organization.member({ username: 'good' });
  const asked = (await second.waitForCount(1)).filter(isBefore);
  expect(asked.map((call) => JSON.parse(call.body).username)).toEqual(['good']);
  expect(first.calls.filter(isBefore)).toHaveLength(2);
});

it('a refusal about one object of a cascade stops all of it', async () => {
  const organization = await bellwire.organization();
  const { member } = await organization.family();
  const before = await organization.saved();
  const receiver = await organization.receiver(asking);
  receiver.answer(({ url }) => (url.startsWith('/v1/application/') ? { status: 422 } : {}));
  expect((await organization.v3.ask('DELETE', `/members/${member.id}`)).status).toBe(400);
  expect(await organization.saved()).toEqual(before);
  expect(receiver.calls.map(({ event }) => event)).toEqual(['pre-delete', 'pre-delete']);
});

it('a webhook that is off is not asked', async () => {
  const organization = await bellwire.organization();
  const off = await organization.receiver({ ...asking, enabled: false });
  const receiver = await organization.receiver(asking);
  off.answer({ status: 403 });
  await organization.member();
  await receiver.waitForCall(isBefore);
  expect(off.calls).toEqual([]);
});

it('no transaction is open while the receiver thinks', async () => {
  const organization = await bellwire.organization();
  const member = await organization.member();
  const receiver = await organization.receiver(asking);
  const openOnes = async () => {
    const rows = await bellwire.database.query<{ pid: number }>({
      text: `
        select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
          and xact_start < clock_timestamp() - interval '300 ms'`,
    });
    return rows.length;
  };
  let open = -1;
  receiver.answer(async (call) => {
    if (!isBefore(call)) return {};
    await new Promise((resolve) => setTimeout(resolve, 500));
    open = await openOnes();
    return {};
  });
  await organization.v3.done('PUT', `/members/${member.id}`, { areaStatus: 'disabled' });
  expect(open).toBe(0);

  // The question can be answered otherwise.
  await bellwire.database.transaction(async (tx) => {
    await tx.query({ text: 'select pg_sleep(0.4)' });
    expect(await openOnes()).toBe(1);
  });
});

it('a change that is overtaken while the receiver thinks is made again on what is there, and asked again', async () => {
  const organization = await bellwire.organization();
  const { v3 } = organization;
  const member = await organization.member();
  const receiver = await organization.receiver(asking);
  let overtaken = false;
  receiver.answer(async (call) => {
    if (isBefore(call) && call.body.includes('slow') && !overtaken) {
      overtaken = true;
      await v3.done('PUT', `/members/${member.id}`, { company: 'quick' });
    }
    return {};
  });
  const saved = await v3.done('PUT', `/members/${member.id}`, { phone: 'slow' });
  expect(saved).toMatchObject({ phone: 'slow', company: 'quick' });
  const asked = receiver.calls.filter((call) => isBefore(call) && JSON.parse(call.body).phone === 'slow');
  expect(asked.map((call) => JSON.parse(call.body).company)).toEqual(['', 'quick']);
  expect(new Set(asked.map(({ txn }) => txn)).size).toBe(1);
  expect(new Set(asked.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});
