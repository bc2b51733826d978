import { BellwireError } from './errors.ts';

/** What a node does. All nodes answer to operators. */
export interface Roles {
  /** It serves the APIs: it accepts changes and events. */
  api: boolean;
  /** It sends. */
  delivery: boolean;
}

/** One node that does everything. */
export const allRoles: Roles = { api: true, delivery: true };

/** Throws `invalid` for a node that would have nothing to do. */
export function checkRoles(roles: Roles): void {
  if (roles.api || roles.delivery) return;
  throw new BellwireError('invalid', 'With --no-api and --no-delivery there is nothing left to do.');
}
