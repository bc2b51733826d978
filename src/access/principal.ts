import { BellwireError, notFound } from '../base/errors.ts';
import type { Role } from '../store/records/role.ts';

/** Whoever is asking, however they signed in. */
export interface Principal {
  /** How it is named in events: `token:<id>`, `credential:<id>`, `bellwire`. */
  actor: string;
  role: Role;
  /** How people know it, where they do: a user name, the name of a token. */
  name?: string;
  /** Its role in the words of its dialect, which narrows what `role` allows there. Without one, `role` alone counts. */
  dialectRole?: string;
  /** The organizations it may see; null for all of them, those to come included. */
  organizationIds: readonly string[] | null;
}

/** Everything that can be asked for. */
export type Permission =
  | 'organizations.manage'
  | 'organizations.read'
  | 'tokens.manage'
  | 'credentials.manage'
  | 'audit.read'
  | 'objects.read'
  | 'objects.write'
  | 'webhooks.read'
  | 'webhooks.write'
  | 'event-types.read'
  | 'event-types.write'
  | 'events.read'
  | 'events.publish'
  | 'deliveries.read'
  | 'deliveries.resend';

const reading: readonly Permission[] = [
  'organizations.read',
  'objects.read',
  'webhooks.read',
  'event-types.read',
  'events.read',
  'deliveries.read',
];
const editing: readonly Permission[] = [
  ...reading,
  'objects.write',
  'webhooks.write',
  'event-types.write',
  'events.publish',
  'deliveries.resend',
];

const permissionsOf: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  administrator: new Set([
    ...editing,
    'organizations.manage',
    'tokens.manage',
    'credentials.manage',
    'audit.read',
  ]),
  editor: new Set(editing),
  publisher: new Set(['organizations.read', 'event-types.read', 'events.publish']),
  viewer: new Set(reading),
};

/**
 * The one place where permission is checked. Throws `not-found` for an organization outside the principal's reach,
 * so that a refusal never says whether a thing exists, and `forbidden` for what its role does not allow.
 * Without an organization, the principal must reach all of them.
 */
export function permit(principal: Principal, permission: Permission, organizationId: string | null): void {
  const { organizationIds } = principal;
  if (organizationId !== null && organizationIds !== null && !organizationIds.includes(organizationId)) {
    throw notFound('The organization');
  }
  if (organizationId === null && organizationIds !== null) {
    throw new BellwireError(
      'forbidden',
      'This needs a token for the whole installation, not for some organizations.',
    );
  }
  if (!permissionsOf[principal.role].has(permission)) {
    throw new BellwireError('forbidden', `The role ${principal.role} may not do this (${permission}).`);
  }
}
