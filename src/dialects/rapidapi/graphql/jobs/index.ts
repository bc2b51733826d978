import { createJob, type JobCreate, type JobUpdate, updateJob } from '../../operations/jobs.ts';
import { change } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { page } from '../domain/pages.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import type { PageArguments } from '../paging/page-request.ts';

interface ListArguments {
  where?: { jobType?: string | null; status?: string | null } | null;
  pagination?: PageArguments | null;
}

export const jobsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      jobRequest(id: ID!): JobRequest
      jobRequests(where: JobRequestWhereInput, pagination: PaginationInput): JobRequestConnection!
    }
    type Mutation {
      createJobRequest(input: JobRequestCreateInput!): JobRequest!
      updateJobRequest(input: JobRequestUpdateInput!): JobRequest!
    }
    "Something that the hub was asked to do in its own time"
    type JobRequest {
      id: ID!
      jobType: String!
      status: JobStatus!
      progress: Float!
      requesterId: Int
      input: Any
      result: Any
      error: String
      createdAt: DateTime!
      updatedAt: DateTime!
    }
    type JobRequestConnection {
      nodes: [JobRequest!]!
      edges: [JobRequestEdge!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type JobRequestEdge {
      node: JobRequest!
      cursor: String!
    }
    enum JobStatus {
      PENDING
      RUNNING
      COMPLETED
      FAILED
      CANCELED
    }
    input JobRequestWhereInput {
      jobType: String
      status: JobStatus
    }
    input JobRequestCreateInput {
      jobType: String!
      input: Any
      requesterId: Int
    }
    input JobRequestUpdateInput {
      id: ID!
      status: JobStatus
      "From 0 to 1"
      progress: Float
      result: Any
      error: String
    }
  `,
  resolvers: {
    Query: {
      jobRequest: (_: unknown, { id }: { id: string }, context: GraphContext) =>
        find(context, 'job_request', id),
      jobRequests: (_: unknown, { where, pagination }: ListArguments, context: GraphContext) => {
        const filter = allOf(equals('jobType', where?.jobType), equals('status', where?.status));
        return page(context, { type: 'job_request', filter }, pagination);
      },
    },
    Mutation: {
      createJobRequest: (_: unknown, { input }: { input: JobCreate }, context: GraphContext) =>
        change(context, (op) => createJob(op, input)),
      updateJobRequest: (_: unknown, { input }: { input: JobUpdate }, context: GraphContext) =>
        change(context, (op) => updateJob(op, input)),
    },
  },
};
