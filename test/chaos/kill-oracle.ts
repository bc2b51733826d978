import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../src/store/records/event.ts';
import type { ReceivedCall } from '../harness/receiver.ts';
import type { AskedChange } from './kill-story.ts';

/** What is in the database when all is over. */
export interface SavedState {
  /** In the order in which they were made. */
  events: { id: string; type: string; object_id: string; data: Snapshot }[];
  /** Those of the types that events tell of. */
  objects: { id: string; type: string; version: number; fields: object }[];
  deliveries: { event_id: string; state: string }[];
}

/** Everything that is not as it was promised, in words. Empty when the promise was kept. */
export function brokenPromises(asked: AskedChange[], saved: SavedState, calls: ReceivedCall[]): string[] {
  return [
    ...answers(asked),
    ...acknowledgedButNotSaved(asked, saved),
    ...savedWithoutEvent(saved),
    ...savedButNotDelivered(saved, calls),
    ...deliveredButNotSaved(saved, calls),
    ...repeatsThatDiffer(calls),
  ];
}

function answers(asked: AskedChange[]): string[] {
  return asked.flatMap(({ type, outcome }) =>
    typeof outcome === 'string' ? [] : `${type} was answered ${outcome.status}: ${outcome.text}`,
  );
}

function acknowledgedButNotSaved(asked: AskedChange[], { events }: SavedState): string[] {
  return asked
    .filter(({ outcome }) => outcome === 'acknowledged')
    .filter(({ type, objectId, mark }) => {
      const isIt = (event: SavedState['events'][number]) =>
        event.type === type &&
        event.object_id === objectId &&
        (mark === null || event.data.object.fields[mark[0]] === mark[1]);
      return !events.some(isIt);
    })
    .map(({ type, objectId, mark }) => `${type} ${objectId} ${mark} was acknowledged and has no event`);
}

/** Each change of an object is one version and one event: so they can be counted against each other. */
function savedWithoutEvent({ events, objects }: SavedState): string[] {
  const byObject = groupBy(events, ({ object_id: id }) => id);
  const wrong: string[] = [];
  for (const { id, type, version, fields } of objects) {
    const own = byObject.get(id) ?? [];
    byObject.delete(id);
    if (own.length !== version) wrong.push(`${type} ${id} has version ${version} and ${own.length} events`);
    if (!isDeepStrictEqual(own.at(-1)?.data.object.fields, fields))
      wrong.push(`${type} ${id} is not as its last event tells`);
  }
  for (const [id, own] of byObject) {
    const { type } = own.at(-1)!;
    if (!type.endsWith('.deleted')) wrong.push(`${type} ${id} is told of and not there`);
  }
  return wrong;
}

function savedButNotDelivered({ events, deliveries }: SavedState, calls: ReceivedCall[]): string[] {
  const arrived = new Set(calls.map(idOf));
  const byEvent = groupBy(deliveries, ({ event_id: id }) => id);
  return events.flatMap(({ id, type }) => {
    const states = (byEvent.get(id) ?? []).map(({ state }) => state).join();
    if (states !== 'delivered') return `${type} ${id} has the deliveries [${states}]`;
    return arrived.has(id) ? [] : `${type} ${id} never arrived`;
  });
}

function deliveredButNotSaved({ events }: SavedState, calls: ReceivedCall[]): string[] {
  const known = new Set(events.map(({ id }) => id));
  return calls.filter((call) => !known.has(idOf(call))).map((call) => `${call.url} arrived and is not saved`);
}

function repeatsThatDiffer(calls: ReceivedCall[]): string[] {
  return [...groupBy(calls, idOf)].flatMap(([id, repeats]) => {
    const first = repeats[0]!;
    const same = repeats.every(
      ({ method, url, bytes }) => method === first.method && url === first.url && bytes.equals(first.bytes),
    );
    return same ? [] : `${id} arrived in different forms`;
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function idOf({ headers }: ReceivedCall): string {
  return headers['webhook-id'] ?? '';
}
