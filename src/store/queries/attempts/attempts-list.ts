import type { PageRequest } from '../../../base/page.ts';
import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { createConditions } from '../log-conditions.ts';

/** An attempt as the log lists it. */
export interface AttemptListRow {
  id: string;
  kind: 'delivery' | 'before' | 'test';
  delivery_id: string | null;
  event_id: string | null;
  webhook_id: string;
  event_type: string;
  object_type: string;
  object_id: string | null;
  transaction_id: string;
  number: number;
  started_at: Date;
  timings: { total: number };
  response_status: number | null;
  reason: string | null;
  detail: string | null;
}

/** An attempt with what was sent and what came back. */
export interface AttemptDetailsRow extends AttemptListRow {
  request: { method: string; url: string; headers: Record<string, string> };
  body: Buffer | null;
  response_headers: Record<string, string | string[]> | null;
  response_body: Buffer | null;
  response_size: number | null;
}

export interface AttemptListFilter {
  kind?: string;
  deliveryId?: string;
  eventId?: string;
  webhookId?: string;
  type?: string;
  objectType?: string;
  objectId?: string;
  transactionId?: string;
  status?: number | '2xx' | '3xx' | '4xx' | '5xx' | 'none';
  reason?: string;
  succeeded?: boolean;
  /** Of tests alone, which are few: a part of the event type, or the id of the test or of its object. */
  search?: string;
  from?: Date;
  to?: Date;
}

const columns = `
  a.id, a.kind, a.delivery_id, a.event_id, a.webhook_id, a.event_type, a.object_type, a.object_id,
  a.transaction_id, a.number, a.started_at, a.timings, a.response_status, a.reason, a.detail`;

/** What of an attempt with its bytes is in its own row, but for its body. */
export const ownColumns = `${columns}, a.request, a.response_headers, a.response_body, a.response_size`;

/** Attempts by id. Uses the primary key, attempts_by_delivery, attempts_by_webhook or, for tests, attempts_tests. */
export async function attemptsList(
  queries: Queries,
  organizationId: string,
  filter: AttemptListFilter,
  page: PageRequest,
): Promise<AttemptListRow[]> {
  const conditions = createConditions('a.organization_id', organizationId);
  // In the words of the index: with a parameter it would not be taken once the statement's plan is made for any value.
  if (filter.kind === 'test') conditions.always(`a.kind = 'test'`);
  else conditions.equals('a.kind', filter.kind);
  conditions.equals('a.delivery_id', filter.deliveryId);
  conditions.equals('a.event_id', filter.eventId);
  conditions.equals('a.webhook_id', filter.webhookId);
  conditions.equals('a.event_type', filter.type);
  conditions.equals('a.object_type', filter.objectType);
  conditions.equals('a.object_id', filter.objectId);
  conditions.equals('a.transaction_id', filter.transactionId);
  conditions.status('a.response_status', filter.status);
  conditions.equals('a.reason', filter.reason);
  if (filter.succeeded !== undefined) conditions.isNull('a.reason', filter.succeeded);
  if (filter.kind === 'test') conditions.anyHas(['a.event_type', 'a.id::text', 'a.object_id'], filter.search);
  conditions.between('a.id', filter.from, filter.to);
  const end = conditions.page('a.id', page);
  return queries.query<AttemptListRow>({
    text: `select ${columns} from attempts a ${end}`,
    values: conditions.values,
  });
}

/** All attempts of one delivery, oldest first. */
export async function attemptsOfDelivery(
  queries: Queries,
  organizationId: string,
  deliveryId: string,
): Promise<AttemptListRow[]> {
  return queries.query<AttemptListRow>({
    name: 'attempts-of-delivery',
    text: `
      select ${columns}
      from attempts a
      where a.organization_id = ${unseen('$1')} and a.delivery_id = $2
      order by a.id`,
    values: [organizationId, deliveryId],
  });
}
