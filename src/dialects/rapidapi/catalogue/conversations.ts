import type { ObjectType } from '../../../catalogue/catalogue.ts';
import { outwardId } from '../ids.ts';
import { count, deletedAt, flag, owner, status, text, word } from './fields.ts';

const rest = { unique: [], customFields: false, cascades: [] } as const;

/** What a provider tells the subscribers of an API. */
export const announcement: ObjectType = {
  name: 'announcement',
  plural: 'announcements',
  title: 'announcement',
  fields: {
    apiId: text('API', 64),
    providerId: text('The user or team that it is from', 16),
    title: text('Title', 255),
    body: text('Text', 65_536, { required: true }),
    status,
    deletedAt,
  },
  relations: { api: owner('api') },
  emits: ['created'],
  ...rest,
  complete: ({ related }) => (related.api ? { apiId: outwardId(related.api) } : {}),
};

/** Something that users talk about in public: the vendor's "issue". */
export const discussion: ObjectType = {
  name: 'discussion',
  plural: 'discussions',
  title: 'discussion',
  fields: {
    userId: count('Who began it'),
    topicId: text('API', 64),
    // Not in what is told: the vendor's rows have no such column.
    apiVersion: text('Name of the version that it is about', 255, { neverTold: true }),
    title: text('Title', 255, { required: true }),
    body: text('Text', 65_536, { required: true }),
    commentsCount: count('How many comments it has'),
    closed: flag('Closed'),
    visibility: word('Visibility', ['PUBLIC', 'PRIVATE']),
    status,
    deletedAt,
  },
  relations: { api: owner('api') },
  emits: ['created'],
  ...rest,
  complete: ({ related }) => (related.api ? { topicId: outwardId(related.api) } : {}),
};

/** An answer in a discussion. */
export const discussionComment: ObjectType = {
  name: 'discussion_comment',
  plural: 'discussion_comments',
  title: 'comment',
  fields: {
    issueId: count('Discussion'),
    userId: count('Who wrote it'),
    body: text('Text', 65_536, { required: true }),
    top: flag('Shown first'),
    status,
    deletedAt,
  },
  relations: { discussion: owner('discussion') },
  emits: ['created'],
  ...rest,
  complete: ({ related }) => (related.discussion ? { issueId: related.discussion.number } : {}),
};

/** Messages between a consumer and the provider of an API. Its beginning is not told of. */
export const messageThread: ObjectType = {
  name: 'message_thread',
  plural: 'message_threads',
  title: 'thread of messages',
  fields: {
    apiId: text('API', 64),
    ownerId: count('The provider'),
    entityId: count('The consumer'),
    ownerDisplayName: text('Name of the provider', 255),
    entityDisplayName: text('Name of the consumer', 255),
    apiDisplayName: text('Name of the API', 255),
    status,
  },
  relations: { api: owner('api') },
  emits: [],
  ...rest,
  complete: ({ related: { api } }) =>
    api ? { apiId: outwardId(api), apiDisplayName: api.fields.name ?? '' } : {},
};

/** One message of a thread. */
export const message: ObjectType = {
  name: 'message',
  plural: 'messages',
  title: 'message',
  fields: {
    messageThreadId: count('Thread'),
    apiId: text('API', 64),
    authorId: count('Who wrote it'),
    entityId: count('The consumer'),
    ownerId: count('The provider'),
    title: text('Title', 255),
    body: text('Text', 65_536, { required: true }),
    entityDisplayName: text('Name of the consumer', 255),
    ownerDisplayName: text('Name of the provider', 255),
    apiDisplayName: text('Name of the API', 255),
    deletedAt,
  },
  relations: { thread: owner('message_thread') },
  emits: ['created'],
  ...rest,
  complete: ({ related: { thread } }) =>
    thread ? { messageThreadId: thread.number, apiId: thread.fields.apiId ?? '' } : {},
};
