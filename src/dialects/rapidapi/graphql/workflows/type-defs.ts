export const workflowTypeDefs = /* GraphQL */ `
  type Query {
    getWorkflowsForProvider(options: GetWorkflowsOptions, pagingArgs: PagingArgs): WorkFlowsResponse
    getWorkflowsForDeveloper(options: GetWorkflowsOptions, pagingArgs: PagingArgs): WorkFlowsResponse
    getWorkflowsByRequestor(options: GetWorkflowsOptions, pagingArgs: PagingArgs): WorkFlowsResponse
    getWorkflowsByRequestee(options: GetWorkflowsOptions, pagingArgs: PagingArgs): WorkFlowsResponse
    "How an approval has stood after each change of it, the first one first; those of one that has gone are kept"
    getWorkflowAudits(workflowId: Int, pagingArgs: PagingArgs): WorkFlowAuditsResponse
    getWorkflowsCount(options: GetWorkflowCountOptions): Int
    "Whether nothing of that kind is asked for and open already, by the user of the key"
    canWorkflowBeSubmitted(options: CanWorkflowBeSubmittedOptions): Boolean
  }
  type Mutation {
    createWorkflow(options: CreateWorkflowInput): Any
    createSignupApprovalWorkflow(options: CreateSignupApprovalWorkflowInput): Any
    "An API whose publication is approved becomes public"
    updateWorkflows(options: UpdateWorkflowsInput): Any
  }
  type WorkFlowsResponse {
    data: [Workflow]
    total: Int!
  }
  type Workflow {
    id: ID!
    workflowId: Int
    topic: String!
    workflowStatus: WorkflowStatus!
    status: String!
    componentId: String!
    subComponentId: String
    componentDisplayName: String
    requestorId: Int!
    requestorContextId: Int!
    requestorEmail: String!
    requestorDisplayName: String!
    requestorContextDisplayName: String
    requesteeId: Int!
    requesteeEmail: String
    requesteeDisplayName: String
    "Who decides, once more: the user or team that owns the API"
    requesteeContextId: Int
    requesteeContextDisplayName: String
    additionalData: Any
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
  }
  type WorkFlowAuditsResponse {
    data: [WorkflowAudit]
    total: Int
  }
  "An approval as one change has left it. updatedAt is when that was"
  type WorkflowAudit {
    elasticSearchId: ID!
    id: Int
    topic: String!
    workflowStatus: WorkflowStatus!
    status: String!
    componentId: String!
    subComponentId: String
    componentDisplayName: String
    requestorId: Int!
    requestorEmail: String
    requestorDisplayName: String
    requestorContextDisplayName: String
    requesteeId: Int!
    requesteeEmail: String
    requesteeDisplayName: String
    additionalData: Any
    createdAt: DateTime!
    updatedAt: DateTime!
    deletedAt: DateTime
    "Who did it, as events have it; null of what was there before this was kept"
    actor: String
  }
  enum WorkflowTopic {
    PublishAPI
    RequestAccessPlan
    SignupRequestApproval
    JoinOrganization
  }
  enum SignupApprovalWorkflowTopic {
    SignupRequestApproval
  }
  enum WorkflowStatus {
    OPEN
    APPROVED
    REJECTED
  }
  enum DeletionStatus {
    ACTIVE
    DELETED
  }
  input GetWorkflowsOptions {
    topic: WorkflowTopic
    requesteeId: Int
    requestorId: Int
    componentId: String
    subComponentId: String
    componentDisplayName: String
    workflowStatus: [WorkflowStatus]
    "Where there are no arguments of the page beside the options"
    pagingArgs: PagingArgs
  }
  input GetWorkflowCountOptions {
    requestorId: Int
    requesteeId: Int
    requestorContextId: Int
    workflowStatus: [WorkflowStatus]
    status: String
    componentId: String
    subComponentId: String
    topic: String
  }
  input CanWorkflowBeSubmittedOptions {
    topic: WorkflowTopic!
    componentId: String!
  }
  input CreateWorkflowInput {
    topic: WorkflowTopic!
    "An API, or an organization for JoinOrganization"
    componentId: String!
    "A plan for RequestAccessPlan"
    subComponentId: String
    componentDisplayName: String
    "OPEN, which it is without it: approvals are decided by updateWorkflows"
    workflowStatus: WorkflowStatus
    additionalData: Any
    "Who asks; without it, the user of the key"
    requestorId: ID
    "For whom: a team, say"
    requestorContextId: ID
  }
  input CreateSignupApprovalWorkflowInput {
    topic: SignupApprovalWorkflowTopic
    additionalData: Any
    requestorId: ID
  }
  input UpdateWorkflowsInput {
    workflowIds: [Int!]!
    workflowStatus: WorkflowStatus
    status: DeletionStatus
    additionalData: Any
  }
`;
