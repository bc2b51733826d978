import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { deletedAt, flag, status, text } from './fields.ts';

/** A person who uses the hub. */
export const user: ObjectType = {
  name: 'user',
  plural: 'users',
  title: 'user',
  fields: {
    username: text('User name', 255, { required: true }),
    name: text('Name', 255),
    email: text('E-mail', 320, { required: true, format: 'email' }),
    status,
    company: text('Company', 255),
    position: text('Position', 255),
    location: text('Location', 255),
    bio: text('About', 4096),
    thumbnail: text('Picture', 2048),
    isUserCreatedBySSO: flag('Made by single sign-on'),
    deletedAt,
  },
  relations: {},
  unique: [
    { name: 'username', field: 'username', keptForever: false },
    { name: 'email', field: 'email', keptForever: false },
  ],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
};
