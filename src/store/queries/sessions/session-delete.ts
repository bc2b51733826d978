import type { Queries } from '../../database.ts';

/** A session that is over, and whose it was. */
export interface EndedSession {
  id: string;
  name: string;
  organizationIds: string[] | null;
  credentialId: string | null;
  /** The API token that it was begun with. */
  tokenId: string | null;
}

/** Ends a session: it is forgotten. Null where there is none. Index: the unique one of the hash. */
export async function sessionDelete(queries: Queries, hash: Buffer): Promise<EndedSession | null> {
  const [row] = await queries.query<{
    id: string;
    name: string;
    organization_ids: string[] | null;
    credential_id: string | null;
    parent_id: string | null;
  }>({
    text: `
      delete from tokens
      where hash = $1 and kind = 'session'
      returning id, name, organization_ids, credential_id, parent_id`,
    values: [hash],
  });
  if (row === undefined) return null;
  const {
    id,
    name,
    organization_ids: organizationIds,
    credential_id: credentialId,
    parent_id: tokenId,
  } = row;
  return { id, name, organizationIds, credentialId, tokenId };
}
