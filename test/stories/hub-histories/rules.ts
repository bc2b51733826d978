import { expect } from 'vitest';
import { untoldFields } from '../../../src/catalogue/told-fields.ts';
import { rapidapiCatalogue } from '../../../src/dialects/rapidapi/catalogue/index.ts';
import type { DoneOperation, Stored, ToldEvent } from './world.ts';

/** That nothing is told which is not so in the database, and that what is told comes in the order of its causes. */
export function checkTruth({ before, after, events }: DoneOperation): void {
  const seen = new Map<string, ToldEvent['operation']>();
  for (const { operation, type, rows } of events) {
    for (const { id } of rows) {
      expect(type).toBe((after.get(id) ?? before.get(id))?.type);
      // Created where it was not, once; changed or gone where it was.
      if (operation === 'created') expect([before.has(id), seen.has(id)]).toEqual([false, false]);
      else expect(before.has(id) || seen.get(id) === 'created').toBe(true);
      expect(seen.get(id)).not.toBe('deleted');
      if (operation === 'deleted') expect(after.has(id)).toBe(false);
      seen.set(id, operation);
    }
  }
  for (const [id, shown] of lastShown(events)) {
    const now = after.get(id);
    if (now === undefined) continue;
    // The last that is told of it is how it stands, but for what is never told.
    const secret = untoldFields(rapidapiCatalogue.types[now.type]);
    for (const name of secret) expect(shown).not.toHaveProperty(name);
    const told = Object.entries(now.fields).filter(([name]) => !secret.includes(name));
    expect(shown).toEqual(Object.fromEntries(told));
    expect(now.version).toBeGreaterThan(before.get(id)?.version ?? 0);
  }
  checkOrder(events, { before, after });
}

function lastShown(events: readonly ToldEvent[]): Map<string, ToldEvent['rows'][number]['fields']> {
  return new Map(events.flatMap(({ rows }) => rows.map(({ id, fields }) => [id, fields] as const)));
}

/** Parents are created before what hangs on them, and go after it. */
function checkOrder(
  events: readonly ToldEvent[],
  { before, after }: Pick<DoneOperation, 'before' | 'after'>,
): void {
  const placeOf = (operation: ToldEvent['operation']) =>
    new Map(
      events.flatMap((event, place) =>
        event.operation === operation ? event.rows.map(({ id }) => [id, place] as const) : [],
      ),
    );
  const ordered = (
    places: ReadonlyMap<string, number>,
    objects: ReadonlyMap<string, Stored>,
    sign: 1 | -1,
  ) => {
    for (const [id, place] of places) {
      for (const parent of objects.get(id)?.parents ?? []) {
        const other = places.get(parent);
        if (other !== undefined) expect(sign * (place - other)).toBeGreaterThan(0);
      }
    }
  };
  ordered(placeOf('created'), after, 1);
  ordered(placeOf('deleted'), before, -1);
}

/** In the profile `complete`: whatever goes is told, once, if its type tells of that at all. */
export function checkAllGoneTold({ before, after, events }: DoneOperation): void {
  const gone = [...before.values()].filter(
    ({ id, type }) => !after.has(id) && rapidapiCatalogue.types[type]?.emits.includes('deleted'),
  );
  const told = events.flatMap(({ operation, rows }) =>
    operation === 'deleted' ? rows.map(({ id }) => id) : [],
  );
  expect(told.toSorted()).toEqual(gone.map(({ id }) => id).toSorted());
}
