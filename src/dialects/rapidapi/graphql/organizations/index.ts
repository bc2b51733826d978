import {
  createOrganization,
  deleteOrganization,
  type OrganizationCreate,
  type OrganizationUpdate,
  updateOrganization,
} from '../../operations/organizations.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, listAll } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { organizationsOf } from './memberships.ts';
import { apisCountOf, apisOf, occupiedSeatsOf, usersOf } from './whole.ts';

interface OrganizationWhere {
  userId?: string | null;
  slugifiedName?: string | null;
}

export const organizationsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      organization(id: ID!): Organization
      organizations(where: OrganizationWhereInput): [Organization]
    }
    type Mutation {
      createOrganization(input: OrganizationCreateInput!): Organization!
      updateOrganization(input: OrganizationUpdateInput!): Organization
      deleteOrganization(id: ID!): Boolean!
    }
    type Organization {
      id: ID!
      name: String
      slugifiedName: String
      email: String
      description: String
      thumbnail: String
      status: String
      seats: Int
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
      teams: [Team]
      "Who is in its teams"
      users: [User]
      "How many users that is"
      occupiedSeats: Int
      "The APIs of its teams"
      publishedApisList: [Api]
      apisCount: Int
      subscriptions: [BillingSubscription]
    }
    input OrganizationWhereInput {
      userId: ID
      slugifiedName: String
    }
    input UsersInvitation {
      id: String
      email: String
      role: String
    }
    input OrganizationCreateInput {
      name: String!
      email: String!
      seats: Int!
      thumbnail: String
      description: String
      users: [UsersInvitation]
    }
    input OrganizationUpdateInput {
      organizationId: Int!
      name: String
      email: String
      seats: Int
      thumbnail: String
      description: String
    }
  `,
  resolvers: {
    Query: {
      organization: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        find(context, 'organization', id),
      organizations: (_: unknown, { where }: { where?: OrganizationWhere | null }, context: GraphContext) =>
        organizationsWhere(context, where ?? {}),
    },
    Mutation: {
      createOrganization: (_: unknown, { input }: { input: OrganizationCreate }, context: GraphContext) =>
        change(context, (op) => createOrganization(op, input)),
      updateOrganization: (_: unknown, { input }: { input: OrganizationUpdate }, context: GraphContext) =>
        change(context, (op) => updateOrganization(op, input)),
      deleteOrganization: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteOrganization(op, id)),
    },
    Organization: {
      teams: (organization: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, organization, 'team', 'organization'),
      users: usersOf,
      occupiedSeats: occupiedSeatsOf,
      publishedApisList: apisOf,
      apisCount: apisCountOf,
      subscriptions: (organization: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, organization, 'subscription', 'organization'),
    },
  },
};

/** Of a user: those in whose teams the user is. */
async function organizationsWhere(
  context: GraphContext,
  { userId, slugifiedName }: OrganizationWhere,
): Promise<Shown[]> {
  if (!userId)
    return listAll(context, { type: 'organization', filter: allOf(equals('slugifiedName', slugifiedName)) });
  const user = await find(context, 'user', userId);
  const found = user === null ? [] : await organizationsOf(user, context);
  return slugifiedName ? found.filter((organization) => organization.slugifiedName === slugifiedName) : found;
}
