import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import { uuidAtMs } from '../../../base/ids.ts';
import type { Database } from '../../database.ts';
import { deliveriesInsert, type NewDelivery } from '../deliveries/deliveries-insert.ts';
import { payloadsInsert } from '../events/payloads-insert.ts';
import { attemptGet, attemptsByIds } from './attempts-by-ids.ts';
import { type AttemptRow, attemptsInsert } from './attempts-insert.ts';

const [hub, other] = [uuidAtMs(1), uuidAtMs(2)];
const at = Date.parse('2026-01-01T00:00:00.000Z');
const idAt = (n: number) => uuidAtMs(at + n);
const bytes = (text: string) => Buffer.from(text);

/** An attempt, of a delivery of an event, with the variant that is sent, and a body of its own. */
interface Case {
  organizationId: string;
  event: number | null;
  variant: string | null;
  own: string | null;
  body: string | null;
}

const cases: Case[] = [
  { organizationId: hub, event: 0, variant: 'plain', own: null, body: 'plain of 0' },
  { organizationId: hub, event: 0, variant: 'other', own: null, body: 'other of 0' },
  { organizationId: hub, event: 1, variant: 'plain', own: null, body: 'plain of 1' },
  { organizationId: hub, event: 1, variant: 'plain', own: 'its own', body: 'its own' },
  { organizationId: hub, event: 1, variant: null, own: null, body: null },
  { organizationId: hub, event: null, variant: null, own: 'a test', body: 'a test' },
  { organizationId: hub, event: null, variant: null, own: null, body: null },
  { organizationId: other, event: 0, variant: 'plain', own: null, body: 'plain of 0, of the other' },
];
let database: Database;

beforeAll(async () => {
  ({ database } = await testDatabase());
  const payload = (organizationId: string, event: number, variant: string, body: string) => ({
    event: { organizationId, id: idAt(event) },
    payload: { variant, contentType: 'application/json', body: bytes(body) },
  });
  await payloadsInsert(database, [
    payload(hub, 0, 'plain', 'plain of 0'),
    payload(hub, 0, 'other', 'other of 0'),
    payload(hub, 1, 'plain', 'plain of 1'),
    payload(hub, 1, 'other', 'other of 1'),
    payload(other, 0, 'plain', 'plain of 0, of the other'),
  ]);
  for (const [n, { organizationId, event, variant }] of cases.entries()) {
    if (event === null) continue;
    const delivery: NewDelivery = {
      id: idAt(1000 + n),
      event: { id: idAt(event), type: 't', objectType: 'o', objectId: '1', transactionId: hub },
      webhook: { id: hub },
      payload: variant === null ? null : { variant },
      ordered: false,
      ticket: null,
    };
    await deliveriesInsert(database, [delivery], { organizationId, now: new Date(at) });
  }
  await attemptsInsert(database, cases.map(rowOf));
});

it('reads attempts with what was sent', async () => {
  const ids = cases.map((_, n) => idAt(2000 + n));
  for (const organizationId of [hub, other]) {
    const found = await attemptsByIds(database, organizationId, ids);
    const expected = cases.flatMap((one, n) =>
      one.organizationId === organizationId ? [{ id: idAt(2000 + n), body: one.body }] : [],
    );
    const inOrder = found.sort((one, two) => (one.id < two.id ? -1 : 1));
    expect(inOrder.map(({ id, body }) => ({ id, body: body?.toString() ?? null }))).toEqual(expected);
  }
});

it('reads one attempt of its own organization, and no other', async () => {
  const found = await attemptGet(database, other, idAt(2007));
  expect(found).toMatchObject({
    id: idAt(2007),
    delivery_id: idAt(1007),
    request: { headers: { n: '7' } },
    response_headers: { n: '7' },
    response_body: bytes('thanks'),
    body: bytes('plain of 0, of the other'),
  });
  expect(await attemptGet(database, hub, idAt(2007))).toBeNull();
});

it('has no body where what was sent is no longer kept', async () => {
  await database.query({ text: 'delete from payloads where event_id = $1', values: [idAt(0)] });
  const [found] = await attemptsByIds(database, hub, [idAt(2000)]);
  expect(found?.body).toBeNull();
});

function rowOf({ organizationId, event, own }: Case, n: number): AttemptRow {
  return {
    organizationId,
    id: idAt(2000 + n),
    kind: event === null ? 'test' : 'delivery',
    deliveryId: event === null ? null : idAt(1000 + n),
    eventId: event === null ? null : idAt(event),
    webhookId: hub,
    eventType: 't',
    objectType: 'o',
    objectId: '1',
    transactionId: hub,
    number: 1,
    startedAt: new Date(at),
    timings: { total: 1 },
    request: { method: 'POST', url: 'https://hooks.example.com/', headers: { n: String(n) } },
    requestBody: own === null ? null : bytes(own),
    responseStatus: 200,
    responseHeaders: { n: String(n) },
    responseBody: bytes('thanks'),
    responseSize: 6,
    reason: null,
    detail: null,
    words: null,
  };
}
