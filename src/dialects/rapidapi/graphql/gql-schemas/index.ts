import type { GraphqlVersionCreate } from '../../operations/graphql-versions.ts';
import { createGraphqlVersions } from '../../operations/graphql-versions.ts';
import { changeMany } from '../domain/change.ts';
import { childrenOf } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { checkUrl, readSchema } from './read-schema.ts';
import { gqlSchemaTypeDefs } from './type-defs.ts';

interface GqlVersionInput {
  api: string;
  name: string;
  visibility?: string | null;
  oldApiVersionId?: string | null;
  introspectionCallUrl: string;
  isIntrospectionCall?: boolean | null;
  allowHubSchemaRefresh?: boolean | null;
  gqlFile?: unknown;
}

export const gqlSchemasModule: GraphModule = {
  typeDefs: gqlSchemaTypeDefs,
  resolvers: {
    Mutation: {
      createGqlApiVersions: async (
        _: unknown,
        { gqlApiVersions }: { gqlApiVersions: GqlVersionInput[] },
        context: GraphContext,
      ) => {
        const inputs: GraphqlVersionCreate[] = [];
        for (const [index, input] of gqlApiVersions.entries())
          inputs.push(await versionOf(context, input, `gqlApiVersions.${index}`));
        return changeMany(context, (op) => createGraphqlVersions(op, inputs));
      },
    },
    Endpoint: {
      graphQLSchema: async (endpoint: Shown, _: unknown, context: GraphContext) =>
        (await childrenOf(context, endpoint, 'graphql_schema', 'endpoint'))[0] ?? null,
    },
    GraphQLSchema: { type: ({ sourceType }: Shown) => sourceType },
  },
};

async function versionOf(
  context: GraphContext,
  { gqlFile, introspectionCallUrl, isIntrospectionCall, allowHubSchemaRefresh, ...input }: GqlVersionInput,
  place: string,
): Promise<GraphqlVersionCreate> {
  checkUrl(introspectionCallUrl, `${place}.introspectionCallUrl`);
  const schema = await readSchema(context, gqlFile, `${place}.gqlFile`);
  return {
    ...input,
    baseUrl: introspectionCallUrl,
    schema: {
      schema,
      isIntrospectionCall: isIntrospectionCall ?? null,
      introspectionCallUrl,
      allowHubSchemaRefresh: allowHubSchemaRefresh ?? null,
    },
  };
}
