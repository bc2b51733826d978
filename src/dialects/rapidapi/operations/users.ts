import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { defaultApp } from './apps.ts';
import { found } from './lookup.ts';
import { given } from './names.ts';
import { conflict, type Operation } from './operation.ts';

export interface UserFields {
  username?: string | null;
  name?: string | null;
  email?: string | null;
  company?: string | null;
  position?: string | null;
  location?: string | null;
  bio?: string | null;
  thumbnail?: string | null;
}

/** A new user, with an app and its key. */
export async function createUser(op: Operation, input: UserFields): Promise<ObjectRecord> {
  const user = await op.steps.create('user', { fields: given(input), links: {} });
  await defaultApp(op, user);
  return user;
}

/** Without an id, the user that the key belongs to. */
export async function updateUser(
  op: Operation,
  { userId, ...fields }: UserFields & { userId?: string | null },
): Promise<ObjectRecord> {
  const user = userId === null || userId === undefined ? await op.user() : await found(op, 'user', userId);
  if (user === null) throw conflict('Name the user with userId: the key is not that of a user of this hub.');
  return op.steps.update(user, given(fields));
}

/** The user goes; apps, keys and subscriptions go with it. Refused while the user owns APIs. */
export async function deleteUser(op: Operation, id: string): Promise<void> {
  await op.steps.remove([await found(op, 'user', id)], op.telling('user'));
}
