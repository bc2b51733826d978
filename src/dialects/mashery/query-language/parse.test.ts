import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';

const names = (path: { text: string }[]) => path.map(({ text }) => text).join('.');

describe('parsing a query', () => {
  it('reads every clause', () => {
    const query = parseQuery(
      `SELECT *, member.roles.*, username FROM package_keys WHERE status = 'active'
       REQUIRE RELATED member WITH username = 'u' ORDER BY created DESC, apikey PAGE 3 ITEMS 50`,
    );
    expect(query.selections.map(({ path, all }) => [names(path), all])).toEqual([
      ['', true],
      ['member.roles', true],
      ['username', false],
    ]);
    expect(query.from.text).toBe('package_keys');
    expect(query.required.map(({ relation }) => relation.text)).toEqual(['member']);
    expect(query.order.map(({ path, descending }) => [names(path), descending])).toEqual([
      ['created', true],
      ['apikey', false],
    ]);
    expect([query.page, query.items]).toEqual([3, 50]);
  });

  it('reads keywords in any case', () => {
    expect(parseQuery('select * from members where not (a = 1) order by a asc page 2').page).toBe(2);
  });

  it('binds AND closer than OR, and NOT closest', () => {
    const { where } = parseQuery("SELECT * FROM members WHERE a = '1' OR NOT b > 2 AND c LIKE '%y%'");
    expect(where).toMatchObject({
      kind: 'or',
      parts: [
        { kind: 'comparison', operator: '=' },
        {
          kind: 'and',
          parts: [
            { kind: 'not', part: { operator: '>' } },
            { kind: 'comparison', operator: 'like' },
          ],
        },
      ],
    });
  });

  it.each([
    [`'it''s'`, "it's"],
    [`'it\\'s'`, "it's"],
    [`"it's"`, "it's"],
    [`"a \\"b\\" \\\\ c"`, 'a "b" \\ c'],
    [`'100\\%'`, '100\\%'],
    [`'a/b?c=%2F..'`, 'a/b?c=%2F..'],
    [`'مرحبا 👋'`, 'مرحبا 👋'],
    [`''`, ''],
  ])('reads the quoted text %s', (written, meant) => {
    const { where } = parseQuery(`SELECT * FROM members WHERE a = ${written}`);
    expect(where).toMatchObject({ values: [{ kind: 'text', text: meant }] });
  });

  it('reads IN, NOT IN, IS NULL and IS NOT NULL', () => {
    const { where } = parseQuery(
      "SELECT * FROM members WHERE a IN ('x', 2, true) AND b NOT IN (1) AND c IS NULL AND d IS NOT NULL",
    );
    expect(where).toMatchObject({
      kind: 'and',
      parts: [
        { operator: 'in', values: [{ kind: 'text' }, { kind: 'number' }, { kind: 'boolean' }] },
        { kind: 'not', part: { operator: 'in' } },
        { operator: 'is-null' },
        { kind: 'not', part: { operator: 'is-null' } },
      ],
    });
  });

  it.each([
    ['', 'Column 1: expected SELECT, but the query ends'],
    ['DELETE FROM members', 'Column 1: expected SELECT, but there is "DELETE"'],
    ['SELECT FROM members', 'Column 8: expected a field, a relation or *, but there is "FROM"'],
    ['SELECT * FROM members WHERE', 'Column 28: expected a field, but the query ends'],
    ["SELECT * FROM members WHERE a = 'x", 'Column 33: this quoted text does not end'],
    ['SELECT * FROM members WHERE a == 1', 'Column 32: expected a value'],
    ['SELECT * FROM members WHERE a = b', 'Column 33: expected a value'],
    ['SELECT * FROM members; DROP TABLE x', 'Column 22: unexpected character ;'],
    ['SELECT * FROM members WHERE (a = 1', 'Column 35: expected ")", but the query ends'],
    ['SELECT * FROM members PAGE 0', 'Column 28: expected a page number from 1'],
    ['SELECT * FROM members PAGE 1 PAGE 2', 'Column 30: expected the end of the query'],
    ['SELECT * FROM members ITEMS 1.5', 'Column 29: expected a number of items from 1'],
    ['SELECT * FROM members ORDER BY a WHERE b = 1', 'Column 34: expected the end of the query'],
    ['SELECT * FROM members WHERE a = 1 🙂', 'Column 35: unexpected character 🙂'],
    ['SELECT * FROM members WHERE a = 12abc', 'Column 33: unexpected character 1'],
  ])('points at what is wrong in %j', (query, message) => {
    expect(() => parseQuery(query)).toThrow(message);
  });

  it('refuses conditions nested without end', () => {
    const query = `SELECT * FROM members WHERE ${'('.repeat(5000)}a = 1${')'.repeat(5000)}`;
    expect(() => parseQuery(query)).toThrow('nested 32 levels deep');
  });

  it('refuses a query longer than anybody types', () => {
    expect(() => parseQuery(`SELECT * FROM members WHERE a = '${'x'.repeat(20_000)}'`)).toThrow(
      'at most 16384',
    );
  });
});
