import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { count, deletedAt, owner, status, text } from './fields.ts';

/** A heading under which endpoints of a version are listed. Nothing is told of it: the vendor has no event for it. */
export const endpointsGroup: ObjectType = {
  name: 'endpoints_group',
  plural: 'endpoints_groups',
  title: 'group of endpoints',
  fields: {
    apiVersionId: text('API version', 64),
    name: text('Name', 255, { required: true }),
    description: text('Description', 65_536),
    index: count('Place in the list'),
    externalDocs: { type: 'object', title: 'Documentation elsewhere' },
    status,
    deletedAt,
  },
  relations: { apiVersion: owner('api_version') },
  unique: [{ name: 'name', field: 'name', within: 'apiVersion', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.apiVersion ? { apiVersionId: outwardId(related.apiVersion) } : {}),
};
