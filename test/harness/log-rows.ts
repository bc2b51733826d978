import { randomBytes } from 'node:crypto';
import { uuidAtMs } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/database.ts';
import type { AttemptRow } from '../../src/store/queries/attempts/attempts-insert.ts';
import type { Snapshot } from '../../src/store/records/event.ts';

/** A delivery as a test wants it, with what belongs to it; the rest is made up. */
export interface LoggedDelivery {
  organizationId: string;
  /** When it all was made. */
  at: Date;
  state?: string;
  dueAt?: Date | 'infinity' | null;
  leasedBy?: string | null;
  objectType?: string;
  objectId?: string;
  data?: Snapshot;
}

/** The ids of what was saved. */
export interface LoggedIds {
  eventId: string;
  deliveryId: string;
  attemptId: string;
  transactionId: string;
}

/** A UUID, version 7, of a time: others of the same time differ. */
export function uuidAt(at: Date): string {
  return uuidAtMs(at.getTime()).slice(0, 24) + randomBytes(6).toString('hex');
}

/** Saves an event with a body, one delivery of it and one attempt, all of the same time. */
export async function insertLogged(database: Database, row: LoggedDelivery): Promise<LoggedIds> {
  const [eventId, deliveryId, attemptId] = [uuidAt(row.at), uuidAt(row.at), uuidAt(row.at)];
  const [objectId, webhookId, transactionId] = [
    row.objectId ?? uuidAt(row.at),
    uuidAt(row.at),
    uuidAt(row.at),
  ];
  const objectType = row.objectType ?? 'member';
  const data = row.data ?? snapshot(objectType, objectId, { username: 'joe' });
  await database.query({
    text: `
      insert into events (organization_id, id, type, object_type, object_id, transaction_id, actor, occurred_at, data)
      values ($1, $2, $3 || '.updated', $3, $4, $5, 'token:1', $6, $7)`,
    values: [row.organizationId, eventId, objectType, objectId, transactionId, row.at, JSON.stringify(data)],
  });
  await database.query({
    text: `insert into payloads values ($1, $2, 'plain', 'application/json', $3)`,
    values: [row.organizationId, eventId, Buffer.from(JSON.stringify(data))],
  });
  await database.query({
    text: `
      insert into deliveries (
        organization_id, id, event_id, webhook_id, event_type, object_type, object_id, transaction_id, variant,
        state, due_at, leased_by, created_at
      )
      values ($1, $2, $3, $4, $5 || '.updated', $5, $6, $7, 'plain', $8, $9, $10, $11)`,
    values: [
      row.organizationId,
      deliveryId,
      eventId,
      webhookId,
      objectType,
      objectId,
      transactionId,
      row.state ?? 'delivered',
      row.dueAt ?? null,
      row.leasedBy ?? null,
      row.at,
    ],
  });
  await database.query({
    text: `
      insert into attempts (
        organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id,
        transaction_id, number, started_at, timings, request, response_status, response_headers, response_body,
        response_size
      )
      values (
        $1, $2, 'delivery', $3, $4, $5, $6 || '.updated', $6, $7, $8, 1, $9, '{"total": 1}',
        '{"method": "PUT", "url": "https://example.com", "headers": {}}', 200, '{"x-who": "joe"}', $10, 9
      )`,
    values: [
      row.organizationId,
      attemptId,
      deliveryId,
      eventId,
      webhookId,
      objectType,
      objectId,
      transactionId,
      row.at,
      Buffer.from('hello joe'),
    ],
  });
  return { eventId, deliveryId, attemptId, transactionId };
}

/** A snapshot of one object, with the objects it hangs on. */
export function snapshot(
  type: string,
  id: string,
  fields: Record<string, string>,
  related: Snapshot['related'] = {},
): Snapshot {
  const times = { createdAt: null, updatedAt: null };
  return { operation: 'updated', object: { type, id, number: 7, ...times, fields }, related };
}

/** An attempt of its own, as it is written to the log; without words. */
export function madeAttemptRow(at: Date): AttemptRow {
  const [id, webhookId] = [uuidAt(at), uuidAt(at)];
  return {
    organizationId: uuidAtMs(1),
    id,
    kind: 'test',
    deliveryId: null,
    eventId: null,
    webhookId,
    eventType: 'member.created',
    objectType: 'member',
    objectId: null,
    transactionId: id,
    number: 1,
    startedAt: at,
    timings: { total: 1 },
    request: { method: 'POST', url: 'https://hooks.example.com/', headers: {} },
    requestBody: null,
    responseStatus: 200,
    responseHeaders: {},
    responseBody: null,
    responseSize: 0,
    reason: null,
    detail: null,
    words: null,
  };
}
