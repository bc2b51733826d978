import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse.ts';
import { translateQuery } from './translate.ts';

function translate(query: string) {
  return translateQuery(parseQuery(query), (type) => (type === 'member' ? ['eav1'] : []));
}
const filter = (query: string) => (translate(query).list.filter as { all: unknown[] }).all[0];

describe('translating a query', () => {
  it('lists a type with the default page', () => {
    expect(translate('SELECT * FROM package_keys').list).toEqual({
      type: 'package_key',
      order: [],
      limit: 100,
      offset: 0,
    });
  });

  it('turns PAGE and ITEMS into limit and offset', () => {
    expect(translate('SELECT * FROM members PAGE 3 ITEMS 1000').list).toMatchObject({
      limit: 1000,
      offset: 2000,
    });
  });

  it.each([
    ["username = 'u'", { field: 'username', comparison: 'equals', value: 'u' }],
    ["eav1 LIKE '%y%'", { field: 'eav1', comparison: 'like', value: '%y%' }],
    ["email <> 'x'", { field: 'email', comparison: 'differs', value: 'x' }],
    ["id = '62'", { field: 'number', comparison: 'equals', value: 62 }],
    ['external_id = 007', { field: 'external_id', comparison: 'equals', value: '007' }],
    ['company IS NULL', { field: 'company', comparison: 'equals', value: '' }],
    [
      "area_status IN ('active', 'waiting')",
      {
        any: [
          { field: 'area_status', comparison: 'equals', value: 'active' },
          { field: 'area_status', comparison: 'equals', value: 'waiting' },
        ],
      },
    ],
    [
      "applications.name = 'x'",
      {
        field: 'name',
        relation: { childType: 'application', relation: 'member' },
        comparison: 'equals',
        value: 'x',
      },
    ],
    ["roles.name != 'x'", { not: { field: 'name', relation: 'roles', comparison: 'equals', value: 'x' } }],
  ])('translates %s', (where, expected) => {
    expect(filter(`SELECT * FROM members WHERE ${where}`)).toEqual(expected);
  });

  it('finds the username of an application at its member', () => {
    expect(filter("SELECT * FROM applications WHERE username = 'u' AND commercial = 1")).toEqual({
      all: [
        { field: 'username', relation: 'member', comparison: 'equals', value: 'u' },
        { field: 'commercial', comparison: 'equals', value: true },
      ],
    });
  });

  it('lets a second stand for the whole of it', () => {
    expect(filter("SELECT * FROM members WHERE created = '2026-01-31T08:00:00Z'")).toEqual({
      all: [
        { field: 'createdAt', comparison: 'at-least', value: '2026-01-31T08:00:00.000Z' },
        { field: 'createdAt', comparison: 'less', value: '2026-01-31T08:00:01.000Z' },
      ],
    });
    expect(filter("SELECT * FROM members WHERE updated > '2026-01-31 08:00'")).toEqual({
      field: 'updatedAt',
      comparison: 'at-least',
      value: '2026-01-31T08:00:01.000Z',
    });
  });

  it('asks for a related object, with conditions or without', () => {
    expect(filter("SELECT * FROM package_keys REQUIRE RELATED member WITH username = 'u'")).toEqual({
      all: [
        { field: 'number', relation: 'member', comparison: 'at-least', value: 0 },
        { field: 'username', relation: 'member', comparison: 'equals', value: 'u' },
      ],
    });
    expect(filter('SELECT * FROM members REQUIRE RELATED keys')).toEqual({
      field: 'number',
      relation: { childType: 'key', relation: 'member' },
      comparison: 'at-least',
      value: 0,
    });
  });

  it('looks for the service behind a plan’s definitions of services, and behind a definition', () => {
    const service = { field: 'service_key', relation: 'services', comparison: 'equals', value: 's' };
    for (const condition of [
      "WHERE plan_services.service_definition.service_key = 's'",
      "WHERE plan_services.service_definition.service.service_key = 's'",
    ])
      expect(filter(`SELECT * FROM plans ${condition}`)).toEqual(service);
    expect(
      filter("SELECT * FROM plans REQUIRE RELATED plan_services WITH service_definition.service_key = 's'"),
    ).toEqual({
      all: [{ field: 'number', relation: 'services', comparison: 'at-least', value: 0 }, service],
    });
    expect(
      filter("SELECT * FROM service_definitions REQUIRE RELATED service WITH service_key = 's'"),
    ).toEqual({
      all: [
        { field: 'number', comparison: 'at-least', value: 0 },
        { field: 'service_key', comparison: 'equals', value: 's' },
      ],
    });
    expect(translate('SELECT * FROM service_definitions ORDER BY name').list).toMatchObject({
      type: 'service',
      order: [{ field: 'name', direction: 'ascending' }],
    });
  });

  it('sorts by own fields', () => {
    expect(translate('SELECT * FROM plans ORDER BY name, created DESC').list.order).toEqual([
      { field: 'name', direction: 'ascending' },
      { field: 'createdAt', direction: 'descending' },
    ]);
  });

  it('selects fields and relations, whole ones by their bare names too', () => {
    const { selected } = translate('SELECT apikey, member.username, member.roles.*, plan FROM package_keys');
    expect([selected.all, [...selected.fields]]).toEqual([false, ['apikey']]);
    expect(selected.relations.get('member')).toMatchObject({ all: false, fields: new Set(['username']) });
    expect(selected.relations.get('member')?.relations.get('roles')?.all).toBe(true);
    expect(selected.relations.get('plan')?.all).toBe(true);
  });

  it.each([
    ['SELECT * FROM member', 'Column 15: there is no type member; there are: members, applications, keys'],
    ['SELECT nope FROM members', 'Column 8: a member has no field nope; it has: eav1, id'],
    ['SELECT username.x FROM members', 'Column 8: username is a field'],
    ['SELECT member.roles.members.roles FROM keys', 'Column 29: relations are followed 3 deep'],
    ['SELECT expires FROM package_keys', 'Column 8: a package_key has no field expires'],
    ["SELECT * FROM members WHERE applications.foo = 'x'", 'Column 42: an application has no field foo'],
    [
      "SELECT * FROM members WHERE applications.package_keys.status = 'x'",
      'Column 29: conditions reach one relation',
    ],
    [
      "SELECT * FROM plans WHERE plan_services.service_definition.service.keys.status = 'x'",
      'Column 27: conditions reach one relation far',
    ],
    ['SELECT plan_services.name FROM plans', 'a plan_service has no field name; it has: object_type'],
    [
      'SELECT * FROM service_definitions WHERE description = 1',
      'it has: id, service_key, name, created, updated, object_type',
    ],
    ['SELECT * FROM plan_services', 'there is no type plan_services; there are: members'],
    [
      'SELECT * FROM members REQUIRE RELATED services',
      'a member has no relation services; it has: applications',
    ],
    ["SELECT * FROM keys WHERE limits = 'x'", 'limits is not kept in a form that can be compared'],
    ["SELECT * FROM members WHERE passwd_new = 'x'", 'passwd_new is not kept in a form'],
    [
      "SELECT * FROM keys WHERE rate_limit_ceiling = 'many'",
      'Column 47: rate_limit_ceiling is compared with a number',
    ],
    ["SELECT * FROM keys WHERE created > 'soon'", 'Column 36: a date is written like'],
    ['SELECT * FROM applications WHERE commercial = 2', 'commercial is compared with true or false'],
    ['SELECT * FROM applications WHERE commercial IS NULL', 'commercial always has a value'],
    ['SELECT * FROM applications ORDER BY username', 'sorted by fields of its own type only'],
    [
      "SELECT * FROM members WHERE email LIKE 'x\\\\'",
      'Column 40: a pattern cannot end with a single backslash',
    ],
    ["SELECT * FROM members WHERE email = '\u0000'", 'must not contain the character U+0000'],
    ["SELECT * FROM members WHERE email = '\ud800'", 'must be well-formed Unicode'],
    ['SELECT * FROM members ITEMS 1001', 'ITEMS may be at most 1000'],
  ])('says what is wrong with %s', (query, message) => {
    expect(() => translate(query)).toThrow(message);
  });
});
