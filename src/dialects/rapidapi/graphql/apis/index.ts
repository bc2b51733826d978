import { type ApiCreate, type ApiUpdate, createApi, deleteApi, updateApi } from '../../operations/apis.ts';
import { change, done } from '../domain/change.ts';
import { find } from '../domain/find.ts';
import { childrenOf, countOf, namedBy, parentOf } from '../domain/load.ts';
import { page } from '../domain/pages.ts';
import type { Shown } from '../domain/shown.ts';
import { type GqlSpec, readSpec } from '../gql-schemas/read-schema.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';
import { pictureOf, type WithPicture } from '../uploads/read-upload.ts';
import { entity } from '../users/entity.ts';
import { apiTypeDefs } from './type-defs.ts';
import { type ApiOrder, type ApiWhere, apiFilter, apiOrder } from './where.ts';

interface ListArguments {
  where?: ApiWhere | null;
  orderBy?: ApiOrder | null;
  pagination?: PageArguments | null;
}

type ApiInput = ApiCreate & { version?: { spec?: GqlSpec | null } | null };

export const apisModule: GraphModule = {
  typeDefs: apiTypeDefs,
  resolvers: {
    Query: {
      api: (_: unknown, { id }: { id: string }, context: GraphContext) => find(context, 'api', id),
      apis: (_: unknown, { where, orderBy, pagination }: ListArguments, context: GraphContext) =>
        page(context, { type: 'api', filter: apiFilter(where ?? {}), order: apiOrder(orderBy) }, pagination),
    },
    Mutation: {
      createApi: async (_: unknown, { api }: { api: ApiInput }, context: GraphContext) => {
        const spec = api.version?.spec;
        const graphql = spec ? await readSpec(context, spec, 'version.spec') : null;
        return change(context, (op) => createApi(op, { ...api, graphql }));
      },
      updateApi: async (_: unknown, { api }: { api: WithPicture<ApiUpdate> }, context: GraphContext) => {
        const thumbnail = (await pictureOf(api.thumbnail)) ?? null;
        return change(context, (op) => updateApi(op, { ...api, thumbnail }));
      },
      deleteApi: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteApi(op, id)),
    },
    Api: {
      title: ({ name }: Shown) => name,
      owner: async (api: Shown, _: unknown, context: GraphContext) =>
        entity(await parentOf(context, api, 'team', 'user')),
      currentVersion: (api: Shown, _: unknown, context: GraphContext) => currentVersion(context, api),
      version: (api: Shown, _: unknown, context: GraphContext) => currentVersion(context, api),
      versions: (api: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, api, 'api_version', 'ofApi'),
      endpoints: async (api: Shown, _: unknown, context: GraphContext) => {
        const version = await currentVersion(context, api);
        return version === null ? [] : childrenOf(context, version, 'api_endpoint', 'apiVersion');
      },
      billingPlans: (api: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, api, 'billing_plan', 'api'),
      targetGroups: (api: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, api, 'target_group', 'api'),
      documentation: async (api: Shown, _: unknown, context: GraphContext) =>
        (await childrenOf(context, api, 'documentation', 'api'))[0] ?? null,
      announcements: (api: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, api, 'announcement', 'api'),
      subscriptionsCount: (api: Shown, _: unknown, context: GraphContext) =>
        countOf(context, api, 'subscription', 'api', { status: 'ACTIVE' }),
      publishApiPendingRequest: async (api: Shown, _: unknown, context: GraphContext) =>
        (await countOf(context, api, 'workflow', 'api', openRequest)) > 0,
      issues: (api: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, api, 'discussion', 'api'),
    },
  },
};

/** What asks that an API may be published, and waits. */
const openRequest = { topic: 'PublishAPI', workflowStatus: 'OPEN', status: 'ACTIVE' };

async function currentVersion(context: GraphContext, api: Shown): Promise<Shown | null> {
  const version = await namedBy(context, 'api_version', String(api.currentVersionId));
  return version?.api === api.id ? version : null;
}
