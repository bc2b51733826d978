import {
  addUserToTeams,
  createTeam,
  deleteTeam,
  type TeamCreate,
  type TeamUpdate,
  type TeamUserUpdate,
  updateTeam,
  updateTeamUser,
} from '../../operations/teams.ts';
import { appsOf } from '../apps/access.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, countOf, listAll, parentOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import { userOfKey } from '../domain/user-of-key.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { teamsOf } from './memberships.ts';

interface TeamWhere {
  slugifiedName?: string | null;
  orgId?: number | null;
}

export const teamsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      team(id: ID!): Team
      teams(where: TeamWhereInput): [Team]
    }
    type Mutation {
      createTeam(input: TeamCreateInput!): Team
      updateTeam(input: TeamUpdateInput!): Team
      deleteTeam(id: ID!): Boolean
      addUserToTeams(userId: Int!, teamIds: [Int]!): Boolean
      updateTeamUser(input: TeamUserUpdateInput): Boolean
    }
    type Team {
      id: ID!
      organizationId: Int
      name: String
      slugifiedName: String
      isDefault: Boolean
      description: String
      thumbnail: String
      status: String
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
      organization: Organization
      users: [TeamUser]
      usersCount: Int
      "Whether the user of the key is in it"
      isTeamMember: Boolean
      "Its apps"
      ProjectAcls: [ProjectAcl!]
      "The same: the vendor writes it both ways"
      ProjectACLs: [ProjectAcl!]
      publishedApisList: [Api]
      subscriptions: [BillingSubscription]
    }
    type TeamUser {
      id: Int
      name: String
      username: String
      email: String!
      thumbnail: String
      role: String
      userData: User
      "All that this user is in"
      teams: [Team]
      teamsCount: Int
    }
    input TeamWhereInput {
      slugifiedName: String
      orgId: Int
    }
    input TeamCreateInput {
      organizationId: Int!
      name: String!
      thumbnail: String
      description: String
      "An organization has one default team"
      isDefault: Boolean
    }
    input TeamUpdateInput {
      id: Int!
      name: String
      thumbnail: String
      description: String
    }
    input TeamUserUpdateInput {
      orgId: Int!
      teamUserId: Int!
      teamToRemove: Int
      teamToAdd: Int
      newRole: String
    }
  `,
  resolvers: {
    Query: {
      team: (_: unknown, { id }: { id: string }, context: GraphContext) => find(context, 'team', id),
      teams: (_: unknown, { where }: { where?: TeamWhere | null }, context: GraphContext) =>
        listAll(context, {
          type: 'team',
          filter: allOf(
            equals('slugifiedName', where?.slugifiedName),
            equals('organizationId', where?.orgId),
          ),
        }),
    },
    Mutation: {
      createTeam: (_: unknown, { input }: { input: TeamCreate }, context: GraphContext) =>
        change(context, (op) => createTeam(op, input)),
      updateTeam: (_: unknown, { input }: { input: TeamUpdate }, context: GraphContext) =>
        change(context, (op) => updateTeam(op, input)),
      deleteTeam: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteTeam(op, id)),
      addUserToTeams: (
        _: unknown,
        { userId, teamIds }: { userId: number; teamIds: (number | null)[] },
        context: GraphContext,
      ) =>
        done(context, (op) => addUserToTeams(op, { userId, teamIds: teamIds.filter((id) => id !== null) })),
      updateTeamUser: (_: unknown, { input }: { input?: TeamUserUpdate | null }, context: GraphContext) =>
        input ? done(context, (op) => updateTeamUser(op, input)) : null,
    },
    TeamUser: {
      teams: ({ userData }: Member, _: unknown, context: GraphContext) =>
        userData === null ? [] : teamsOf(userData, context),
      teamsCount: ({ userData }: Member, _: unknown, context: GraphContext) =>
        userData === null ? 0 : countOf(context, userData, 'team_user', 'user'),
    },
    Team: {
      organization: (team: Shown, _: unknown, context: GraphContext) =>
        parentOf(context, team, 'organization'),
      users: (team: Shown, _: unknown, context: GraphContext) => membersOf(context, team),
      usersCount: (team: Shown, _: unknown, context: GraphContext) =>
        countOf(context, team, 'team_user', 'team'),
      isTeamMember: async (team: Shown, _: unknown, context: GraphContext) => {
        const user = await userOfKey(context);
        return (
          user !== null &&
          (await countOf(context, team, 'team_user', 'team', { userId: String(user.id) })) > 0
        );
      },
      ProjectAcls: appsOf('team'),
      ProjectACLs: appsOf('team'),
      publishedApisList: (team: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, team, 'api', 'team'),
      subscriptions: (team: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, team, 'subscription', 'team'),
    },
  },
};

interface Member {
  userData: Shown | null;
}

async function membersOf(context: GraphContext, team: Shown) {
  const places = await childrenOf(context, team, 'team_user', 'team');
  return Promise.all(
    places.map(async (place) => {
      const user = await parentOf(context, place, 'user');
      return {
        id: user?.id,
        name: user?.name,
        username: user?.username,
        email: user?.email ?? '',
        thumbnail: user?.thumbnail,
        role: place.role,
        userData: user,
      };
    }),
  );
}
