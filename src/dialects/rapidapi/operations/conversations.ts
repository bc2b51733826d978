import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { found, foundParty } from './lookup.ts';
import { given } from './names.ts';
import { eachOnce, type Operation, problem } from './operation.ts';

export interface MessageInput {
  apiId: string;
  body?: string | null;
  title?: string | null;
  authorId?: number | null;
  entityId?: number | null;
  ownerId?: number | null;
  messageThreadId?: number | null;
  ownerDisplayName?: string | null;
  entityDisplayName?: string | null;
  apiDisplayName?: string | null;
}

/** An announcement to all who use an API, or a message to its provider. */
export function postMessage(
  op: Operation,
  { messageType, message }: { messageType: string; message: MessageInput },
): Promise<ObjectRecord> {
  if (!message.body) throw problem('message.body', 'must not be blank');
  return messageType === 'announcement' ? announce(op, message) : writeMessage(op, message);
}

async function announce(
  { steps, ...op }: Operation,
  { apiId, title, body }: MessageInput,
): Promise<ObjectRecord> {
  const api = await found({ steps, ...op }, 'api', apiId);
  return steps.create('announcement', {
    fields: { ...given({ title, body }), providerId: String(api.fields.ownerId) },
    links: { api: [api.id] },
  });
}

/** Without a thread, it begins one: that is not told by itself. */
async function writeMessage(op: Operation, input: MessageInput): Promise<ObjectRecord> {
  const { steps } = op;
  const api = await found(op, 'api', input.apiId);
  const thread = input.messageThreadId
    ? await threadOf(op, api, input.messageThreadId)
    : await newThread(op, api, input);
  const author = await authorOf(op, input.authorId, 'message.authorId');
  const { ownerId, entityId, ownerDisplayName, entityDisplayName, apiDisplayName } = thread.fields;
  return steps.create('message', {
    fields: {
      ...given({
        title: input.title,
        body: input.body,
        ownerId,
        entityId,
        ownerDisplayName,
        entityDisplayName,
        apiDisplayName,
      }),
      authorId: author.number,
    },
    links: { thread: [thread.id] },
  });
}

async function threadOf(op: Operation, api: ObjectRecord, number: number): Promise<ObjectRecord> {
  const thread = await found(op, 'message_thread', number);
  if (thread.links.api?.[0] !== api.id)
    throw problem('message.messageThreadId', 'is a thread about another API');
  return thread;
}

async function newThread(op: Operation, api: ObjectRecord, input: MessageInput): Promise<ObjectRecord> {
  const author = await authorOf(op, input.authorId, 'message.authorId');
  const consumer = input.entityId ? await foundParty(op, input.entityId) : author;
  const provider = await foundParty(op, input.ownerId ?? String(api.fields.ownerId));
  return op.steps.create('message_thread', {
    fields: {
      ownerId: provider.number,
      entityId: consumer.number,
      ownerDisplayName: input.ownerDisplayName ?? provider.fields.name ?? '',
      entityDisplayName: input.entityDisplayName ?? consumer.fields.name ?? '',
    },
    links: { api: [api.id] },
  });
}

export interface DiscussionCreate {
  title: string;
  body: string;
  apiId: string;
  apiVersion?: string | null;
  userId?: number | null;
}

export async function createDiscussion(op: Operation, input: DiscussionCreate): Promise<ObjectRecord> {
  const api = await found(op, 'api', input.apiId);
  const author = await authorOf(op, input.userId, 'userId');
  return op.steps.create('discussion', {
    fields: {
      title: input.title,
      body: input.body,
      userId: author.number,
      ...given({ apiVersion: input.apiVersion }),
    },
    links: { api: [api.id] },
  });
}

export async function createComment(
  op: Operation,
  { body, issueId, userId }: { body: string; issueId: number; userId?: number | null },
): Promise<ObjectRecord> {
  const discussion = await found(op, 'discussion', issueId);
  const author = await authorOf(op, userId, 'userId');
  const comment = await op.steps.create('discussion_comment', {
    fields: { body, userId: author.number },
    links: { discussion: [discussion.id] },
  });
  await op.steps.update(discussion, { commentsCount: Number(discussion.fields.commentsCount) + 1 });
  return comment;
}

/** What was said is changed, or taken back, without a word: the vendor has no event for it. */
export async function updateDiscussion(
  op: Operation,
  { issueId, title, body }: { issueId: number; title?: string | null; body?: string | null },
): Promise<ObjectRecord> {
  return op.steps.update(await found(op, 'discussion', issueId), given({ title, body }));
}

export async function deleteDiscussions(op: Operation, ids: readonly number[]): Promise<void> {
  const discussions: ObjectRecord[] = [];
  for (const id of eachOnce('issueIds', ids.map(String))) discussions.push(await found(op, 'discussion', id));
  await op.steps.remove(discussions, op.telling('discussion'));
}

interface CommentReference {
  issueId: number;
  commentId: number;
}

export async function updateComment(
  op: Operation,
  { body, ...reference }: CommentReference & { body: string },
): Promise<ObjectRecord> {
  const { comment } = await commentOf(op, reference);
  return op.steps.update(comment, { body });
}

export async function deleteComment(op: Operation, reference: CommentReference): Promise<void> {
  const { discussion, comment } = await commentOf(op, reference);
  await op.steps.remove([comment], op.telling('discussion_comment'));
  await op.steps.update(discussion, { commentsCount: Number(discussion.fields.commentsCount) - 1 });
}

async function commentOf(op: Operation, { issueId, commentId }: CommentReference) {
  const discussion = await found(op, 'discussion', issueId);
  const comment = await found(op, 'discussion_comment', commentId);
  if (comment.links.discussion?.[0] !== discussion.id)
    throw problem('commentId', 'is a comment in another discussion');
  return { discussion, comment };
}

/** The user that was named, else the one of the key. */
async function authorOf(op: Operation, id: number | null | undefined, field: string): Promise<ObjectRecord> {
  if (id) return found(op, 'user', id);
  const user = await op.user();
  if (user === null) throw problem(field, 'is required: the key is not that of a user of this hub');
  return user;
}
