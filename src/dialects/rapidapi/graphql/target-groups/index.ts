import { createTargetGroups, deleteTargetGroup, updateTargetGroups } from '../../operations/target-groups.ts';
import { changeMany, done } from '../domain/change.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const targetGroupsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      createTargetGroups(targetGroups: [TargetGroupCreateInput!]!): [TargetGroup!]!
      updateTargetGroups(targetGroups: [TargetGroupUpdateInput!]!): [TargetGroup!]!
      deleteTargetGroup(id: ID!): Boolean!
    }
    "The base URLs of an API"
    type TargetGroup {
      id: ID!
      apiId: ID!
      name: String!
      loadBalancingStrategy: LoadBalancingStrategy!
      "The same, and the API's id once more, as the vendor's schema has them"
      LBStrategy: String!
      api: String!
      targetUrls: [TargetUrl!]
      createdAt: DateTime
      updatedAt: DateTime
    }
    type TargetUrl {
      url: String!
      loadBalancingStrategyValue: String
    }
    enum LoadBalancingStrategy {
      RANDOM
      GEO_IP
    }
    input TargetGroupCreateInput {
      apiId: ID!
      name: String
      loadBalancingStrategy: LoadBalancingStrategy
      targetUrls: [TargetUrlUpdateInput!]
    }
    input TargetGroupUpdateInput {
      id: ID!
      name: String
      loadBalancingStrategy: LoadBalancingStrategy
      targetUrls: [TargetUrlUpdateInput!]
    }
    input TargetUrlUpdateInput {
      url: String!
      loadBalancingStrategyValue: String
    }
  `,
  resolvers: {
    TargetGroup: {
      LBStrategy: ({ loadBalancingStrategy }: Shown) => loadBalancingStrategy,
      api: ({ apiId }: Shown) => apiId,
    },
    Mutation: {
      createTargetGroups: (
        _: unknown,
        { targetGroups }: { targetGroups: Parameters<typeof createTargetGroups>[1] },
        context: GraphContext,
      ) => changeMany(context, (op) => createTargetGroups(op, targetGroups)),
      updateTargetGroups: (
        _: unknown,
        { targetGroups }: { targetGroups: Parameters<typeof updateTargetGroups>[1] },
        context: GraphContext,
      ) => changeMany(context, (op) => updateTargetGroups(op, targetGroups)),
      deleteTargetGroup: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteTargetGroup(op, id)),
    },
  },
};
