import { type AllowedApi, allowApis, disallowApis } from '../../operations/allowed-apis.ts';
import { changeMany, done } from '../domain/change.ts';
import { childrenOf, namedBy, parentOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

export const projectAllowedApisModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Mutation {
      "An API that the app may call already is called in this version from now on. Nothing is told of it"
      createProjectAllowedAPIs(input: [createProjectAllowedAPIInput]): [ProjectAllowedAPI]
      deleteProjectAllowedAPIs(input: deleteProjectAllowedAPIsInput): Boolean
    }
    extend type Project {
      "What the app may call, where it is limited to that (enableLimitsToAPIs)"
      projectAllowedAPIs: [ProjectAllowedAPI]
    }
    type ProjectAllowedAPI {
      id: Int
      projectId: Int
      apiId: String
      api: Api
      apiVersionId: String
      apiVersion: ApiVersion
      createdAt: DateTime
      updatedAt: DateTime
    }
    input createProjectAllowedAPIInput {
      projectId: Int!
      apiId: String!
      apiVersionId: String!
      "Nothing here has such an id; taken and not looked at"
      mashapeId: String
    }
    input deleteProjectAllowedAPIsInput {
      projectAllowedAPIIds: [Int!]!
      projectId: Int!
      mashapeId: String
    }
  `,
  resolvers: {
    Mutation: {
      createProjectAllowedAPIs: (
        _: unknown,
        { input }: { input?: (AllowedApi | null)[] | null },
        context: GraphContext,
      ) => changeMany(context, (op) => allowApis(op, input ?? [])),
      deleteProjectAllowedAPIs: (
        _: unknown,
        { input }: { input?: Parameters<typeof disallowApis>[1] | null },
        context: GraphContext,
      ) => (input ? done(context, (op) => disallowApis(op, input)) : null),
    },
    Project: {
      projectAllowedAPIs: (app: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, app, 'project_allowed_api', 'app'),
    },
    ProjectAllowedAPI: {
      apiVersion: (allowed: Shown, _: unknown, context: GraphContext) =>
        parentOf(context, allowed, 'apiVersion'),
      api: ({ apiId }: Shown, _: unknown, context: GraphContext) => namedBy(context, 'api', String(apiId)),
    },
  },
};
