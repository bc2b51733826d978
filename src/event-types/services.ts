import type { Principal } from '../access/principal.ts';
import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import type { Database } from '../store/database.ts';
import type { Organization } from '../store/records/organization.ts';

/** What the verbs on event types work with. */
export interface EventTypeServices {
  database: Database;
  clock: Clock;
  ids: Ids;
  /** Told that the types of an organization have changed; other nodes hear it from the database. */
  onChanged(organizationId: string): void;
}

/** Who asks, and in which organization. */
export interface EventTypeContext {
  principal: Principal;
  organization: Organization;
}
