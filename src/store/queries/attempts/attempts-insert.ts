import type { JsonObject } from '../../../base/json.ts';
import { bytes, integers, jsons, texts, times, uuids } from '../../arrays.ts';
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

/**
 * Appends attempts to the log. One that is in it already is passed over: when the answer to a commit was lost, the same
 * results are written again, and the first time may have counted.
 */
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
      )
      on conflict (organization_id, id) do nothing`,
    values: [
      uuids(attempts, (attempt) => attempt.organizationId),
      uuids(attempts, (attempt) => attempt.id),
      texts(attempts, (attempt) => attempt.kind),
      uuids(attempts, (attempt) => attempt.deliveryId),
      uuids(attempts, (attempt) => attempt.eventId),
      uuids(attempts, (attempt) => attempt.webhookId),
      texts(attempts, (attempt) => attempt.eventType),
      texts(attempts, (attempt) => attempt.objectType),
      texts(attempts, (attempt) => attempt.objectId),
      uuids(attempts, (attempt) => attempt.transactionId),
      integers(attempts, (attempt) => attempt.number),
      times(attempts, (attempt) => attempt.startedAt),
      jsons(attempts, (attempt) => JSON.stringify(attempt.timings)),
      jsons(attempts, (attempt) => JSON.stringify(attempt.request)),
      bytes(attempts, (attempt) => attempt.requestBody),
      integers(attempts, (attempt) => attempt.responseStatus),
      jsons(attempts, (attempt) =>
        attempt.responseHeaders === null ? null : JSON.stringify(attempt.responseHeaders),
      ),
      bytes(attempts, (attempt) => attempt.responseBody),
      integers(attempts, (attempt) => attempt.responseSize),
      texts(attempts, (attempt) => attempt.reason),
      texts(attempts, (attempt) => attempt.detail),
    ],
  });
}

/** Whether an attempt is in the log. Index: the primary key. */
export async function attemptKnown(
  queries: Queries,
  { organizationId, id }: Pick<AttemptRow, 'organizationId' | 'id'>,
): Promise<boolean> {
  const rows = await queries.query({
    text: 'select 1 from attempts where organization_id = $1 and id = $2',
    values: [organizationId, id],
  });
  return rows.length > 0;
}
