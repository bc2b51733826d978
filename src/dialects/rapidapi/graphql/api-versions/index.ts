import {
  createApiVersions,
  deleteApiVersion,
  updateApiVersions,
  type VersionCreate,
  type VersionUpdate,
} from '../../operations/api-versions.ts';
import { type ApiOrder, apiOrder } from '../apis/where.ts';
import { changeMany, done } from '../domain/change.ts';
import { allOf, oneOf, withIds } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, namedBy, parentOf } from '../domain/load.ts';
import { page } from '../domain/pages.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';

interface ListArguments {
  where?: { id?: string[] | null; apiId?: string[] | null; versionStatus?: string[] | null } | null;
  orderBy?: ApiOrder | null;
  pagination?: PageArguments | null;
}

export const apiVersionsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      apiVersion(apiVersionId: ID!): ApiVersion
      apiVersions(
        where: ApiVersionWhereInput
        orderBy: ApiVersionOrderByInput
        pagination: PaginationInput
      ): ApiVersionConnection!
    }
    type Mutation {
      createApiVersions(apiVersions: [ApiVersionCreateInput!]!): [ApiVersion!]!
      updateApiVersions(apiVersions: [ApiVersionUpdateInput!]!): [ApiVersion!]!
      "Nothing is told of it, as the vendor's table of events has it"
      deleteApiVersion(id: ID!): Boolean!
    }
    type ApiVersion {
      id: ID!
      api: String
      name: String
      current: Boolean
      versionStatus: VersionStatus
      visibility: String
      status: String
      targetGroupId: String
      oldApiVersionId: String
      createdAt: DateTime
      updatedAt: DateTime
      apiInstance: Api
      endpoints: [Endpoint]
      groups: [EndpointsGroup]
      billingplans: [BillingPlan]
      targetGroup: TargetGroup
    }
    type ApiVersionConnection {
      nodes: [ApiVersion]
      edges: [ApiVersionEdge]
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type ApiVersionEdge {
      node: ApiVersion!
      cursor: String!
    }
    enum VersionStatus {
      DRAFT
      ACTIVE
      DEPRECATED
      draft
      active
      deprecated
    }
    enum Visibility {
      PUBLIC
      PRIVATE
    }
    input ApiVersionCreateInput {
      api: String!
      name: String!
      visibility: Visibility
      "The version to copy endpoints from"
      oldApiVersionId: String
    }
    input ApiVersionUpdateInput {
      apiVersionId: String!
      current: Boolean
      "DRAFT, ACTIVE or DEPRECATED, in capitals or small"
      versionStatus: String
      visibility: Visibility
      "The version that it is said to be copied from"
      oldApiVersionId: String
    }
    input ApiVersionWhereInput {
      id: [ID!]
      apiId: [ID!]
      versionStatus: [VersionStatus!]
    }
    input ApiVersionOrderByInput {
      sortingFields: [ApiVersionSortingField!]
    }
    input ApiVersionSortingField {
      fieldName: ApiSortingFieldName!
      by: SortingFieldOrder!
    }
  `,
  resolvers: {
    Query: {
      apiVersion: (_: unknown, { apiVersionId }: { apiVersionId: string }, context: GraphContext) =>
        find(context, 'api_version', apiVersionId),
      apiVersions: (_: unknown, { where, orderBy, pagination }: ListArguments, context: GraphContext) => {
        const filter = allOf(
          withIds('api_version', where?.id),
          oneOf('api', where?.apiId),
          oneOf(
            'versionStatus',
            where?.versionStatus?.map((status) => status.toUpperCase()),
          ),
        );
        return page(context, { type: 'api_version', filter, order: apiOrder(orderBy) }, pagination);
      },
    },
    Mutation: {
      createApiVersions: (
        _: unknown,
        { apiVersions }: { apiVersions: VersionCreate[] },
        context: GraphContext,
      ) => changeMany(context, (op) => createApiVersions(op, apiVersions)),
      updateApiVersions: (
        _: unknown,
        { apiVersions }: { apiVersions: VersionUpdate[] },
        context: GraphContext,
      ) => changeMany(context, (op) => updateApiVersions(op, apiVersions)),
      deleteApiVersion: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteApiVersion(op, id)),
    },
    ApiVersion: {
      apiInstance: (version: Shown, _: unknown, context: GraphContext) => parentOf(context, version, 'ofApi'),
      endpoints: (version: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, version, 'api_endpoint', 'apiVersion'),
      groups: async (version: Shown, _: unknown, context: GraphContext) =>
        (await childrenOf(context, version, 'endpoints_group', 'apiVersion')).toSorted(
          (one, other) => Number(one.index) - Number(other.index),
        ),
      billingplans: (version: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, version, 'billing_plan', 'apiVersions'),
      targetGroup: ({ targetGroupId }: Shown, _: unknown, context: GraphContext) =>
        namedBy(context, 'target_group', String(targetGroupId)),
    },
  },
};
