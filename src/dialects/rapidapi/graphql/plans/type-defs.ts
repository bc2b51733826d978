export const planTypeDefs = /* GraphQL */ `
  type Query {
    billingPlanVersion(id: ID!): BillingPlanVersion
    billingPlanVersions(
      where: BillingPlanVersionWhereInput
      pagination: PaginationInput
    ): BillingPlanVersionConnection
  }
  type Mutation {
    createBillingPlan(billingPlan: BillingPlanCreateInput!): BillingPlan
    updateBillingPlanMetadata(billingPlan: BillingPlanMetadataUpdateInput!): BillingPlan
    updateBillingPlanExtended(billingPlan: BillingPlanExtendedUpdateInput!): BillingPlan
    "Archives them: who has subscribed keeps the plan, nobody else can subscribe"
    deleteBillingPlans(ids: [ID!]!): Boolean
  }
  type BillingPlan {
    id: String!
    apiversion: String
    name: String
    slugifiedName: String
    type: String
    visibility: Visibility
    hidden: Boolean
    recommended: Boolean
    status: String
    shouldRequestApproval: Boolean
    requestApprovalQuestion: String
    targetGroupId: String
    targetGroup: TargetGroup
    version: BillingPlanVersion
    createdAt: DateTime
    updatedAt: DateTime
    deletedAt: DateTime
  }
  type BillingPlanVersion {
    id: String
    billingplan: String
    name: String
    current: Boolean
    price: Float
    pricing: String
    period: String
    status: String
    rateLimit: RateLimit
    billinglimits: [BillingLimit]
    billingPlan: BillingPlan
    subscriptions: [BillingSubscription]
    "Those that run"
    subscriptionsCount: Int
    createdAt: DateTime
    updatedAt: DateTime
  }
  type BillingPlanVersionConnection {
    nodes: [BillingPlanVersion]
    edges: [BillingPlanVersionEdge]
    pageInfo: PageInfo
    totalCount: Int!
  }
  type BillingPlanVersionEdge {
    node: BillingPlanVersion
    cursor: String
  }
  type RateLimit {
    enabled: Boolean
    amount: Int
    unit: Int
    unitName: String
  }
  "A quota. It is part of its version: its id is that one's and its place"
  type BillingLimit {
    id: String
    billingplanversion: String
    item: String
    period: String
    amount: Int
    unlimited: Boolean
    limitType: String
    overageprice: Float
    currency: String
    status: String
    createdAt: DateTime
    updatedAt: DateTime
  }
  enum BillingPlanType {
    MONTHLY
    PERUSE
  }
  input BillingPlanVersionWhereInput {
    apiId: ID!
    apiVersionId: ID
    filters: BillingPlanVersionFilters
  }
  input BillingPlanVersionFilters {
    query: String
  }
  input RateLimitInput {
    enabled: Boolean
    unit: Int
    unitName: String
    amount: Int
  }
  input BillingLimitInput {
    item: String!
    period: String!
    unlimited: Boolean!
    amount: Int
    limitType: String
    overagePrice: Float
    currency: String
  }
  input BillingPlanCreateInput {
    api: String!
    apiName: String!
    apiVersion: String!
    apiVersionName: String!
    providerName: String!
    name: String!
    type: BillingPlanType!
    billingLimits: [BillingLimitInput]!
    price: Float
    rateLimit: RateLimitInput
    targetGroup: String
    isPrivatePlan: Boolean
    shouldRequestApproval: Boolean
    requestApprovalQuestion: String
  }
  input BillingPlanMetadataUpdateInput {
    billingPlanId: String!
    name: String
    "PUBLIC or PRIVATE"
    visibility: String
    hidden: Boolean
    recommended: Boolean
    targetGroup: String
    shouldRequestApproval: Boolean
    requestApprovalQuestion: String
  }
  input BillingPlanExtendedUpdateInput {
    billingPlanId: String
    "Where it is given, that the plan is one of this API"
    api: String
    "Taken and not looked at, as the names that follow: a plan stays where it is"
    apiName: String
    apiVersion: String
    apiVersionName: String
    providerName: String
    name: String
    type: BillingPlanType
    price: Float
    rateLimit: RateLimitInput
    billingLimits: [BillingLimitInput]
    targetGroup: String
    isPrivatePlan: Boolean
    shouldRequestApproval: Boolean
    requestApprovalQuestion: String
  }
`;
