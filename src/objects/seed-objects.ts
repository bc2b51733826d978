import type { Clock } from '../base/clock.ts';
import type { Ids } from '../base/ids.ts';
import { withDefaults } from '../catalogue/accept-input.ts';
import { type Catalogue, typeOf } from '../catalogue/catalogue.ts';
import type { ObjectRecord } from '../catalogue/object-record.ts';
import type { Queries } from '../store/database.ts';
import { objectsInsert } from '../store/queries/changes/objects-write.ts';
import { objectNumbersTake } from '../store/queries/objects/object-numbers-take.ts';
import type { Organization } from '../store/records/organization.ts';

/**
 * Makes the objects that a new organization begins with, in the transaction that makes the organization. No event
 * tells of them: nobody can have registered a webhook yet.
 */
export async function seedObjects(
  tx: Queries,
  services: { clock: Clock; ids: Ids },
  catalogue: Catalogue,
  organization: Organization,
): Promise<void> {
  const numbers = await objectNumbersTake(tx, catalogue.firstObjects.length);
  const now = services.clock.now();
  const objects = catalogue.firstObjects.map(
    ({ type, fields }, index): ObjectRecord => ({
      organizationId: organization.id,
      id: services.ids.uuid(),
      type,
      number: numbers[index]!,
      version: 1,
      fields: withDefaults(typeOf(catalogue, type), fields, []),
      links: {},
      createdAt: now,
      updatedAt: now,
    }),
  );
  await objectsInsert(tx, objects);
}
