export const gqlSchemaTypeDefs = /* GraphQL */ `
  type Mutation {
    "Versions that are one endpoint, which speaks GraphQL: drafts, as those of createApiVersions are"
    createGqlApiVersions(gqlApiVersions: [GqlApiVersionCreateInput!]!): [ApiVersion!]!
  }
  type ApiVersion {
    apiSubType: apiSubTypeEnum
  }
  type Endpoint {
    isGraphQL: Boolean
    graphQLSchema: GraphQLSchema
  }
  "What can be asked of an endpoint that speaks GraphQL"
  type GraphQLSchema {
    id: ID!
    endpointId: ID
    "In the language of GraphQL schemas, however it was given"
    schema: Any
    "How it was given"
    type: String
    isIntrospectionCall: Boolean
    introspectionCallUrl: String
    allowHubSchemaRefresh: Boolean
    status: String
    createdAt: DateTime
    updatedAt: DateTime
  }
  enum apiSubTypeEnum {
    rest
    graphql
    kafka
    soap
  }
  enum GqlSchemaSourceType {
    introspection
    SDL
    schemaAST
  }
  enum GRAPH_QL_SCHEMA_STATUS {
    ACTIVE
    DELETED
  }
  input GqlApiVersionCreateInput {
    api: String!
    name: String!
    visibility: Visibility
    "The version to copy endpoints from, and the schema where none is given"
    oldApiVersionId: String
    "Where the API is asked. Nothing is sent there: the schema has to be given"
    introspectionCallUrl: String!
    isIntrospectionCall: Boolean
    allowHubSchemaRefresh: Boolean
    "The schema as a file or a text: in the language of GraphQL schemas, or, as JSON, what the introspection query was answered with or the tree of a parser"
    gqlFile: Any
  }
  input SpecInput {
    gql: GqlSpecInput!
  }
  input GqlSpecInput {
    "Where the API is asked. Nothing is sent there: the schema has to be given"
    baseUrl: String!
    schemaSource: SchemaDefinitionSourceInput!
  }
  input SchemaDefinitionSourceInput {
    type: GqlSchemaSourceType!
    "The schema, what the introspection query was answered with as JSON, or the tree of a parser as JSON"
    source: String
    options: GqlOptions
  }
  input GqlOptions {
    enableSchemaIntrospectionOnHub: Boolean
  }
  input NewApiVersionInput {
    "A version that speaks GraphQL"
    spec: SpecInput
  }
  input GraphQLSchemaCreateInput {
    "Taken and not looked at: an endpoint has one schema"
    id: ID
    endpointId: ID
    "As gqlFile of a version; without it, the schema that the endpoint has stays"
    schema: Any
    isIntrospectionCall: Boolean
    allowHubSchemaRefresh: Boolean
    introspectionCallUrl: String
    "Taken and not looked at"
    status: GRAPH_QL_SCHEMA_STATUS
  }
  input updateOrCreateEndpointWithParameters {
    isGraphQL: Boolean
    graphQLSchemaObject: GraphQLSchemaCreateInput
  }
`;
