import type { JsonObject } from '../../../../base/json.ts';
import { deleteEndpoints, type EndpointInput, updateOrCreateEndpoint } from '../../operations/endpoints.ts';
import type { SchemaInput } from '../../operations/graphql-schemas.ts';
import { changeAny, done } from '../domain/change.ts';
import { allOf, withIds } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { listAll } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import { readSchema } from '../gql-schemas/read-schema.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const endpointsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      endpoint(id: ID!): Endpoint
      endpoints(where: EndpointWhereInput!): EndpointConnection
    }
    type Mutation {
      "With endpointId: changes that endpoint. Without it: makes one in the version. Answers with the endpoint."
      updateOrCreateEndpointWithParameters(input: updateOrCreateEndpointWithParameters): Any
      deleteEndpoint(endpointId: String): Any
      deleteEndpoints(endpointIds: [String]): Any
    }
    type Endpoint {
      id: ID!
      apiversion: String
      "The id of the group that it is in"
      group: String
      name: String
      method: ApiEndpointHttpMethod!
      route: String
      description: String
      index: Int
      externalDocs: ExternalDocs
      params: Any
      "Examples of what is sent"
      requestPayloads: [RequestPayload]
      "Examples of what is answered"
      responsePayloads: [ResponsePayload]
      status: String
      createdAt: DateTime
      updatedAt: DateTime
    }
    type RequestPayload {
      id: String!
      name: String
      format: String
      body: String
      description: String
      type: String
      statusCode: Int
      apiendpoint: String
      apiversion: String
      examples: Any
      schema: Any
    }
    type ResponsePayload {
      id: String!
      name: String
      format: String
      body: String
      headers: String
      description: String
      type: String
      statusCode: Int
      apiendpoint: String
      apiversion: String
      examples: Any
      schema: Any
    }
    "An example of a body"
    input PayloadObjectInput {
      name: String
      format: String
      body: String
      headers: String
      description: String
      type: String
      statusCode: Int
      examples: Any
      schema: Any
    }
    type EndpointConnection {
      nodes: [Endpoint]!
    }
    enum ApiEndpointHttpMethod {
      GET
      POST
      PUT
      PATCH
      DELETE
    }
    input EndpointWhereInput {
      id: [ID!]!
    }
    input updateOrCreateEndpointWithParameters {
      apiVersionId: String
      endpointId: String
      name: String
      method: String
      route: String
      description: String
      "The id of a group of the same version; blank for none"
      group: String
      params: Any
      externalDocs: ExternalDocsInput
      "All that it is to have"
      requestPayloads: [PayloadObjectInput]
      "All that it is to have"
      responsePayloads: [PayloadObjectInput]
    }
  `,
  resolvers: {
    Query: {
      endpoint: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        find(context, 'api_endpoint', id),
      endpoints: async (_: unknown, { where }: { where: { id: string[] } }, context: GraphContext) => ({
        nodes: await listAll(context, {
          type: 'api_endpoint',
          filter: allOf(withIds('api_endpoint', where.id)),
        }),
      }),
    },
    Endpoint: {
      requestPayloads: (endpoint: Shown) => payloadsOf(endpoint, 'requestPayloads'),
      responsePayloads: (endpoint: Shown) => payloadsOf(endpoint, 'responsePayloads'),
    },
    Mutation: {
      updateOrCreateEndpointWithParameters: async (
        _: unknown,
        { input }: { input?: (EndpointInput & WithSchema) | null },
        context: GraphContext,
      ) => {
        const { graphQLSchemaObject, ...rest } = input ?? {};
        const graphql = await schemaIn(context, graphQLSchemaObject);
        return changeAny(context, (op) => updateOrCreateEndpoint(op, { ...rest, graphql }));
      },
      deleteEndpoint: (_: unknown, { endpointId }: { endpointId?: string | null }, context: GraphContext) =>
        done(context, (op) => deleteEndpoints(op, endpointId ? [endpointId] : [])),
      deleteEndpoints: (
        _: unknown,
        { endpointIds }: { endpointIds?: (string | null)[] | null },
        context: GraphContext,
      ) =>
        done(context, (op) =>
          deleteEndpoints(
            op,
            (endpointIds ?? []).filter((id) => id !== null),
          ),
        ),
    },
  },
};

interface WithSchema {
  graphQLSchemaObject?: (Omit<SchemaInput, 'schema'> & { schema?: unknown }) | null;
}

async function schemaIn(
  context: GraphContext,
  given: WithSchema['graphQLSchemaObject'],
): Promise<SchemaInput | null> {
  if (!given) return null;
  const { isIntrospectionCall, introspectionCallUrl, allowHubSchemaRefresh } = given;
  return {
    schema: await readSchema(context, given.schema, 'graphQLSchemaObject.schema'),
    ...{
      isIntrospectionCall: isIntrospectionCall ?? null,
      introspectionCallUrl: introspectionCallUrl ?? null,
      allowHubSchemaRefresh: allowHubSchemaRefresh ?? null,
    },
  };
}

/** They are part of their endpoint: their ids are its id and their place. */
function payloadsOf(endpoint: Shown, name: 'requestPayloads' | 'responsePayloads'): JsonObject[] {
  const payloads = endpoint[name];
  const { id, apiversion } = endpoint;
  return (Array.isArray(payloads) ? (payloads as JsonObject[]) : []).map((one, index) => ({
    ...one,
    ...{ id: `${id}:${name}:${index}`, apiendpoint: id ?? null, apiversion: apiversion ?? null },
  }));
}
