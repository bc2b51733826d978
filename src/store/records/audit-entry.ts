import type { JsonObject } from '../../base/json.ts';

/** What can be done, each with a word for the thing and one for the act. Closed: a new one is added here. */
export const auditActions = [
  'organization.created',
  'organization.updated',
  'organization.removed',
  'token.created',
  'token.revoked',
  'credential.created',
  'credential.removed',
  'sign-in-link.created',
  'session.begun',
  'session.ended',
  'webhook.created',
  'webhook.updated',
  'webhook.enabled',
  'webhook.disabled',
  'webhook.secret-rotated',
  'webhook.removed',
  'webhook-set.updated',
  'webhook-set.enabled',
  'webhook-set.disabled',
  'webhook-set.secret-rotated',
  'webhook-set.secret-revealed',
  'webhook-set.removed',
  'event-type.created',
  'event-type.updated',
  'event-type.removed',
  'job.created',
  'job.cancelled',
  'delivery.resent',
  'delivery.cancelled',
  'object.log-erased',
  'secrets.resealed',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `token` and `credential` have ids; a `command` is run on the machine; `bellwire` acts by itself. */
export const auditActorKinds = ['token', 'credential', 'command', 'bellwire'] as const;
export type AuditActorKind = (typeof auditActorKinds)[number];

/** Who did it. */
export interface AuditActor {
  kind: AuditActorKind;
  id: string | null;
  /** As people knew it then. */
  name: string | null;
}

/** To what it was done. */
export interface AuditTarget {
  /** The first half of the action: `webhook`. */
  type: string;
  /** Null for what has none. */
  id: string | null;
  /** As people knew it then. */
  name: string | null;
}

/** One act on the side of administration: who did what, to what, when. Never changed once it is written. */
export interface AuditEntry {
  /** UUID, version 7. */
  id: string;
  /** Null for what concerns the installation. */
  organizationId: string | null;
  at: Date;
  actor: AuditActor;
  action: AuditAction;
  target: AuditTarget;
  /** What changed, and to what; never a secret. */
  details: JsonObject;
}
