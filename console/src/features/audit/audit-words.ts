import type { AuditEntry } from '../../shared/api/types.ts';

type Action = AuditEntry['action'];

/** What was done, in words. */
const words: Record<Action, string> = {
  'organization.created': 'Organization made',
  'organization.updated': 'Organization changed',
  'organization.removed': 'Organization deleted',
  'token.created': 'Token made',
  'token.revoked': 'Token revoked',
  'credential.created': 'Credential made',
  'credential.removed': 'Credential deleted',
  'sign-in-link.created': 'Sign-in link made',
  'session.begun': 'Signed in',
  'session.ended': 'Signed out',
  'webhook.created': 'Webhook added',
  'webhook.updated': 'Webhook changed',
  'webhook.enabled': 'Webhook switched on',
  'webhook.disabled': 'Webhook switched off',
  'webhook.secret-rotated': 'Webhook given a new secret',
  'webhook.removed': 'Webhook deleted',
  'webhook-set.updated': 'Event types renamed',
  'webhook-set.enabled': 'Event triggers switched on',
  'webhook-set.disabled': 'Event triggers switched off',
  'webhook-set.secret-rotated': 'Callback URLs given a new secret',
  'webhook-set.secret-revealed': 'Secret of the callback URLs revealed',
  'webhook-set.removed': 'Event triggers deleted',
  'event-type.created': 'Event type registered',
  'event-type.updated': 'Event type changed',
  'event-type.removed': 'Event type deleted',
  'job.created': 'Job begun',
  'job.cancelled': 'Job cancelled',
  'delivery.resent': 'Delivery sent again',
  'delivery.cancelled': 'Delivery cancelled',
  'object.log-erased': 'Log of an object erased',
  'secrets.resealed': 'Secrets sealed with the newest key',
};

/** A server that is newer than this page may know acts which have no words here. */
export function actionWords(action: string): string {
  return Object.hasOwn(words, action) ? words[action as Action] : action;
}

/** What the list can be narrowed to: each with a word of the address, and what it stands for. */
export const kinds = [
  { value: 'any', label: 'Anything', of: [] },
  { value: 'sign-ins', label: 'Signing in and out', of: ['session', 'sign-in-link'] },
  { value: 'access', label: 'Tokens and credentials', of: ['token', 'credential'] },
  { value: 'webhooks', label: 'Webhooks', of: ['webhook', 'webhook-set'] },
  { value: 'event-types', label: 'Event types', of: ['event-type'] },
  { value: 'sending', label: 'Jobs and deliveries', of: ['job', 'delivery'] },
  { value: 'erasing', label: 'Erasing', of: ['object'] },
  { value: 'organizations', label: 'Organizations', of: ['organization'] },
  { value: 'secrets', label: 'Sealing', of: ['secrets'] },
] as const;

/** The actions of a kind; none for all of them, or for a kind that is not known. */
export function actionsOf(kind: string | undefined): Action[] {
  const things: readonly string[] = kinds.find(({ value }) => value === kind)?.of ?? [];
  const all = Object.keys(words) as Action[];
  return all.filter((action) => things.includes(action.slice(0, action.indexOf('.'))));
}

/** Who did it, as one can ask for them: `token:<id>`. */
export function actorOf({ actor: { kind, id } }: AuditEntry): string {
  return id === null ? kind : `${kind}:${id}`;
}

/** Who did it, as people know them. */
export function actorWords({ actor: { kind, name } }: AuditEntry): string {
  if (kind === 'bellwire') return 'Bellwire itself';
  return kind === 'command' ? `Command ${name ?? ''}`.trim() : (name ?? kind);
}
