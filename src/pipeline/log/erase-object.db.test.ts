import { beforeEach, expect, it, vi } from 'vitest';
import { testAccessServices } from '../../../test/harness/access-services.ts';
import { insertLogged, type LoggedDelivery, snapshot, uuidAt } from '../../../test/harness/log-rows.ts';
import { eventsErase } from '../../store/queries/erasure/events-erase.ts';
import { eventsShareLock } from '../../store/queries/jobs/events-share-lock.ts';
import { createDeliveryLog } from './create-log.ts';

const services = await testAccessServices();
const { database, clock, ids } = services;
let cancelled = 0;
const log = createDeliveryLog({
  ...services,
  handover: { wake() {} },
  onCancelled: (count) => {
    cancelled += count;
  },
});
const organizationId = ids.uuid();
const at = clock.now();
const secret = 'ada@example.com';
const by = { actor: 'bellwire' };
const erase = (id: string, type = 'member') => log.eraseObject({ organizationId, type, id, by });

let memberId: string;
beforeEach(async () => {
  for (const table of ['events', 'payloads', 'deliveries', 'attempts']) {
    await database.query({ text: `delete from ${table}` });
  }
  memberId = uuidAt(at);
  cancelled = 0;
});

const member = (id: string) => snapshot('member', id, { email: secret });
const insertMember = (row: Partial<LoggedDelivery> = {}) =>
  insertLogged(database, { organizationId, at, objectId: memberId, data: member(memberId), ...row });
const insertChild = (row: Partial<LoggedDelivery> = {}) => {
  const objectId = uuidAt(at);
  const parent = { ...member(memberId).object, fields: { email: secret } };
  const data = snapshot('application', objectId, { name: 'Maps' }, { member: parent });
  return insertLogged(database, { organizationId, at, objectType: 'application', objectId, data, ...row });
};

async function insertBefore(call: {
  objectId?: string | null;
  transactionId?: string;
  body: string;
}): Promise<string> {
  const id = uuidAt(at);
  await database.query({
    text: `
      insert into attempts (
        organization_id, id, kind, webhook_id, event_type, object_type, object_id, transaction_id, number, started_at,
        timings, request, request_body, response_status, response_body, detail
      )
      values (
        $1, $2, 'before', $2, 'member.created', 'member', $3, $4, 1, $5, '{"total": 1}',
        '{"method": "POST", "url": "https://example.com", "headers": {}}', $6, 422, 'no', 'Not her.'
      )`,
    values: [
      organizationId,
      id,
      call.objectId ?? null,
      call.transactionId ?? ids.uuid(),
      at,
      Buffer.from(call.body),
    ],
  });
  return id;
}

/** Everything in the log, as text: what must not be in it any more, and what must. */
async function wholeLog(): Promise<string> {
  const rows = await database.query<{ text: string }>({
    text: `
      select data::text as text from events
      union all select convert_from(body, 'UTF8') from payloads
      union all select concat_ws(
        ' ', response_headers, convert_from(response_body, 'UTF8'), convert_from(request_body, 'UTF8'), detail
      ) from attempts`,
  });
  return rows.map(({ text }) => text).join('\n');
}

it('takes the data of an object out of its events, bodies and answers, and keeps what was sent when', async () => {
  const { eventId, deliveryId, attemptId } = await insertMember();
  const before = await log.delivery(organizationId, deliveryId);
  expect(await erase(memberId)).toEqual({ events: 1, payloads: 1, attempts: 1, cancelled: 0 });
  expect(await log.event(organizationId, eventId)).toMatchObject({
    objectId: memberId,
    data: {
      operation: 'updated',
      object: { type: 'member', id: memberId, number: 7, fields: {} },
      related: {},
      erasedAt: clock.now().toISOString(),
    },
  });
  expect(await log.delivery(organizationId, deliveryId)).toMatchObject({
    ...before,
    attemptList: [{ id: attemptId, status: 200, detail: null }],
  });
  expect(await log.attempt(organizationId, attemptId)).toMatchObject({
    request: { method: 'PUT', body: null },
    response: { status: 200, headers: {}, body: Buffer.alloc(0), size: 9 },
  });
});

it('takes it out of the events of other objects that tell of it, and leaves what those tell of themselves', async () => {
  const child = await insertChild();
  expect(await erase(memberId)).toMatchObject({ events: 1, payloads: 1, attempts: 1 });
  const { data } = (await log.event(organizationId, child.eventId)) ?? {};
  expect(data).toMatchObject({
    object: { type: 'application', fields: { name: 'Maps' } },
    related: { member: { id: memberId, fields: {} } },
  });
  expect(await wholeLog()).not.toContain(secret);
});

it('leaves nothing of it in "before" calls, whether the change was saved or refused', async () => {
  const { transactionId } = await insertMember();
  await insertBefore({ transactionId, body: `{"email":"${secret}"}` });
  await insertBefore({ objectId: memberId, body: `{"email":"${secret}"}` });
  await insertBefore({ body: `{"name":"Maps","member":{"id":"${memberId}","email":"${secret}"}}` });
  const other = await insertBefore({ body: '{"email":"someone@example.com"}' });
  expect(await erase(memberId)).toMatchObject({ events: 1, attempts: 4 });
  const left = await wholeLog();
  expect(left).not.toContain(secret);
  expect(left.match(/Not her\./g)).toHaveLength(1);
  expect(await log.attempt(organizationId, other)).toMatchObject({ detail: 'Not her.' });
});

