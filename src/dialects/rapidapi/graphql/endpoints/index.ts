import { deleteEndpoints, type EndpointInput, updateOrCreateEndpoint } from '../../operations/endpoints.ts';
import type { SchemaInput } from '../../operations/graphql-schemas.ts';
import { changeAny, done } from '../domain/change.ts';
import { allOf, withIds } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { firstOf } from '../domain/offset-pages.ts';
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
      status: String
      createdAt: DateTime
      updatedAt: DateTime
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
    }
  `,
  resolvers: {
    Query: {
      endpoint: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        find(context, 'api_endpoint', id),
      endpoints: async (_: unknown, { where }: { where: { id: string[] } }, context: GraphContext) => ({
        nodes: await firstOf(context, {
          type: 'api_endpoint',
          filter: allOf(withIds('api_endpoint', where.id)),
        }),
      }),
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
