import {
  type AppCreate,
  type AppKeyCreate,
  type AppUpdate,
  createApp,
  createAppKey,
  deleteApp,
  deleteAppKey,
  updateApp,
  updateAppKey,
} from '../../operations/apps.ts';
import { noSuch } from '../../operations/lookup.ts';
import { operation } from '../../operations/operation.ts';
import { change, changeMany, done } from '../domain/change.ts';
import { find } from '../domain/find.ts';
import { childrenOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { pictureOf, type WithPicture } from '../uploads/read-upload.ts';

export const appsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      applicationAuthorization(id: ID!): ApplicationAuthorization!
      applicationAuthorizations(where: AppAuthorizationsWhereInput!): [ApplicationAuthorization!]!
    }
    type Mutation {
      createProject(project: ProjectCreateInput!): Project
      updateProject(project: ProjectUpdateInput!): [Project]
      deleteProject(input: DeleteProjectInput!): ID
      createApplicationAuthorization(input: AppAuthorizationCreateInput!): ApplicationAuthorization!
      updateApplicationAuthorization(input: AppAuthorizationUpdateInput!): ApplicationAuthorization!
      deleteApplicationAuthorization(id: ID!): Boolean!
    }
    "An app: what calls APIs on behalf of a user or a team"
    type Project {
      id: Int
      name: String
      description: String
      thumbnail: String
      enableLimitsToAPIs: Boolean
      owner: Int
      createdAt: DateTime
      updatedAt: DateTime
      applicationAuthorizations: [ApplicationAuthorization!]
    }
    "The box that the vendor puts an app in, where it lists those of a user or a team"
    type ProjectAcl {
      Project: Project
    }
    "A key of an app. Its value is answered here and told in no event."
    type ApplicationAuthorization {
      id: ID!
      applicationId: ID!
      name: String!
      key: String
      status: AppAuthorizationStatus!
      authorizationType: AppAuthorizationType!
      grantType: AuthorizationGrantType
      authorizationValues: String
      gateways: [String!]
      createdAt: DateTime!
      updatedAt: DateTime!
      deletedAt: DateTime
    }
    enum AppAuthorizationStatus {
      ACTIVE
      DELETED
    }
    enum AppAuthorizationType {
      RAPIDAPI
      OAUTH2
    }
    enum AuthorizationGrantType {
      CLIENT_CREDENTIALS
      AUTHORIZATION_CODE
    }
    input AppAuthorizationsWhereInput {
      projectId: ID!
    }
    input ProjectCreateInput {
      projectOwner: ID!
      projectName: String!
      description: String
      thumbnail: Upload
    }
    input ProjectUpdateInput {
      projectId: ID!
      projectName: String!
      projectDescription: String!
      thumbnail: Upload
      enableLimitsToAPIs: Boolean!
    }
    input DeleteProjectInput {
      projectId: ID!
      projectName: String!
      "Nothing here has such an id; taken and not looked at"
      mashapeId: ID
    }
    input AppAuthorizationCreateInput {
      projectId: ID!
      name: String
      authorizationType: AppAuthorizationType
      grantType: AuthorizationGrantType
      authorizationValues: String
      gatewayIds: [ID!]
    }
    input AppAuthorizationUpdateInput {
      id: ID!
      name: String!
    }
  `,
  resolvers: {
    Query: {
      applicationAuthorization: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        existing(context, 'app_key', id),
      applicationAuthorizations: async (
        _: unknown,
        { where }: { where: { projectId: string } },
        context: GraphContext,
      ) => childrenOf(context, await existing(context, 'app', where.projectId), 'app_key', 'app'),
    },
    Mutation: {
      createProject: async (
        _: unknown,
        { project }: { project: WithPicture<AppCreate> },
        context: GraphContext,
      ) => {
        const thumbnail = (await pictureOf(project.thumbnail)) ?? null;
        return change(context, (op) => createApp(op, { ...project, thumbnail }));
      },
      updateProject: async (
        _: unknown,
        { project }: { project: WithPicture<AppUpdate> },
        context: GraphContext,
      ) => {
        const thumbnail = (await pictureOf(project.thumbnail)) ?? null;
        return changeMany(context, async (op) => [await updateApp(op, { ...project, thumbnail })]);
      },
      deleteProject: (
        _: unknown,
        { input }: { input: { projectId: string; projectName: string } },
        context: GraphContext,
      ) => operation(context, (op) => deleteApp(op, input)),
      createApplicationAuthorization: (
        _: unknown,
        { input }: { input: AppKeyCreate },
        context: GraphContext,
      ) => change(context, (op) => createAppKey(op, input)),
      updateApplicationAuthorization: (
        _: unknown,
        { input }: { input: { id: string; name: string } },
        context: GraphContext,
      ) => change(context, (op) => updateAppKey(op, input)),
      deleteApplicationAuthorization: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteAppKey(op, id)),
    },
    Project: {
      applicationAuthorizations: (app: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, app, 'app_key', 'app'),
    },
  },
};

async function existing(context: GraphContext, type: string, id: string): Promise<Shown> {
  const found = await find(context, type, id);
  if (found === null) throw noSuch(type, id);
  return found;
}