it('gives up what is still owed, with the reason, also what a node holds', async () => {
  const due = await insertMember({ state: 'retrying', dueAt: at });
  const held = await insertChild({ state: 'waiting', dueAt: at, leasedBy: ids.uuid() });
  const off = await insertMember({ state: 'waiting', dueAt: 'infinity' });
  const done = await insertMember();
  expect(await erase(memberId)).toMatchObject({ events: 4, cancelled: 3 });
  expect(cancelled).toBe(3);
  for (const { deliveryId } of [due, held, off]) {
    expect(await log.delivery(organizationId, deliveryId)).toMatchObject({
      state: 'cancelled',
      lastReason: 'data-erased',
      dueAt: null,
      finishedAt: clock.now(),
    });
  }
  expect(await log.delivery(organizationId, done.deliveryId)).toMatchObject({ state: 'delivered' });
  expect(await database.query({ text: 'select id from deliveries where leased_by is not null' })).toEqual([]);
});

it('cannot be undone by sending again', async () => {
  const { deliveryId } = await insertMember();
  await erase(memberId);
  expect(await log.resend({ organizationId, deliveryId, by })).toBe('data-erased');
});

it('is not needed for what retention has removed: that cannot be sent again either', async () => {
  const { deliveryId } = await insertMember();
  await database.query({ text: 'delete from events' });
  expect(await log.resend({ organizationId, deliveryId, by })).toBe('event-gone');
});

it('finds nothing the second time, and then what came since', async () => {
  await insertMember();
  await insertChild();
  await erase(memberId);
  expect(await erase(memberId)).toEqual({ events: 0, payloads: 0, attempts: 0, cancelled: 0 });
  await insertMember();
  expect(await erase(memberId)).toMatchObject({ events: 1 });
});

it('erases an object fully where its parent was erased before', async () => {
  const { eventId } = await insertChild();
  await erase(memberId);
  const objectId = (await log.event(organizationId, eventId))?.objectId ?? '';
  expect(await erase(objectId, 'application')).toMatchObject({ events: 1 });
  expect(await wholeLog()).not.toContain('Maps');
});

it('goes through as much as there is, and touches neither other objects nor other organizations', async () => {
  await insertMember();
  await database.query({
    text: `
      insert into events (organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data)
      select organization_id, overlay(id::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, type, object_type,
        object_id, transaction_id, actor, occurred_at, data
      from events, generate_series(1, 4500) n`,
  });
  const [otherObject, otherOrganization] = [uuidAt(at), ids.uuid()];
  await insertLogged(database, { organizationId, at, objectId: otherObject, data: member(otherObject) });
  await insertMember({ organizationId: otherOrganization });
  expect(await erase(memberId)).toMatchObject({ events: 4501 });
  expect((await wholeLog()).match(new RegExp(secret, 'g'))).toHaveLength(4);
});

it('refuses a wrong type, and answers with zeros for what nobody knows', async () => {
  await insertMember();
  expect(await erase(memberId, 'application')).toBeNull();
  expect(await wholeLog()).toContain(secret);
  expect(await erase(uuidAt(at))).toEqual({ events: 0, payloads: 0, attempts: 0, cancelled: 0 });
});

/** Waits until so many wait for a lock of somebody else. */
const locked = (count: number) =>
  vi.waitUntil(async () => {
    const text = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return (await database.query({ text })).length >= count;
  }, 15_000);

it('cancels what a replay owes that had read the event before', async () => {
  const { eventId } = await insertMember();
  let erasing: ReturnType<typeof erase> = Promise.resolve(null);
  await database.transaction(async (tx) => {
    await eventsShareLock(tx, { organizationId, ids: [eventId] });
    erasing = erase(memberId);
    await locked(1);
    const text = `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, state, due_at, created_at
      )
      values ($1, $2, $3, $2, 'member.updated', 'member', $4, $2, 'waiting', now(), now())`;
    await tx.query({ text, values: [organizationId, uuidAt(at), eventId, memberId] });
  });
  expect(await erasing).toMatchObject({ events: 1, cancelled: 1 });
});

it('does not wait in a circle with another that erases some of the same events', async () => {
  await database.query({ text: 'truncate events' });
  // Laid down from the youngest to the oldest: whoever takes them as they lie begins at the other end.
  const made = [];
  for (const later of [2, 1, 0]) made.push(await insertMember({ at: new Date(at.getTime() + later) }));
  const [third, second, first] = made.map(({ eventId }) => eventId);
  let erasing: Promise<unknown> = Promise.resolve();
  await database.transaction(async (tx) => {
    await eventsShareLock(tx, { organizationId, ids: [first!] });
    // It has none of the later ones while it waits for the first.
    erasing = database.transaction(async (other) => {
      // As where many are erased at once: by going through the table, and not by its index, which has an order.
      for (const way of ['indexscan', 'bitmapscan']) {
        await other.query({ text: `set local enable_${way} = off` });
      }
      const eventIds = [third!, second!, first!];
      return eventsErase(other, { organizationId, objectId: memberId, eventIds, now: at });
    });
    await locked(1);
    expect(await eventsShareLock(tx, { organizationId, ids: [second!, third!] })).toHaveProperty('size', 2);
  });
  expect(await erasing).toBe(3);
});
