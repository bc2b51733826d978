import type { Filter } from '../../../../store/queries/objects/filter.ts';
import {
  createComment,
  createDiscussion,
  type DiscussionCreate,
  deleteComment,
  deleteDiscussions,
  updateComment,
  updateDiscussion,
} from '../../operations/conversations.ts';
import { required } from '../../operations/operation.ts';
import { change, changeAny, done } from '../domain/change.ts';
import { allOf, equals } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, parentOf, partyNumbered } from '../domain/load.ts';
import { type OffsetArguments, offsetPage } from '../domain/offset-pages.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';

type Comment = Parameters<typeof createComment>[1];

export const discussionsModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      "With a providerId: only where the API is theirs"
      getIssuesByApiIdV2(apiId: String!, pagingArgs: PagingArgs, providerId: String): IssueObject
      getIssueByIdV2(issueId: Int): Issue
      getCommentsByIssueIdV2(issueId: Int!, pagingArgs: PagingArgs): PaginatedComments
    }
    type Mutation {
      postIssueV3(input: IssueCreateInputV2): Any
      postCommentV3(input: CommentCreateInput): Comment
      "Nothing is told of what is changed or taken back"
      updateIssueV2(input: IssueUpdateInput!): Any
      deleteIssueV2(input: IssueDeleteInput!): Any
      deleteIssues(input: IssuesDeleteInput!): Any
      updateCommentV2(input: CommentUpdateInput!): Any
      deleteCommentV2(input: CommentDeleteInput!): Any
    }
    "A discussion about an API"
    type Issue {
      id: Int!
      userId: Int
      apiVersion: String
      topicId: String
      title: String
      body: String
      commentsCount: Int
      closed: Boolean
      visibility: String
      status: String
      createdAt: DateTime
      updatedAt: DateTime
      comments: [Comment]
      "The same"
      commentsV2: [Comment]
      user: User
      api: Api
    }
    type Comment {
      id: Int!
      issueId: Int
      userId: Int
      body: String
      top: Boolean
      status: String
      createdAt: DateTime
      updatedAt: DateTime
      user: User
    }
    type IssueObject {
      data: [Issue]
      total: Int
    }
    type PaginatedComments {
      data: [Comment]
      total: Int
    }
    input IssueUpdateInput {
      issueId: Int!
      title: String
      body: String
    }
    input IssueDeleteInput {
      issueId: Int!
    }
    input IssuesDeleteInput {
      issueIds: [Int!]!
    }
    input CommentUpdateInput {
      issueId: Int!
      commentId: Int!
      body: String!
    }
    input CommentDeleteInput {
      issueId: Int!
      commentId: Int!
    }
    input IssueCreateInputV2 {
      apiId: String!
      title: String!
      body: String!
      "The name of the version that it is about"
      apiVersion: String
      "Who begins it; without it, the user of the key"
      userId: Int
    }
    input CommentCreateInput {
      issueId: Int!
      body: String!
      "Who writes it; without it, the user of the key"
      userId: Int
    }
  `,
  resolvers: {
    Query: {
      getIssuesByApiIdV2: (
        _: unknown,
        {
          apiId,
          pagingArgs,
          providerId,
        }: { apiId: string; pagingArgs?: OffsetArguments | null; providerId?: string | null },
        context: GraphContext,
      ) =>
        offsetPage(
          context,
          {
            type: 'discussion',
            filter: allOf(equals('topicId', apiId), ofProvider(providerId)),
            searchIn: [{ field: 'title' }, { field: 'body' }],
          },
          pagingArgs,
        ),
      getIssueByIdV2: (_: unknown, { issueId }: { issueId?: number | null }, context: GraphContext) =>
        issueId ? find(context, 'discussion', issueId) : null,
      getCommentsByIssueIdV2: (
        _: unknown,
        { issueId, pagingArgs }: { issueId: number; pagingArgs?: OffsetArguments | null },
        context: GraphContext,
      ) =>
        offsetPage(
          context,
          {
            type: 'discussion_comment',
            filter: allOf(equals('issueId', issueId)),
            searchIn: [{ field: 'body' }],
          },
          pagingArgs,
        ),
    },
    Mutation: {
      postIssueV3: (_: unknown, { input }: { input?: DiscussionCreate | null }, context: GraphContext) =>
        changeAny(context, async (op) => createDiscussion(op, required(input, 'input'))),
      postCommentV3: (_: unknown, { input }: { input?: Comment | null }, context: GraphContext) =>
        change(context, async (op) => createComment(op, required(input, 'input'))),
      updateIssueV2: (
        _: unknown,
        { input }: { input: Parameters<typeof updateDiscussion>[1] },
        context: GraphContext,
      ) => changeAny(context, (op) => updateDiscussion(op, input)),
      deleteIssueV2: (_: unknown, { input }: { input: { issueId: number } }, context: GraphContext) =>
        done(context, (op) => deleteDiscussions(op, [input.issueId])),
      deleteIssues: (_: unknown, { input }: { input: { issueIds: number[] } }, context: GraphContext) =>
        done(context, (op) => deleteDiscussions(op, input.issueIds)),
      updateCommentV2: (
        _: unknown,
        { input }: { input: Parameters<typeof updateComment>[1] },
        context: GraphContext,
      ) => changeAny(context, (op) => updateComment(op, input)),
      deleteCommentV2: (
        _: unknown,
        { input }: { input: Parameters<typeof deleteComment>[1] },
        context: GraphContext,
      ) => done(context, (op) => deleteComment(op, input)),
    },
    Issue: {
      comments: commentsOf,
      commentsV2: commentsOf,
      user: (discussion: Shown, _: unknown, context: GraphContext) =>
        partyNumbered(context, discussion.userId, ['user']),
      api: (discussion: Shown, _: unknown, context: GraphContext) => parentOf(context, discussion, 'api'),
    },
    Comment: {
      user: (comment: Shown, _: unknown, context: GraphContext) =>
        partyNumbered(context, comment.userId, ['user']),
    },
  },
};

function ofProvider(providerId: string | null | undefined): Filter | null {
  return providerId
    ? { relation: 'api', field: 'ownerId', comparison: 'equals', value: Number(providerId) }
    : null;
}

function commentsOf(discussion: Shown, _: unknown, context: GraphContext): Promise<Shown[]> {
  return childrenOf(context, discussion, 'discussion_comment', 'discussion');
}
