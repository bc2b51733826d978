import type { EventType } from '../store/records/event-type.ts';
import { getEventType, listEventTypes } from './get.ts';
import { type EventTypeInput, putEventType } from './put.ts';
import { removeEventType } from './remove.ts';
import type { EventTypeContext, EventTypeServices } from './services.ts';

/** The verbs on event types. */
export interface EventTypes {
  list(context: EventTypeContext): Promise<EventType[]>;
  get(context: EventTypeContext, name: string): Promise<EventType>;
  put(
    context: EventTypeContext,
    name: string,
    input: EventTypeInput,
  ): Promise<EventType & { created: boolean }>;
  remove(context: EventTypeContext, name: string): Promise<void>;
}

export function createEventTypes(services: EventTypeServices): EventTypes {
  return {
    list: (context) => listEventTypes(services, context),
    get: (context, name) => getEventType(services, context, name),
    put: (context, name, input) => putEventType(services, context, name, input),
    remove: (context, name) => removeEventType(services, context, name),
  };
}
