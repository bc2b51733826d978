import { permit } from '../access/principal.ts';
import { notFound } from '../base/errors.ts';
import { eventTypeGet, eventTypesList } from '../store/queries/event-types/event-types-list.ts';
import type { EventType } from '../store/records/event-type.ts';
import type { EventTypeContext, EventTypeServices } from './services.ts';

/** One event type. */
export async function getEventType(
  { database }: EventTypeServices,
  { principal, organization }: EventTypeContext,
  name: string,
): Promise<EventType> {
  permit(principal, 'event-types.read', organization.id);
  const found = await eventTypeGet(database, organization.id, name);
  if (found === null) throw notFound('The event type');
  return found;
}

/** All of them, by name. */
export async function listEventTypes(
  { database }: EventTypeServices,
  { principal, organization }: EventTypeContext,
): Promise<EventType[]> {
  permit(principal, 'event-types.read', organization.id);
  return eventTypesList(database, organization.id);
}
