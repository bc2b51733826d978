import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { activity, attributes, text } from './fields.ts';

/** Who calls the APIs: fields of the vendor's developer entity. */
export const developer: ObjectType = {
  name: 'developer',
  plural: 'developers',
  title: 'developer',
  fields: {
    email: text('E-mail address', 255, { required: true, format: 'email' }),
    firstName: text('First name', 255, { required: true }),
    lastName: text('Last name', 255, { required: true }),
    userName: text('User name', 255, { required: true }),
    status: activity,
    attributes,
  },
  relations: {},
  unique: [{ name: 'email', field: 'email', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};
