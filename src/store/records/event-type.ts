import type { JsonObject } from '../../base/json.ts';

/** What an organization says of a type of events that are published in it. */
export interface EventType {
  organizationId: string;
  /** `invoice.paid`. */
  name: string;
  title: string | null;
  description: string | null;
  /** The JSON Schema that the data of such an event must satisfy. */
  schema: JsonObject;
  /** Data that satisfies it. */
  example: JsonObject | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Whether types that the organization has not registered may be published. */
export type UnknownEventTypes = 'accept' | 'refuse';
