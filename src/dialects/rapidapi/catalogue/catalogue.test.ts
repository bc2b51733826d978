import { describe, expect, it } from 'vitest';
import { eventTypeOf } from '../../../catalogue/catalogue.ts';
import { checkCatalogue } from '../../../catalogue/check-catalogue.ts';
import { eventTypes } from './event-types.ts';
import { rapidapiCatalogue } from './index.ts';

describe('the catalogue of a hub', () => {
  it('fits together', () => {
    expect(checkCatalogue(rapidapiCatalogue)).toEqual([]);
  });

  it('has 44 event types, each for an operation that its type tells of, and none besides', () => {
    const listed = eventTypes.map(({ objectType, operation }) => eventTypeOf(objectType, operation));
    const emitted = Object.values(rapidapiCatalogue.types).flatMap(({ name, emits }) =>
      emits.map((operation) => eventTypeOf(name, operation)),
    );
    expect(new Set(eventTypes.map(({ name }) => name)).size).toBe(44);
    expect(listed.toSorted()).toEqual(emitted.toSorted());
  });
});
