import { type MessageInput, postMessage } from '../../operations/conversations.ts';
import { changeAny } from '../domain/change.ts';
import { allOf, equals, oneOf } from '../domain/filters.ts';
import { find } from '../domain/find.ts';
import { childrenOf, listAll, parentOf, partyNumbered } from '../domain/load.ts';
import type { Shown } from '../domain/shown.ts';
import type { GraphContext, GraphModule } from '../module.ts';
import { entity } from '../users/entity.ts';

interface ThreadsWhere {
  apiIds?: string[] | null;
  apiDisplayName?: string | null;
  entityDisplayName?: string | null;
  entityId?: string | null;
}

const post = (
  _: unknown,
  { message }: { message: { messageType: string; message: MessageInput } },
  context: GraphContext,
) => changeAny(context, (op) => postMessage(op, message));

export const messagesModule: GraphModule = {
  typeDefs: /* GraphQL */ `
    type Query {
      messages(where: MessagesWhereInput!): [Message]
      messageThreads(where: MessageThreadsWhereInput): MessageThreadsObject
    }
    type Mutation {
      postMessage(message: MessageCreateInput!): Any
      postMessageV2(message: MessageCreateInput!): Any
    }
    type Announcement {
      id: Int
      apiId: String
      providerId: String
      title: String
      body: String
      status: String
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
    }
    type Message {
      id: ID
      messageThreadId: Int
      apiId: String
      authorId: Int
      entityId: Int
      ownerId: Int
      title: String
      body: String
      entityDisplayName: String
      ownerDisplayName: String
      apiDisplayName: String
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
    }
    type MessageThread {
      id: ID!
      apiId: String
      ownerId: Int
      entityId: Int
      ownerDisplayName: String
      entityDisplayName: String
      apiDisplayName: String
      status: String
      createdAt: DateTime
      updatedAt: DateTime
      deletedAt: DateTime
      messages: [Message]
      lastMessage: Message
      api: Api
      "The consumer"
      entity: Entity
    }
    type MessageThreadsObject {
      threads: [MessageThread]
    }
    enum MessageType {
      support
      announcement
    }
    input MessagesWhereInput {
      messageThreadId: ID
    }
    input MessageThreadsWhereInput {
      apiIds: [String]
      apiDisplayName: String
      entityDisplayName: String
      entityId: ID
    }
    input MessageCreateInput {
      messageType: MessageType!
      message: MessageInput!
    }
    input MessageInput {
      apiId: String!
      title: String
      body: String
      "The user who writes; without it, the user of the key"
      authorId: Int
      entityId: Int
      ownerId: Int
      "Without it, a new thread is begun"
      messageThreadId: Int
      ownerDisplayName: String
      entityDisplayName: String
      apiDisplayName: String
    }
  `,
  resolvers: {
    Query: {
      messages: async (
        _: unknown,
        { where }: { where: { messageThreadId?: string | null } },
        context: GraphContext,
      ) => {
        const thread = where.messageThreadId
          ? await find(context, 'message_thread', where.messageThreadId)
          : null;
        return thread === null ? [] : childrenOf(context, thread, 'message', 'thread');
      },
      messageThreads: async (
        _: unknown,
        { where }: { where?: ThreadsWhere | null },
        context: GraphContext,
      ) => ({
        threads: await listAll(context, {
          type: 'message_thread',
          filter: allOf(
            oneOf('apiId', where?.apiIds),
            equals('apiDisplayName', where?.apiDisplayName),
            equals('entityDisplayName', where?.entityDisplayName),
            where?.entityId ? equals('entityId', Number(where.entityId)) : null,
          ),
        }),
      }),
    },
    Mutation: { postMessage: post, postMessageV2: post },
    MessageThread: {
      messages: (thread: Shown, _: unknown, context: GraphContext) =>
        childrenOf(context, thread, 'message', 'thread'),
      lastMessage: async (thread: Shown, _: unknown, context: GraphContext) =>
        (await childrenOf(context, thread, 'message', 'thread')).at(-1) ?? null,
      entity: async (thread: Shown, _: unknown, context: GraphContext) =>
        entity(await partyNumbered(context, thread.entityId)),
      api: (thread: Shown, _: unknown, context: GraphContext) => parentOf(context, thread, 'api'),
    },
  },
};
