import type { Json, JsonObject } from '../../../../base/json.ts';
import type { ObjectRecord } from '../../../../catalogue/object-record.ts';
import { openApiOf } from '../../specs/open-api-of.ts';
import { find } from '../domain/find.ts';
import { parentOf } from '../domain/load.ts';
import { recordOf, type Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

/** As many endpoints as an import may have. */
const maxEndpoints = 1000;

export const exportsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      """
      A version as OpenAPI 3 with the extensions of the vendor: the current one, where none is named. Null where it is not
      there. Of its endpoints, the first 1000.
      """
      exportOpenApi(apiId: ID!, apiVersionId: ID): Any
    }
  `,
  resolvers: {
    Query: {
      exportOpenApi: async (
        _: unknown,
        { apiId, apiVersionId }: { apiId: string; apiVersionId?: string | null },
        context: GraphContext,
      ) => {
        const api = await find(context, 'api', apiId);
        const version = api === null ? null : await versionOf(context, api, apiVersionId);
        return api === null || version === null ? null : exported(context, api, version);
      },
    },
  },
};

async function versionOf(context: GraphContext, api: Shown, id: string | null | undefined) {
  const version = await find(context, 'api_version', id ?? String(api.currentVersionId));
  const of = version === null ? null : await parentOf(context, version, 'ofApi');
  return of?.id === api.id ? version : null;
}

async function exported(context: GraphContext, api: Shown, version: Shown): Promise<JsonObject> {
  const group = version.targetGroupId
    ? await find(context, 'target_group', String(version.targetGroupId))
    : null;
  const [documentation] = await children(context, api, 'documentation', 'api');
  return openApiOf({
    api: recordOf(api),
    version: recordOf(version),
    endpoints: await children(context, version, 'api_endpoint', 'apiVersion'),
    groups: await children(context, version, 'endpoints_group', 'apiVersion'),
    baseUrls: urlsIn(group?.targetUrls),
    readme: documentation === undefined ? null : String(documentation.fields.readme),
  });
}

async function children(
  { services, caller }: GraphContext,
  of: Shown,
  type: string,
  relation: string,
): Promise<ObjectRecord[]> {
  const { id } = recordOf(of);
  const found = await services.objects.childrenOf(caller, {
    parentIds: [id],
    ...{ type, relation, limit: maxEndpoints },
  });
  return (found.get(id) ?? []).map(({ object }) => object);
}

function urlsIn(targetUrls: Json | undefined): string[] {
  return Array.isArray(targetUrls) ? targetUrls.map((one) => String((one as JsonObject).url)) : [];
}
