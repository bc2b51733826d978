export const apiTypeDefs = /* GraphQL */ `
  type Query {
    api(id: ID!): Api
    apis(where: ApiWhereInput, orderBy: ApiOrderByInput, pagination: PaginationInput): ApiConnection!
  }
  type Mutation {
    createApi(api: ApiCreateInput!): Api!
    updateApi(api: ApiUpdateInput!): Api!
    deleteApi(id: ID!): Boolean!
  }
  type Api {
    id: String!
    name: String
    title: String
    slugifiedName: String
    description: String
    longDescription: String
    category: String
    apiType: ApiType!
    visibility: ApiVisibility
    pricing: ApiPricing!
    status: ApiStatus!
    ownerId: Int
    owner: Entity
    thumbnail: String
    websiteUrl: String
    termsOfService: String
    gatewayIds: [ID!]!
    tags: [APITag]
    currentVersion: ApiVersion
    version: ApiVersion
    versions: [ApiVersion]
    endpoints: [Endpoint]
    billingPlans: [BillingPlan]
    targetGroups: [TargetGroup]
    documentation: Documentation
    announcements: [Announcement]
    issues: [Issue]
    "Those that run"
    subscriptionsCount: Int
    "Whether somebody has asked that it be published, and waits"
    publishApiPendingRequest: Boolean
    createdAt: String
    updatedAt: String
  }
  "What an API is found by: a definition, such as region, and its value"
  type APITag {
    id: String
    tagdefinition: String
    value: String
  }
  type ApiConnection {
    nodes: [Api!]!
    edges: [ApiEdge!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type ApiEdge {
    node: Api
    cursor: String
  }
  enum ApiType {
    http
    kafka
    async
  }
  enum ApiVisibility {
    PUBLIC
    PRIVATE
  }
  enum ApiPricing {
    FREE
    PAID
    FREEMIUM
  }
  enum ApiStatus {
    ACTIVE
    DELETED
  }
  input ApiCreateInput {
    name: String!
    description: String!
    category: String!
    pricing: ApiPricing
    visibility: ApiVisibility
    apiType: ApiType
    version: NewApiVersionInput
    "The user or team that it belongs to; without it, the user of the key"
    ownerId: ID
    "Makes a target group with these base URLs"
    baseUrls: [String!]
    "Makes the documentation"
    readme: String
  }
  input NewApiVersionInput {
    name: String
    endpoints: [NewEndpointInput!]
  }
  input NewEndpointInput {
    name: String!
    method: String!
    route: String!
    description: String
  }
  input ApiUpdateInput {
    id: ID!
    ownerId: ID
    category: String
    visibility: ApiVisibility
    termsOfService: ApiTermsOfServiceInput
    description: String
    longDescription: String
    websiteUrl: String
    thumbnail: Upload
    gatewayIds: [ID!]
    "All that it is to have: those that are left out go"
    tags: [ApiTagValueInput]
  }
  input ApiTagValueInput {
    "Of a tag that the API has; without it, a new one"
    id: ID
    definitionId: ID!
    value: String!
  }
  input ApiTermsOfServiceInput {
    text: String
  }
  input ApiWhereInput {
    id: [ID!]
    ownerId: [ID!]
    subscriberId: [ID!]
    visibility: ApiVisibility
    apiSlugifiedName: [String!]
    ownerSlugifiedName: [String!]
    name: [String!]
  }
  input ApiOrderByInput {
    sortingFields: [ApiSortingField!]
  }
  input ApiSortingField {
    fieldName: ApiSortingFieldName!
    by: SortingFieldOrder!
  }
  enum ApiSortingFieldName {
    NAME
    VISIBILITY
    CREATED_AT
    UPDATED_AT
    name
    visibility
  }
  enum SortingFieldOrder {
    ASC
    DESC
  }
`;
