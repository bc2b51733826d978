import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { audit } from '../store/audit.ts';
import { eventTypeDelete } from '../store/queries/event-types/event-type-put.ts';
import { notify } from '../store/queries/notify.ts';
import type { EventTypeContext, EventTypeServices } from './services.ts';

/** Forgets what was registered for an event type. Events of that type stay as they are. */
export async function removeEventType(
  services: EventTypeServices,
  { principal, organization }: EventTypeContext,
  name: string,
): Promise<void> {
  permit(principal, 'event-types.write', organization.id);
  await services.database.transaction(async (tx) => {
    if (!(await eventTypeDelete(tx, organization.id, name))) throw notFound('The event type');
    await notify(tx, `event-types ${organization.id}`);
    const act = { action: 'event-type.removed', target: { id: name } } as const;
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act }]);
  });
  services.onChanged(organization.id);
}
