export const adminAuditLogTypeDefs = /* GraphQL */ `
  type Query {
    "What was done on the side of administration, for administrators alone; the newest first where no order is asked for"
    adminAuditLogs(
      pagination: PaginationArgs
      orderBy: AdminAuditLogSortablesInput
      where: AdminAuditLogInput
    ): AdminAuditLogConnection
  }
  type AdminAuditLog {
    id: String!
    "What was done: created, removed, …"
    action: String!
    "To which kind of thing, and what: webhook.created"
    eventName: String!
    user: AuditUser!
    auditText: String!
    "Always 200: what was refused is not written down"
    statusCode: String
    "Pieces of the text around what was searched for; plain text, to be shown as such"
    highlight: [String!]
    createdAt: DateTime
  }
  "Who did it. It may be gone"
  type AuditUser {
    id: String
    name: String
    "token, credential, command or bellwire"
    type: String
  }
  type AdminAuditLogConnection {
    edges: [AdminAuditLogEdge!]
    nodes: [AdminAuditLog!]
    "Counted up to 10,000"
    totalCount: Int!
    pageInfo: PageInfo!
  }
  type AdminAuditLogEdge {
    cursor: String!
    node: AdminAuditLog!
  }
  input AdminAuditLogInput {
    "A text that has to be in it, whatever its case. Nothing: all entries."
    query: String
  }
  input AdminAuditLogSortablesInput {
    sortingFields: [AdminAuditLogSortablesSortingField!]
  }
  input AdminAuditLogSortablesSortingField {
    fieldName: AdminAuditLogSortables!
    order: Order
  }
  enum AdminAuditLogSortables {
    CREATED_AT
  }
`;
