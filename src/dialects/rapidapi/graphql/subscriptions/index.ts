import { deleteSubscriptions, type SubscriptionCreate, subscribe } from '../../operations/subscriptions.ts';
import { change, done } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { namedBy, parentOf } from '../domain/load.ts';
import { type OffsetArguments, pageEitherWay } from '../domain/offset-pages.ts';
import type { Shown } from '../domain/shown.ts';
import { userOfKey } from '../domain/user-of-key.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';
import { entity } from '../users/entity.ts';

interface ListArguments {
  where?: {
    id?: number | null;
    userId?: number | null;
    apiId?: string | null;
    activeOnly?: boolean | null;
    pagingArgs?: OffsetArguments | null;
  } | null;
  pagination?: PageArguments | null;
}

export const subscriptionsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      subscription(id: Int): BillingSubscription
      "Of the user of the key, where no user, API or subscription is named; of everybody, where the key is nobody's"
      subscriptions(where: SubscriptionsWhereInput, pagination: PaginationInput): SubscriptionConnection
    }
    type Mutation {
      "Who has a subscription to the API already changes the plan by it"
      createSubscription(input: SubscriptionCreateInput!): BillingSubscription!
      subscribeToPlan(input: SubscribeInput): BillingSubscription
      deleteSubscription(id: ID!): Boolean
      deleteSubscriptions(ids: [ID!]!): Boolean
    }
    type BillingSubscription {
      id: Int!
      userId: Int
      apiId: String
      apiVersionId: String
      billingPlanVersionId: String
      type: String
      status: String
      isInternal: Boolean
      canceled: Int
      autocanceled: Boolean
      canceledAt: DateTime
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
      api: Api
      apiVersion: ApiVersion
      billingPlanVersion: BillingPlanVersion
      user: User
      entity: Entity
    }
    type SubscriptionConnection {
      nodes: [BillingSubscription]
      edges: [BillingSubscriptionEdge]
      pageInfo: PageInfo
      totalCount: Int
    }
    type BillingSubscriptionEdge {
      node: BillingSubscription
      cursor: String
    }
    input SubscriptionsWhereInput {
      id: Int
      userId: Int
      apiId: String
      activeOnly: Boolean
      "A page by offset, instead of the pagination; searchTerm looks at the names of APIs and goes with both"
      pagingArgs: PagingArgs
    }
    input SubscriptionCreateInput {
      apiId: String!
      billingPlanVersionId: String!
      "A user or a team"
      ownerId: String!
      apiVersionId: String
    }
    input SubscribeInput {
      apiId: String!
      billingPlanVersionId: String!
      ownerId: String!
      apiVersionId: String
    }
  `,
  resolvers: {
    Query: {
      subscription: (_: unknown, { id }: { id?: number | null }, context: GraphContext) =>
        id ? find(context, 'subscription', id) : null,
      subscriptions: async (_: unknown, { where, pagination }: ListArguments, context: GraphContext) => {
        const isNamed = [where?.id, where?.userId, where?.apiId].some(
          (one) => one !== null && one !== undefined,
        );
        const own = isNamed ? null : await userOfKey(context);
        const filter = allOf(
          equals('number', where?.id),
          equals('userId', own === null ? where?.userId : Number(own.id)),
          equals('apiId', where?.apiId),
          where?.activeOnly ? equals('status', 'ACTIVE') : null,
        );
        const searchIn = [{ relation: 'api', field: 'name' }];
        return pageEitherWay(
          context,
          { type: 'subscription', filter, searchIn },
          { paging: where?.pagingArgs ?? null, pagination: pagination ?? null },
        );
      },
    },
    Mutation: {
      createSubscription: (_: unknown, { input }: { input: SubscriptionCreate }, context: GraphContext) =>
        change(context, (op) => subscribe(op, input)),
      subscribeToPlan: (
        _: unknown,
        { input }: { input?: SubscriptionCreate | null },
        context: GraphContext,
      ) => (input ? change(context, (op) => subscribe(op, input)) : null),
      deleteSubscription: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        done(context, (op) => deleteSubscriptions(op, [id])),
      deleteSubscriptions: (_: unknown, { ids }: { ids: string[] }, context: GraphContext) =>
        done(context, (op) => deleteSubscriptions(op, ids)),
    },
    BillingSubscription: {
      api: (subscription: Shown, _: unknown, context: GraphContext) => parentOf(context, subscription, 'api'),
      apiVersion: ({ apiVersionId }: Shown, _: unknown, context: GraphContext) =>
        namedBy(context, 'api_version', String(apiVersionId)),
      billingPlanVersion: (subscription: Shown, _: unknown, context: GraphContext) =>
        parentOf(context, subscription, 'billingPlanVersion'),
      user: (subscription: Shown, _: unknown, context: GraphContext) =>
        parentOf(context, subscription, 'user'),
      entity: async (subscription: Shown, _: unknown, context: GraphContext) =>
        entity(await parentOf(context, subscription, 'user', 'team', 'organization')),
    },
  },
};
