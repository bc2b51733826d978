import type { JsonObject } from '../../../base/json.ts';
import type { Queries } from '../../database.ts';

/** One HTTP try, as the log keeps it. */
export interface AttemptRow {
  organizationId: string;
  id: string;
  kind: 'delivery' | 'before';
  deliveryId: string | null;
  eventId: string | null;
  webhookId: string;
  eventType: string;
  objectType: string;
  objectId: string | null;
  transactionId: string;
  number: number;
  startedAt: Date;
  timings: object;
  request: { method: string; url: string; headers: Record<string, string> };
  requestBody: Buffer | null;
  responseStatus: number | null;
  responseHeaders: JsonObject | null;
  responseBody: Buffer | null;
  responseSize: number | null;
  reason: string | null;
  detail: string | null;
}

/** Appends attempts to the log. */
export async function attemptsInsert(queries: Queries, attempts: readonly AttemptRow[]): Promise<void> {
  if (attempts.length === 0) return;
  await queries.query({
    name: 'attempts-insert',
    text: `
      insert into attempts (
        organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id,
        transaction_id, number, started_at, timings, request, request_body, response_status, response_headers,
        response_body, response_size, reason, detail
      )
      select * from unnest(
        $1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[],
        $10::uuid[], $11::integer[], $12::timestamptz[], $13::jsonb[], $14::jsonb[], $15::bytea[], $16::integer[],
        $17::jsonb[], $18::bytea[], $19::integer[], $20::text[], $21::text[]
      )`,
    values: [
      attempts.map((attempt) => attempt.organizationId),
      attempts.map((attempt) => attempt.id),
      attempts.map((attempt) => attempt.kind),
      attempts.map((attempt) => attempt.deliveryId),
      attempts.map((attempt) => attempt.eventId),
      attempts.map((attempt) => attempt.webhookId),
      attempts.map((attempt) => attempt.eventType),
      attempts.map((attempt) => attempt.objectType),
      attempts.map((attempt) => attempt.objectId),
      attempts.map((attempt) => attempt.transactionId),
      attempts.map((attempt) => attempt.number),
      attempts.map((attempt) => attempt.startedAt),
      attempts.map((attempt) => JSON.stringify(attempt.timings)),
      attempts.map((attempt) => JSON.stringify(attempt.request)),
      attempts.map((attempt) => attempt.requestBody),
      attempts.map((attempt) => attempt.responseStatus),
      attempts.map((attempt) =>
        attempt.responseHeaders === null ? null : JSON.stringify(attempt.responseHeaders),
      ),
      attempts.map((attempt) => attempt.responseBody),
      attempts.map((attempt) => attempt.responseSize),
      attempts.map((attempt) => attempt.reason),
      attempts.map((attempt) => attempt.detail),
    ],
  });
}
