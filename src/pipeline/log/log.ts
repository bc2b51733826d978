import type { Page, PageRequest } from '../../base/page.ts';
import type { Doer } from '../../store/audit.ts';
import type { Reason } from '../delivery/reasons.ts';
import type { HistoryView } from './history.ts';
import type { AttemptSearch } from './search/found-ids.ts';
import type { CountedSearch } from './search/search-log.ts';
import type {
  AttemptDetails,
  AttemptKind,
  AttemptView,
  DeliveryDetails,
  DeliveryState,
  DeliveryView,
  EventDetails,
  EventView,
} from './views.ts';

/**
 * Everything that can be asked about what happened and what was sent. Answers for one organization only, and checks
 * no permission: its callers do. Lists are ordered by id, which is the order of time, newest first.
 */
export interface DeliveryLog {
  events(input: { organizationId: string; filter: EventFilter; page: PageRequest }): Promise<Page<EventView>>;
  event(organizationId: string, id: string): Promise<EventDetails | null>;
  deliveries(input: {
    organizationId: string;
    filter: DeliveryFilter;
    page: PageRequest;
  }): Promise<Page<DeliveryView>>;
  delivery(organizationId: string, id: string): Promise<DeliveryDetails | null>;
  attempts(input: {
    organizationId: string;
    filter: AttemptFilter;
    page: PageRequest;
  }): Promise<Page<AttemptView>>;
  attempt(organizationId: string, id: string): Promise<AttemptDetails | null>;
  /** What happened to one object, and where it was told. */
  history(input: {
    organizationId: string;
    objectType: string;
    objectId: string;
    page: PageRequest;
  }): Promise<Page<HistoryView>>;
  /** Attempts that can be searched, by their words, in the order of time. Throws `unavailable` where that takes too long. */
  search(input: AttemptSearch): Promise<AttemptDetails[]>;
  /** How many a search would find, up to ten thousand. */
  searchCount(input: CountedSearch): Promise<number>;
  /** Owes a delivery afresh: the same event id, the schedule of retries from its start. */
  resend(asked: { organizationId: string; deliveryId: string; by: Doer }): Promise<ResendResult>;
  /** Gives a delivery up that is not being sent at this moment. The name of `by` stands in the log as who did. */
  cancel(asked: { organizationId: string; deliveryId: string; by: Doer }): Promise<CancelResult>;
  /**
   * Erases, for good, what the log holds of one object. Answers with how much that was, or null where the log knows
   * the object as another type. Doing it again finds what came since.
   */
  eraseObject(input: { organizationId: string; type: string; id: string; by: Doer }): Promise<Erased | null>;
}

/** How much was erased. */
export interface Erased {
  /** Events whose fields were erased: the object's own, and those of objects that told of it as their parent. */
  events: number;
  /** Bodies that were sent, or were to be sent, and are no longer kept. */
  payloads: number;
  /** Attempts and "before" calls whose bodies, answers and details were erased. */
  attempts: number;
  /** Deliveries that were still owed and can no longer be made. */
  cancelled: number;
}

/** What came of giving a delivery up. */
export type CancelResult = 'cancelled' | 'not-found' | 'already-finished' | 'being-sent';

/** What came of asking for a delivery to be sent again. */
export type ResendResult =
  | 'queued'
  | 'not-found'
  | 'data-erased'
  | 'webhook-gone'
  | 'webhook-off'
  | 'already-waiting'
  | 'event-gone';

/** From `from` (included) to `to` (not included), by the time in the id. */
export interface TimeRange {
  from?: Date;
  to?: Date;
}

/** What all three lists can be narrowed by. */
export interface ObjectFilter extends TimeRange {
  /** An event type: `package_key.created`. */
  type?: string;
  objectType?: string;
  objectId?: string;
}

export interface EventFilter extends ObjectFilter {
  transactionId?: string;
}

/** An HTTP status, or all that begin with a digit. `none` is where no answer came. */
export type StatusFilter = number | '2xx' | '3xx' | '4xx' | '5xx' | 'none';

export interface DeliveryFilter extends ObjectFilter {
  eventId?: string;
  webhookId?: string;
  /** Any of these. */
  states?: DeliveryState[];
  /** Of the last attempt. */
  status?: StatusFilter;
  /** Of the last attempt. */
  reason?: Reason;
  /** The id of a delivery, an event or an object, or words in event types. */
  search?: string;
}

export interface AttemptFilter extends ObjectFilter {
  kind?: AttemptKind;
  deliveryId?: string;
  eventId?: string;
  webhookId?: string;
  transactionId?: string;
  status?: StatusFilter;
  reason?: Reason;
  /** Whether it succeeded. */
  succeeded?: boolean;
  /** Of tests alone: a part of the event type, or the id of the test or of its object. */
  search?: string;
}
