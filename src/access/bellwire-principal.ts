import type { Principal } from './principal.ts';

/** Bellwire itself: what it does at nobody's request, such as making the objects a new organization begins with. */
export const bellwirePrincipal: Principal = {
  actor: 'bellwire',
  role: 'administrator',
  organizationIds: null,
};
