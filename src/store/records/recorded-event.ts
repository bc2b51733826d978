import type { JsonObject } from '../../base/json.ts';

/** An event that an application has recorded in its own transaction, and that is not in the log yet. */
export interface RecordedEvent {
  /** The id that the event will have. */
  id: string;
  organizationId: string;
  /** Shared by all that one transaction of the application has recorded. */
  transactionId: string;
  /** `database:<role>`. */
  actor: string;
  type: string;
  object: { type: string; id: string; number: number | null };
  data: JsonObject;
  related: Record<string, { type: string; id: string; number?: number | null; data: JsonObject }>;
  occurredAt: Date;
}

/** Why a recorded event could not become an event. */
export interface RecordedRefusal {
  id: string;
  reason: 'organization-removed' | 'event-invalid' | 'cannot-be-kept';
  /** In words. */
  detail: string;
}
