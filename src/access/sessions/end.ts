import { sessionDelete } from '../../store/queries/sessions/session-delete.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';

/** Ends a session, if that is the text of one. Whoever has it needs no permission: it is their own. */
export async function endSession(
  { database }: Pick<AccessServices, 'database'>,
  text: string,
): Promise<void> {
  await sessionDelete(database, hashOfToken(text));
}
