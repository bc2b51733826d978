import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../catalogue/accept-input.ts';
import { checkCatalogue } from '../../../catalogue/check-catalogue.ts';
import { validateFields } from '../../../catalogue/validate.ts';
import { v2CreateOnly } from '../v2-create-only.ts';
import { v2DerivedFields, v3OnlyFields } from '../v2-fields.ts';
import { masheryCatalogue } from './index.ts';

describe('the Mashery catalogue', () => {
  const { types } = masheryCatalogue;

  it('fits together', () => {
    expect(checkCatalogue(masheryCatalogue)).toEqual([]);
  });

  it.each(Object.keys(types))('has valid defaults for a %s', (name) => {
    const type = types[name]!;
    expect(validateFields(type, withDefaults(type, {}, []), [])).toEqual([]);
  });

  it.each(masheryCatalogue.firstObjects)('has a valid first object: $fields.name', ({ type, fields }) => {
    expect(validateFields(types[type]!, fields, [])).toEqual([]);
  });

  it('tells of members, applications and keys only', () => {
    const told = Object.values(types).filter(({ emits }) => emits.length > 0);
    expect(told.map(({ name }) => name)).toEqual(['member', 'application', 'key', 'package_key']);
    expect(told.every(({ emits }) => emits.length === 3)).toBe(true);
  });

  it('has the fields that the lists beside it name', () => {
    for (const [name, fields] of [...Object.entries(v2CreateOnly), ...Object.entries(v3OnlyFields)])
      for (const field of fields) expect(Object.keys(types[name]!.fields)).toContain(field);
  });

  it('stores nothing that is derived', () => {
    for (const [name, derived] of Object.entries(v2DerivedFields))
      for (const field of derived) expect(Object.keys(types[name]!.fields)).not.toContain(field);
  });

  it('refuses a status that is none, and takes text in any script', () => {
    const fields = withDefaults(types.member!, { username: 'زينب', display_name: '🐝 "x" /?%..' }, []);
    expect(validateFields(types.member!, fields, [])).toEqual([]);
    expect(validateFields(types.member!, { ...fields, area_status: 'gone' }, [])).toMatchObject([
      { field: 'area_status' },
    ]);
    expect(validateFields(types.member!, { ...fields, username: 'x'.repeat(256) }, [])).toMatchObject([
      { field: 'username' },
    ]);
  });
});
