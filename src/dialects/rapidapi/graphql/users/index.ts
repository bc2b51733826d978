import { nameOfDoer } from '../../../../store/audit.ts';
import { given } from '../../operations/names.ts';
import { createUser, deleteUser, type UserFields, updateUser } from '../../operations/users.ts';
import { appsOf } from '../apps/access.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals, withIds } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, countOf, listAll } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import { userOfKey } from '../domain/user-of-key.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { organizationsOf, teamsOf } from '../organizations/memberships.ts';

interface UserWhere {
  username?: string | null;
  email?: string | null;
  userIds?: string[] | null;
  teamId?: string | null;
}

export const usersModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      user(id: ID!): User
      users(where: UserWhereInput!): [User!]
      "The user whose user name is that of the key; null for keys that are nobody's"
      activeUser: User
    }
    type Mutation {
      createUser(user: UserCreateInput!): User!
      "Without userId: the user of the key"
      updateUser(input: UserUpdateInput!): User
      deleteUser(id: ID!): Boolean!
    }
    type User {
      id: String
      username: String
      name: String
      email: String
      status: String
      company: String
      position: String
      location: String
      bio: String
      thumbnail: String
      isUserCreatedBySSO: Boolean
      isCurrentUser: Boolean
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
      projects: [Project!]
      numOfProjects: Int
      "Its apps"
      ProjectACLs: [ProjectAcl!]
      "The same: the vendor writes it both ways"
      ProjectAcls: [ProjectAcl!]
      publishedApisList: [Api]
      subscriptions: [BillingSubscription]
      Teams: [Team]
      organizations: [Organization]
      apisCount: Int
      "Those that run"
      numOfSubscriptions: Int
    }
    input UserWhereInput {
      username: String
      email: String
      userIds: [ID!]
      teamId: ID
    }
    input UserCreateInput {
      username: String!
      email: String!
      name: String
      company: String
      position: String
      location: String
      bio: String
      thumbnail: String
    }
    input UserUpdateInput {
      userId: ID
      name: String
      email: String
      company: String
      position: String
      location: String
      bio: String
      thumbnail: String
      "The address of a picture, as the vendor calls it"
      imageFile: String
    }
  `,
  resolvers: {
    Query: {
      user: (_: unknown, { id }: { id: string }, context: GraphContext) => find(context, 'user', id),
      users: (_: unknown, { where }: { where: UserWhere }, context: GraphContext) =>
        usersWhere(context, where),
      activeUser: (_: unknown, _input: unknown, context: GraphContext) => userOfKey(context),
    },
    Mutation: {
      createUser: (_: unknown, { user }: { user: UserFields }, context: GraphContext) =>
        change(context, (op) => createUser(op, user)),
      updateUser: (
        _: unknown,
        { input: { imageFile, ...input } }: { input: UserFields & { imageFile?: string | null } },
        context: GraphContext,
      ) => change(context, (op) => updateUser(op, { ...given({ thumbnail: imageFile }), ...input })),
      deleteUser: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteUser(op, id)),
    },
    User: {
      isCurrentUser: (user: Shown, _: unknown, { caller }: GraphContext) =>
        user.username === nameOfDoer(caller.principal),
      projects: (user: Shown, _: unknown, context: GraphContext) => childrenOf(context, user, 'app', 'user'),
      numOfProjects: (user: Shown, _: unknown, context: GraphContext) =>
        countOf(context, user, 'app', 'user'),
      ProjectACLs: appsOf('user'),
      ProjectAcls: appsOf('user'),
      publishedApisList: (user: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, user, 'api', 'user'),
      subscriptions: (user: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, user, 'subscription', 'user'),
      organizations: (user: Shown, _: unknown, context: GraphContext) => organizationsOf(user, context),
      apisCount: (user: Shown, _: unknown, context: GraphContext) => countOf(context, user, 'api', 'user'),
      numOfSubscriptions: (user: Shown, _: unknown, context: GraphContext) =>
        countOf(context, user, 'subscription', 'user', { status: 'ACTIVE' }),
      Teams: (user: Shown, _: unknown, context: GraphContext) => teamsOf(user, context),
    },
  },
};

function usersWhere(
  context: GraphContext,
  { username, email, userIds, teamId }: UserWhere,
): Promise<Shown[]> {
  const inTeam = teamId ? oneTeam(teamId) : null;
  const filter = allOf(
    equals('username', username),
    equals('email', email),
    withIds('user', userIds),
    inTeam,
  );
  return listAll(context, { type: 'user', filter });
}

function oneTeam(teamId: string) {
  const relation = { childType: 'team_user', relation: 'user' };
  return { relation, field: 'teamId', comparison: 'equals' as const, value: teamId };
}
