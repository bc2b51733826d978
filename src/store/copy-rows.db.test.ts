import {
  array,
  assert,
  asyncProperty,
  date,
  integer,
  jsonValue,
  option,
  record,
  string,
  uint8Array,
  uuid,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/harness/database.ts';
import { createCopyRows } from './copy-rows.ts';

const { database } = await testDatabase({ empty: true });
await database.query({
  text: 'create table copied (place serial, id uuid, words text, number integer, at timestamptz, data json, body bytea)',
});
const copy = 'copy copied (id, words, number, at, data, body) from stdin (format binary)';
const columns = 6;

const words = string({ unit: 'grapheme' }).filter(
  (value) => !value.includes('\u0000') && value.isWellFormed(),
);
const rowOf = record({
  id: option(uuid()),
  words: option(words),
  number: option(integer()),
  at: option(date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })),
  data: option(jsonValue().filter((value) => !JSON.stringify(value).includes('\\u'))),
  // Longer than what is set aside for it at first.
  body: option(uint8Array({ maxLength: 20_000 })),
});

describe('copied rows', () => {
  it('arrive as they were, whatever stands in them', () =>
    assert(
      asyncProperty(array(rowOf, { maxLength: 20 }), async (values) => {
        await database.query({ text: 'truncate copied' });
        const rows = createCopyRows(columns);
        for (const { id, words, number, at, data, body } of values) {
          rows.row().uuid(id).text(words).integer(number).time(at);
          rows
            .text(data === null ? null : JSON.stringify(data))
            .bytes(body === null ? null : Buffer.from(body));
        }
        await database.query({ text: copy, copyRows: rows.end() });
        const back = await database.query<Record<string, unknown>>({
          text: `
            select id, words, number, at, data::text as data, encode(body, 'hex') as body
            from copied order by place`,
        });
        expect(
          back.map((row) => ({ ...row, data: row.data === null ? null : JSON.parse(String(row.data)) })),
        ).toEqual(
          values.map(({ body, data, ...row }) => ({
            ...row,
            data: data === null ? null : JSON.parse(JSON.stringify(data)),
            body: body === null ? null : Buffer.from(body).toString('hex'),
          })),
        );
      }),
      { numRuns: 40 },
    ));

  it('are all refused where one of them breaks a rule, and the connection goes on', async () => {
    await database.query({ text: 'truncate copied' });
    await database.query({ text: 'create unique index on copied (number)' });
    await database.transaction(async (tx) => {
      await tx.query({ text: 'savepoint before' });
      const twice = createCopyRows(columns);
      for (let row = 0; row < 2; row++)
        twice.row().uuid(null).text('twice').integer(7).time(null).text(null).bytes(null);
      await expect(tx.query({ text: copy, copyRows: twice.end() })).rejects.toMatchObject({ code: '23505' });
      await tx.query({ text: 'rollback to before' });
      const once = createCopyRows(columns);
      once.row().uuid(null).text('once').integer(7).time(null).text(null).bytes(null);
      await tx.query({ text: copy, copyRows: once.end() });
    });
    expect(await database.query({ text: 'select words, number from copied' })).toEqual([
      { words: 'once', number: 7 },
    ]);
  });

  it('refuse what is no UUID and no time before anything is sent', () => {
    expect(() => createCopyRows(1).row().uuid('not one')).toThrow('Not a UUID');
    expect(() => createCopyRows(1).row().time(new Date(Number.NaN))).toThrow('Not a time');
  });
});
