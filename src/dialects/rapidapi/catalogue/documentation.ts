import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { deletedAt, owner, status, text } from './fields.ts';

/** What an API says about itself in its listing. An API has one at most. */
export const documentation: ObjectType = {
  name: 'documentation',
  plural: 'documentations',
  title: 'documentation',
  fields: {
    apiId: text('API', 64),
    readme: text('Text', 262_144, { required: true }),
    status,
    deletedAt,
  },
  relations: { api: owner('api') },
  unique: [{ name: 'api', field: 'apiId', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.api ? { apiId: outwardId(related.api) } : {}),
};
