import type { Principal } from '../access/principal.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Organization } from '../store/records/organization.ts';

/** Who asks, and in which organization. */
export interface Context {
  principal: Principal;
  organization: Organization;
  catalogue: Catalogue;
}
