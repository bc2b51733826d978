import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { count, deletedAt, picture, possibleOwner, status, text, texts, word } from './fields.ts';
import { oneOwner, ownerNumber } from './owners.ts';

/** An API that is listed in the hub. */
export const api: ObjectType = {
  name: 'api',
  plural: 'apis',
  title: 'API',
  fields: {
    name: text('Name', 255, { required: true }),
    slugifiedName: text('Name for addresses', 255),
    description: text('Description', 4096, { required: true }),
    longDescription: text('Long description', 65_536),
    category: text('Category', 255, { required: true }),
    apiType: word('Kind', ['http', 'kafka', 'async']),
    visibility: word('Visibility', ['PRIVATE', 'PUBLIC']),
    pricing: word('Pricing', ['FREE', 'PAID', 'FREEMIUM']),
    status,
    ownerId: count('The user or team that it belongs to'),
    currentVersionId: text('The version that is current', 64),
    thumbnail: picture,
    websiteUrl: text('Web site', 2048),
    termsOfService: text('Terms of service', 65_536),
    gatewayIds: texts('Gateways'),
    tags: {
      type: 'array',
      title: 'Tags',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 64 },
          tagdefinition: { type: 'string', minLength: 1, maxLength: 255 },
          value: { type: 'string', minLength: 1, maxLength: 255 },
        },
        required: ['id', 'tagdefinition', 'value'],
        additionalProperties: false,
      },
    },
    // What a gateway would go by: kept as it is given.
    settings: { type: 'object', title: 'Settings of calls', neverTold: true },
    deletedAt,
  },
  relations: {
    // An owner with APIs does not go: they are given away, or deleted by the rule for APIs, first.
    user: possibleOwner('user', { createOnly: false, whenParentGoes: 'refuse' }),
    team: possibleOwner('team', { createOnly: false, whenParentGoes: 'refuse' }),
  },
  unique: [{ name: 'slugifiedName', field: 'slugifiedName', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => ({ ownerId: ownerNumber(related) }),
  check: ({ related }) => oneOwner(related, 'ownerId'),
};
