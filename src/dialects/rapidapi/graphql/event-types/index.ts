import type { GraphModule } from '../module.ts';

export const eventTypesModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      eventTypes: [EventType!]!
    }
    type EventType {
      id: ID!
      name: String!
      label: String!
      example: String!
      createdAt: DateTime!
      updatedAt: DateTime!
      deletedAt: DateTime
    }
  `,
  resolvers: { Query: { eventTypes: () => [] } },
};
