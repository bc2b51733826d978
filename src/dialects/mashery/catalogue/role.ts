import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { flag, longText, text } from './fields.ts';

/** What a member may do in the portal: fields of the V3 page on roles. No event tells of it. */
export const role: ObjectType = {
  name: 'role',
  plural: 'roles',
  title: 'role',
  fields: {
    name: text('Name', 32, { required: true }),
    description: longText('Description'),
    is_predefined: flag('Came with the product', { readOnly: true }),
    is_assignable: flag('May be given to members', { default: true }),
    // Known to V3 only.
    is_orgrole: flag('Belongs to an organization', { readOnly: true }),
  },
  relations: {},
  unique: [],
  emits: [],
  customFields: false,
  cascades: [],
};

/** The roles that the V2 pages name as those who may write members, applications and keys. */
export const predefinedRoles = ['Administrator', 'Program Manager', 'Community Manager'].map((name) => ({
  type: 'role',
  fields: { name, description: '', is_predefined: true, is_assignable: true, is_orgrole: false },
}));
