import type { JsonObject } from '../../../base/json.ts';
import { createCopyRows } from '../../copy-rows.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';

/** One HTTP try, as the log keeps it. */
export interface AttemptRow {
  organizationId: string;
  id: string;
  kind: 'delivery' | 'before' | 'test';
  deliveryId: string | null;
  eventId: string | null;
  webhookId: string;
  eventType: string;
  objectType: string;
  objectId: string | null;
  transactionId: string;
  number: number;
  startedAt: Date;
  /** Milliseconds that each phase took, those that happened. */
  timings: { dns?: number; connect?: number; tls?: number; wait?: number; body?: number; total: number };
  request: { method: string; url: string; headers: Record<string, string> };
  requestBody: Buffer | null;
  responseStatus: number | null;
  responseHeaders: JsonObject | null;
  responseBody: Buffer | null;
  responseSize: number | null;
  reason: string | null;
  detail: string | null;
  /** What it is found by; null where it is not searched for. Each once, none of them empty. */
  words: readonly string[] | null;
}

const columns = [
  'organization_id',
  'id',
  'kind',
  'delivery_id',
  'event_id',
  'webhook_id',
  'event_type',
  'object_type',
  'object_id',
  'transaction_id',
  'number',
  'started_at',
  'timings',
  'request',
  'request_body',
  'response_status',
  'response_headers',
  'response_body',
  'response_size',
  'reason',
  'detail',
  'words',
];

/** Appends attempts to the log. */
export async function attemptsInsert(queries: Queries, attempts: readonly AttemptRow[]): Promise<void> {
  if (attempts.length === 0) return;
  const rows = createCopyRows(columns.length);
  for (const attempt of attempts) {
    rows
      .row()
      .uuid(attempt.organizationId)
      .uuid(attempt.id)
      .text(attempt.kind)
      .uuid(attempt.deliveryId)
      .uuid(attempt.eventId)
      .uuid(attempt.webhookId)
      .text(attempt.eventType)
      .text(attempt.objectType)
      .text(attempt.objectId)
      .uuid(attempt.transactionId)
      .integer(attempt.number)
      .time(attempt.startedAt)
      .text(JSON.stringify(attempt.timings))
      .text(JSON.stringify(attempt.request))
      .bytes(attempt.requestBody)
      .integer(attempt.responseStatus)
      .text(attempt.responseHeaders === null ? null : JSON.stringify(attempt.responseHeaders))
      .bytes(attempt.responseBody)
      .integer(attempt.responseSize)
      .text(attempt.reason)
      .text(attempt.detail)
      .words(attempt.words);
  }
  await queries.query({
    text: `copy attempts (${columns}) from stdin (format binary)`,
    copyRows: rows.end(),
  });
}

/** Whether an attempt is in the log. Index: the primary key. */
export async function attemptKnown(
  queries: Queries,
  { organizationId, id }: Pick<AttemptRow, 'organizationId' | 'id'>,
): Promise<boolean> {
  const rows = await queries.query({
    text: `select 1 from attempts where organization_id = ${unseen('$1')} and id = $2`,
    values: [organizationId, id],
  });
  return rows.length > 0;
}
