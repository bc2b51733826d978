export const importTypeDefs = /* GraphQL */ `
  type Query {
    "Imports have ended when they are answered; what is not there is left out"
    apiSpecImportProgresses(trackingIds: [ID!]!): [ApiSpecImportProcess!]!
  }
  type Mutation {
    "New APIs from OpenAPI 3 or Postman collections, all or none of them"
    createApisFromSpecs(creations: [ApiCreateFromSpecInput!]!): [ApiSpecImportResult!]!
    "Makes the endpoints and base URLs of versions those of their specs"
    updateApisFromSpecs(updates: [ApiUpdateFromSpecInput!]!): [ApiSpecImportResult!]!
    "A new API from OpenAPI 3 with the extensions of the vendor: one item"
    createApisFromRapidOas(creations: [ApiCreateFromRapidOasInput!]!): [ApiSpecImportResult!]!
    "Makes a version that of its spec, and its API what the extensions say: one item"
    updateApisFromRapidOas(updates: [ApiUpdateFromRapidOasInput!]!): [ApiSpecImportResult!]!
  }
  type ApiSpecImportResult {
    apiId: ID!
    trackingId: ID!
    warnings: [ApiSpecImportWarning!]!
  }
  "What of a spec was not taken as it stands"
  type ApiSpecImportWarning {
    type: ApiSpecImportWarningType!
    critical: Boolean!
    text: String
    info: Any
  }
  enum ApiSpecImportWarningType {
    PROP_NOT_ALLOWED
    MIN_NUMBER_VALUE_EXCEEDED
    MIN_EXCLUSIVE_NUMBER_VALUE_EXCEEDED
    MIN_OBJECT_PROP_COUNT_EXCEEDED
    MAX_OBJECT_PROP_COUNT_EXCEEDED
    MIN_ARRAY_ITEM_COUNT_EXCEEDED
    FORMAT_MISMATCH
    ARRAY_DUPLICATE_ITEMS_NOT_ALLOWED
    HAS_DUPLICATE_ENDPOINTS
    UNKNOWN
  }
  type ApiSpecImportProcess {
    trackingId: ID!
    apiId: ID!
    "From 0 to 1"
    progress: Float!
    hasError: Boolean!
    issues: [ApiSpecImportProcessIssue!]!
  }
  type ApiSpecImportProcessIssue {
    message: String!
    severity: ApiSpecImportProcessIssueSeverity!
  }
  enum ApiSpecImportProcessIssueSeverity {
    WARNING
    ERROR
  }
  enum ApiSpecType {
    OPENAPI
    "Of the format 2.0 or 2.1"
    POSTMAN_COLLECTION
  }
  input ApiCreateFromSpecInput {
    spec: Upload!
    specType: ApiSpecType!
    category: String!
    "Without it, the title of the spec"
    name: String
    description: String
    "The user or team that it belongs to; without it, the user of the key"
    ownerId: ID
  }
  input ApiUpdateFromSpecInput {
    apiVersionId: ID!
    spec: Upload!
    specType: ApiSpecType!
  }
  input ApiCreateFromRapidOasInput {
    spec: Upload!
    "The user or team that it belongs to; without it, the user of the key"
    ownerId: ID
  }
  input ApiUpdateFromRapidOasInput {
    apiVersionId: ID!
    spec: Upload!
  }
`;
