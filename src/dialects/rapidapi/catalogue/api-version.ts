import type { Field, ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { maxSpecBytes } from '../specs/read-document.ts';
import { count, deletedAt, flag, owner, status, text, word } from './fields.ts';

/** A version of an API. A new one is a draft. */
export const apiVersion: ObjectType = {
  name: 'api_version',
  plural: 'api_versions',
  title: 'API version',
  fields: {
    api: text('API', 64),
    name: text('Name', 255, { required: true }),
    current: flag('The version that is current'),
    versionStatus: word('Stage', ['DRAFT', 'ACTIVE', 'DEPRECATED']),
    visibility: word('Visibility', ['PRIVATE', 'PUBLIC']),
    apiSubType: word('What its endpoints speak', ['rest', 'graphql', 'kafka', 'soap']),
    status,
    targetGroupId: text('Target group', 64),
    oldApiVersionId: text('The version that it was copied from', 64),
    // Their values are kept sealed beside the object.
    secretParameters: {
      type: 'array',
      title: 'Secret parameters',
      neverTold: true,
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 64 },
          name: { type: 'string', minLength: 1, maxLength: 255 },
          placement: { type: 'string', enum: ['HEADER', 'QUERY'] },
          description: { type: 'string', maxLength: 4096 },
        },
        required: ['id', 'name', 'placement', 'description'],
        additionalProperties: false,
      },
    },
    associatedCertificates: {
      type: 'array',
      title: 'Certificates of its origin, by their ids elsewhere',
      neverTold: true,
      items: {
        type: 'object',
        properties: {
          apiCertificateId: { type: 'string', minLength: 1, maxLength: 255 },
          createdAt: { type: 'string', maxLength: 32 },
        },
        required: ['apiCertificateId', 'createdAt'],
        additionalProperties: false,
      },
    },
    deletedAt,
  },
  relations: { ofApi: owner('api') },
  unique: [{ name: 'name', field: 'name', within: 'ofApi', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related: { ofApi } }) => (ofApi ? { api: outwardId(ofApi) } : {}),
};

/** An address within a version, with its method. */
export const apiEndpoint: ObjectType = {
  name: 'api_endpoint',
  plural: 'api_endpoints',
  title: 'endpoint',
  fields: {
    apiversion: text('API version', 64),
    group: text('Group of endpoints that it is in', 64),
    name: text('Name', 255, { required: true }),
    method: word('Method', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    route: text('Route', 2048, { required: true }),
    description: text('Description', 65_536),
    index: count('Place in the list'),
    externalDocs: { type: 'object', title: 'Documentation elsewhere' },
    params: { type: 'object', title: 'Parameters' },
    requestPayloads: payloads('Examples of what is sent'),
    responsePayloads: payloads('Examples of what is answered'),
    isGraphQL: flag('Speaks GraphQL, with a schema of its own'),
    status,
    deletedAt,
  },
  relations: { apiVersion: owner('api_version') },
  unique: [],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  complete: ({ related }) => (related.apiVersion ? { apiversion: outwardId(related.apiVersion) } : {}),
};

/** Bodies as examples, in the words of the vendor's API. They can be large, and events go without them. */
function payloads(title: string): Field {
  const text = (maxLength: number) => ({ type: 'string', maxLength });
  return {
    type: 'array',
    title,
    neverTold: true,
    items: {
      type: 'object',
      properties: {
        name: text(255),
        format: text(255),
        description: text(4096),
        body: text(maxSpecBytes),
        headers: text(65_536),
        statusCode: { type: 'integer' },
        type: text(64),
        examples: {},
        schema: {},
      },
      additionalProperties: false,
    },
  };
}
