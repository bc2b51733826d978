import {
  createEndpointsGroups,
  deleteEndpointsGroups,
  type GroupCreate,
  type GroupUpdate,
  updateEndpointsGroups,
} from '../../operations/endpoint-groups.ts';
import { operation } from '../../operations/operation.ts';
import { changeMany } from '../domain/change.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const endpointGroupsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      createEndpointsGroups(groups: [EndpointsGroupCreateInput!]!): [EndpointsGroup!]!
      updateEndpointsGroups(groups: [EndpointsGroupUpdateInput!]!): [EndpointsGroup!]!
      "Their endpoints stay, and are in no group any more. Answers with the ids"
      deleteEndpointsGroups(ids: [ID!]!): [ID!]!
    }
    "A heading under which endpoints of a version are listed. Nothing is told of it"
    type EndpointsGroup {
      id: ID!
      name: String!
      apiVersionId: ID!
      apiversion: String
      index: Int!
      description: String
      externalDocs: ExternalDocs
      status: String!
      createdAt: DateTime!
      updatedAt: DateTime
    }
    type ExternalDocs {
      description: String
      url: String
    }
    input ExternalDocsInput {
      description: String
      url: String
    }
    input EndpointsGroupCreateInput {
      name: String!
      apiVersionId: ID!
      index: Int!
      description: String
      externalDocs: ExternalDocsInput
    }
    input EndpointsGroupUpdateInput {
      id: ID!
      name: String
      index: Int
      description: String
      externalDocs: ExternalDocsInput
    }
  `,
  resolvers: {
    Mutation: {
      createEndpointsGroups: (_: unknown, { groups }: { groups: GroupCreate[] }, context: GraphContext) =>
        changeMany(context, (op) => createEndpointsGroups(op, groups)),
      updateEndpointsGroups: (_: unknown, { groups }: { groups: GroupUpdate[] }, context: GraphContext) =>
        changeMany(context, (op) => updateEndpointsGroups(op, groups)),
      deleteEndpointsGroups: async (_: unknown, { ids }: { ids: string[] }, context: GraphContext) => {
        await operation(context, (op) => deleteEndpointsGroups(op, ids));
        return ids;
      },
    },
    EndpointsGroup: { apiversion: ({ apiVersionId }: { apiVersionId: string }) => apiVersionId },
  },
};
