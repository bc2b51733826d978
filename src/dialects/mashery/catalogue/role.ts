import type { Problem } from '../../../base/errors.ts';
import type { Draft, ObjectType } from '../../../catalogue/catalogue.ts';
import { flag, longText, text } from './fields.ts';

/** What a member may do in the portal: fields of the V2 and V3 pages on roles. No event tells of it. */
export const role: ObjectType = {
  name: 'role',
  plural: 'roles',
  title: 'role',
  fields: {
    name: text('Name', 127, { required: true }),
    description: longText('Description'),
    is_predefined: flag('Came with the product', { readOnly: true }),
    is_assignable: flag('May be given to members', { readOnly: true, default: true }),
    // Known to V3 only.
    is_orgrole: flag('Belongs to an organization', { readOnly: true }),
  },
  relations: {},
  // The V2 page says so. The names of predefined roles are looked after by `check`, as those came without asking.
  unique: [{ name: 'name', field: 'name', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  check,
  staysBecause: ({ fields }) =>
    fields.is_predefined === true ? 'This role came with the product and cannot be removed.' : null,
};

const predefinedNames = ['Administrator', 'Program Manager', 'Community Manager'];

function check({ before, fields }: Draft): Problem[] {
  if (before?.fields.is_predefined === true)
    return [
      { field: 'id', message: 'is that of a role that came with the product, which cannot be changed' },
    ];
  const name = String(fields.name).toLowerCase();
  return predefinedNames.some((predefined) => predefined.toLowerCase() === name)
    ? [{ field: 'name', message: 'is reserved for a role that came with the product' }]
    : [];
}

/** The roles that the V2 pages name as those who may write members, applications and keys. */
export const predefinedRoles = predefinedNames.map((name) => ({
  type: 'role',
  fields: { name, description: '', is_predefined: true, is_assignable: true, is_orgrole: false },
}));
