import { eventTypes, type HubEventType } from './event-types.ts';

/** What an event type may be called: it stands in lists and in `type` of each event. */
export const namePattern = '^[A-Za-z0-9][A-Za-z0-9 ._:-]{0,99}$';

const byName = new Map(eventTypes.map((type) => [type.name, type]));
const byBellwire = new Map(eventTypes.map((type) => [bellwireNameOf(type), type]));

/** By the name that the vendor gave it: `API.CREATED`. */
export function eventTypeNamed(name: string): HubEventType | undefined {
  return byName.get(name);
}

/** By the name that Bellwire gives it: `api.created`. */
export function eventTypeOfBellwire(name: string): HubEventType | undefined {
  return byBellwire.get(name);
}

/** What Bellwire calls it, in its own API and log. */
export function bellwireNameOf({ objectType, operation }: HubEventType): string {
  return `${objectType}.${operation}`;
}
