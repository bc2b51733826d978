import { assert, dictionary, jsonValue, option, property, record, string } from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import type { EventRecord, Snapshot } from './event.ts';
import { fieldsJsonOf, snapshotJsonOf } from './event-json.ts';

const object = record({
  type: string(),
  id: string(),
  number: option(jsonValue().filter((value) => typeof value === 'number')),
  createdAt: option(string()),
  updatedAt: option(string()),
  fields: dictionary(string(), jsonValue()),
});
const snapshot = record(
  {
    operation: option(string()),
    object,
    related: dictionary(string(), object),
    onlyFor: dictionary(string(), string()).map(Object.keys),
    erasedAt: string(),
  },
  { requiredKeys: ['operation', 'object', 'related'] },
);

it('is what JSON.stringify says, whatever an event holds', () => {
  assert(
    property(snapshot, (data) => {
      const event = { data: data as unknown as Snapshot } as EventRecord;
      expect(JSON.parse(snapshotJsonOf(event))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});

it('makes the text of the fields once', () => {
  const fields: JsonObject = { a: 1 };
  const event = { data: { object: { fields } } } as unknown as EventRecord;
  expect(fieldsJsonOf(event)).toBe('{"a":1}');
  expect(fieldsJsonOf(event)).toBe(event.fieldsJson);
});
