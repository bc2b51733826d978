import { actsIn, audit } from '../../store/audit.ts';
import { sessionDelete } from '../../store/queries/sessions/session-delete.ts';
import type { AccessServices } from '../services.ts';
import { hashOfToken } from '../token-text.ts';

/** Ends a session, if that is the text of one. Whoever has it needs no permission: it is their own. */
export async function endSession(
  services: Pick<AccessServices, 'database' | 'clock' | 'ids'>,
  text: string,
): Promise<void> {
  await services.database.transaction(async (tx) => {
    const ended = await sessionDelete(tx, hashOfToken(text));
    if (ended === null) return;
    const { id, name, credentialId, tokenId, organizationIds } = ended;
    const actor = credentialId === null ? `token:${tokenId ?? id}` : `credential:${credentialId}`;
    const act = { action: 'session.ended', target: { id } } as const;
    await audit(tx, services, { actor, name }, actsIn(organizationIds, act));
  });
}
