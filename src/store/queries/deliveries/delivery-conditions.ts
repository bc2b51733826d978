import type { Conditions } from '../log-conditions.ts';

/** What deliveries can be narrowed by, whichever of them are looked at. */
export interface DeliveryMatch {
  /** These and no others. */
  ids?: readonly string[];
  eventId?: string;
  webhookId?: string;
  type?: string;
  objectType?: string;
  objectId?: string;
  /** Of the last attempt. */
  status?: number | '2xx' | '3xx' | '4xx' | '5xx' | 'none';
  /** Of the last attempt. */
  reason?: string;
  /** By the time at which they were accepted. */
  from?: Date;
  to?: Date;
  /** What somebody has typed: see `searchOf`. */
  search?: string;
}

/** Adds what `match` asks for; `search` has become `found` by then. */
export function addDeliveryMatch(
  conditions: Conditions,
  match: DeliveryMatch,
  found: SearchFound | null,
): void {
  conditions.anyOf('id', 'uuid', match.ids);
  conditions.equals('event_id', match.eventId);
  conditions.equals('webhook_id', match.webhookId);
  conditions.equals('event_type', match.type);
  conditions.equals('object_type', match.objectType);
  conditions.equals('object_id', match.objectId);
  conditions.status('last_status', match.status);
  conditions.equals('last_reason', match.reason);
  conditions.between('id', match.from, match.to);
  if (found === null) return;
  conditions.equals('id', found.id);
  conditions.equals('event_id', found.eventId);
  conditions.equals('object_id', found.objectId);
  conditions.anyOf('event_type', 'text', found.types);
}

/** What a search text names; exactly one of these. */
export interface SearchFound {
  id?: string;
  eventId?: string;
  objectId?: string;
  types?: readonly string[];
}
