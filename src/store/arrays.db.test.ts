import {
  array,
  assert,
  asyncProperty,
  boolean,
  date,
  integer,
  option,
  string,
  uint8Array,
  uuid,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { booleans, bytes, integers, texts, times, uuids } from './arrays.ts';

const { database } = await testDatabase({ empty: true });
const same = <Value>(value: Value) => value;

async function back(type: string, encoded: Buffer): Promise<unknown[]> {
  const [row] = await database.query<{ back: unknown[] }>({
    name: `back-${type}`,
    text: `select coalesce(array(select to_jsonb(x) from unnest($1::${type}[]) with ordinality u (x, place) order by place), '{}') as back`,
    values: [encoded],
  });
  return row!.back;
}

const text = string({ unit: 'grapheme' }).filter(
  (value) => !value.includes('\u0000') && value.isWellFormed(),
);
const many = <Value>(value: Parameters<typeof option<Value>>[0]) => array(option(value), { maxLength: 20 });
const runs = { numRuns: 40 };

describe('an array of', () => {
  it('UUIDs arrives as it was', () =>
    assert(
      asyncProperty(many(uuid()), async (values) => {
        expect(await back('uuid', uuids(values, same))).toEqual(values);
      }),
      runs,
    ));

  it('whole numbers arrives as it was', () =>
    assert(
      asyncProperty(many(integer()), async (values) => {
        expect(await back('integer', integers(values, same))).toEqual(values);
      }),
      runs,
    ));

  it('truths arrives as it was', () =>
    assert(
      asyncProperty(many(boolean()), async (values) => {
        expect(await back('boolean', booleans(values, same))).toEqual(values);
      }),
      runs,
    ));

  it('texts arrives as it was, whatever stands in them', () =>
    assert(
      asyncProperty(many(text), async (values) => {
        expect(await back('text', texts(values, same))).toEqual(values);
      }),
      runs,
    ));

  it('bytes arrives as it was', () =>
    assert(
      asyncProperty(many(uint8Array()), async (values) => {
        const buffers = values.map((value) => (value === null ? null : Buffer.from(value)));
        const hex = buffers.map((value) => (value === null ? null : `\\x${value.toString('hex')}`));
        expect(await back('bytea', bytes(buffers, same))).toEqual(hex);
      }),
      runs,
    ));

  it('times arrives as it was, to the millisecond', () =>
    assert(
      asyncProperty(
        many(date({ min: new Date('1900-01-01'), max: new Date('2999-01-01'), noInvalidDate: true })),
        async (values) => {
          const found = await back('timestamptz', times(values, same));
          const ms = (value: unknown) => (value === null ? null : new Date(String(value)).getTime());
          expect(found.map(ms)).toEqual(values.map((value) => value?.getTime() ?? null));
        },
      ),
      runs,
    ));

  it.each([
    '',
    'x',
    '01a20ad7-c44d-7000-9524-c6a2fd134b0',
    '01a20ad7-c44d-7000-9524-c6a2fd134b0ff',
    'g1a20ad7-c44d-7000-9524-c6a2fd134b0f',
  ])('UUIDs is not made of %j', (value) => expect(() => uuids([value], same)).toThrow(TypeError));
});
