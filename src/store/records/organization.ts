import type { UnknownEventTypes } from './event-type.ts';

/** A tenant. It lives in one dialect. */
export interface Organization {
  /** UUID, version 7. The area's uuid of a Mashery client. */
  id: string;
  /** Short name for paths: `acme`. */
  key: string;
  /** Whole number for clients that know tenants by one: the site id of a Mashery client. */
  number: number;
  name: string;
  dialect: string;
  settings: OrganizationSettings;
  createdAt: Date;
  updatedAt: Date;
}

/** What one can choose for an organization. */
export interface OrganizationSettings {
  /** Text fields that the organization adds to a type: type name → field names. */
  customFields: Record<string, string[]>;
  /** How many days its log is kept. Without it, as long as the installation says. */
  retentionDays?: number;
  /** Whether a webhook that is made through the dialect's own API is on at once. Without it: yes. */
  newWebhooksEnabled?: boolean;
  /** Whether types of events that are not registered may be published. Without it they may. */
  unknownEventTypes?: UnknownEventTypes;
  /** Whether what goes with its parent is told of too, where a dialect leaves that out. Without it: as the vendor has it. */
  cascadeProfile?: CascadeProfile;
}

/** `documented`: the events that the vendor's pages list. `complete`: one for every object that goes. */
export type CascadeProfile = 'documented' | 'complete';
