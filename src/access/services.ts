import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Organization } from '../store/records/organization.ts';
import type { Vault } from '../store/vault.ts';
import type { Principal } from './principal.ts';

/** What the verbs of access work with. */
export interface AccessServices {
  database: Database;
  vault: Vault;
  clock: Clock;
  ids: Ids;
  /** By the name of the dialect: the dialects that an organization may live in. */
  catalogues: ReadonlyMap<string, Catalogue>;
  /** The roles that a dialect itself knows; none for most. */
  dialectRolesOf?(dialect: string): readonly string[];
  /** Whether clients of a dialect bring the secret of an API key and nothing else; not so for most. */
  keysAreSecrets?(dialect: string): boolean;
  /** Makes the objects that a new organization of its dialect begins with, without an event. */
  seedObjects(tx: Transaction, organization: Organization): Promise<void>;
}

/** Who asks, and about which organization. */
export interface OrganizationContext {
  principal: Principal;
  organization: Organization;
}
