export const eventLogTypeDefs = /* GraphQL */ `
  type Query {
    "What was sent to callback URLs, each attempt by itself; the newest first where no order is asked for"
    eventLogs(
      orderBy: EventLogSortablesInput
      pagination: PaginationArgs
      where: EventLogInput
    ): EventLogConnection
    "One entry"
    eventLog(id: ID!): EventLog
  }
  type EventLog {
    id: String!
    url: String!
    "As the hub calls it now"
    eventType: String!
    "JSON: the exact request and response"
    eventData: String!
    "The text that is searched"
    eventText: String!
    "Null where no answer came"
    statusCode: String
    "Pieces of the text around what was searched for; plain text, to be shown as such"
    highlight: [String!]
    createdAt: DateTime
    "Whether it was a test event"
    test: Boolean!
    "1 for the first attempt of a delivery"
    attempt: Int!
    "Why it failed, as a code; null when it succeeded"
    reason: String
    durationMs: Float!
  }
  type EventLogConnection {
    edges: [EventLogEdge!]
    nodes: [EventLog!]
    "Counted up to 10,000"
    totalCount: Int!
    pageInfo: PageInfo!
  }
  type EventLogEdge {
    cursor: String!
    node: EventLog!
  }
  input EventLogInput {
    "Words, or the beginnings of words: all of them have to be there. Nothing: all entries."
    query: String
    "A name or id of an event type"
    eventType: String
    "A callback URL, by itself or by its id"
    url: String
    "200, 4xx, 5xx, or none where no answer came"
    status: String
    from: DateTime
    to: DateTime
    "Test events alone, or without them; both when not given"
    tests: EventLogTests
  }
  enum EventLogTests {
    ONLY
    WITHOUT
  }
  input EventLogSortablesInput {
    sortingFields: [EventLogSortablesSortingField!]
  }
  input EventLogSortablesSortingField {
    fieldName: EventLogSortables!
    order: Order
  }
  enum EventLogSortables {
    CREATED_AT
  }
`;
