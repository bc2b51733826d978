import type { JsonObject } from '../../base/json.ts';
import type { ChangeSnapshot, EventRecord } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Answer } from './attempt.ts';

/**
 * What a delivery looks like on the wire. Implemented by the dialects and by `formats`; handed to the pipeline by
 * `main`, which is why the pipeline knows none of them. Everything in it is pure.
 */
export interface Format {
  /** As webhooks name it: `mashery`. */
  name: string;
  /** JSON Schema of a webhook's `settings` in this format. Its `default`s are filled in when a webhook is saved. */
  settingsSchema: JsonObject;
  /** Whether a webhook wants to be told of this. */
  wants(webhook: Webhook, event: Pick<EventRecord, 'type' | 'objectType' | 'data'>): boolean;
  /** Which body it is sent: webhooks with the same variant get the same bytes. Null: no body. */
  variantOf(webhook: Webhook, event: EventRecord): string | null;
  /** Renders a variant's body, once for each event. */
  render(variant: string, event: EventRecord): Payload;
  /** The request for one attempt. Called for each attempt, since the signature carries the time. */
  request(input: RequestInput): WireRequest;
  /** Whether attempts are searched by what was sent and answered. Without it that costs nothing. */
  searched?: boolean;
  /** Present where webhooks may be asked before a change is saved. */
  before?: BeforeCalls;
  /** Present where an answer to a delivery may carry changes to the object. Null where it carries none. */
  returnedData?(webhook: Webhook, event: EventRecord, answer: Answer): JsonObject | null;
}

/** A rendered body: the exact bytes that are sent. */
export interface Payload {
  variant: string;
  contentType: string;
  body: Buffer;
}

export interface RequestInput {
  webhook: Webhook;
  event: EventRecord;
  /** Null where the variant is null. */
  payload: Payload | null;
  now: Date;
}

/** A request ready to be sent. Header names in lower case. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Headers that the log shows without their values, besides those of credentials and signatures. */
  secretHeaders?: readonly string[];
  /** The header that names the trace which the event began in, where that is known; `traceparent` names the attempt's. */
  traceHeader?: string;
}

/** What a change looks like before it is saved. */
export interface ProposedChange {
  organizationId: string;
  /** `package_key.created`: the event it would become. */
  eventType: string;
  objectType: string;
  /** Null for an object that is not there yet. */
  objectId: string | null;
  transactionId: string;
  snapshot: ChangeSnapshot;
}

/** Asking webhooks ahead of a save. */
export interface BeforeCalls {
  wants(webhook: Webhook, proposed: ProposedChange): boolean;
  request(input: { webhook: Webhook; proposed: ProposedChange; now: Date }): WireRequest;
  /** What an answer means. Undefined answers (no connection, time-out) are not asked about. */
  interpret(proposed: ProposedChange, answer: Answer): BeforeDecision;
  /** Milliseconds to wait for the decision, and what to do when none comes. */
  limits(webhook: Webhook): { timeoutMs: number; whenUnanswered: 'proceed' | 'refuse' };
}

/** What a receiver decided about a change before it is saved. */
export type BeforeDecision =
  | { type: 'proceed' }
  /** Go on with these fields changed; only those a caller may write are taken. */
  | { type: 'enrich'; fields: JsonObject }
  | { type: 'refuse'; message: string; problems: { field: string; message: string }[] }
  /** The answer makes no sense. Treated like no answer. */
  | { type: 'unanswered'; detail: string };
