import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { maxSpecBytes } from '../specs/read-document.ts';
import { deletedAt, flag, owner, status, text, word } from './fields.ts';

/** What can be asked of an endpoint that speaks GraphQL. Nothing is told of it: the vendor has no event for it. */
export const graphqlSchema: ObjectType = {
  name: 'graphql_schema',
  plural: 'graphql_schemas',
  title: 'GraphQL schema',
  fields: {
    endpointId: text('Endpoint', 64),
    schema: text('In the language of GraphQL schemas', maxSpecBytes, { required: true }),
    sourceType: word('How it was given', ['SDL', 'introspection', 'schemaAST']),
    isIntrospectionCall: flag('Comes from asking the endpoint'),
    introspectionCallUrl: text('Address of the endpoint', 2048),
    allowHubSchemaRefresh: flag('May be asked for anew by people of the hub'),
    status,
    deletedAt,
  },
  relations: { endpoint: owner('api_endpoint') },
  unique: [{ name: 'endpoint', field: 'endpointId', keptForever: false }],
  emits: [],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.endpoint ? { endpointId: outwardId(related.endpoint) } : {}),
};
