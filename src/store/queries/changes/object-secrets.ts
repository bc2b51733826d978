import type { Queries } from '../../database.ts';
import { sealContext } from '../../vault.ts';

/** The context of what is sealed for an object. */
export const objectSecretContext = sealContext.bind(null, 'object_secrets.sealed_text');

/** What was sealed for an object, or null. Index: the primary key. */
export async function objectSecretGet(
  queries: Queries,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<Buffer | null> {
  const [row] = await queries.query<{ sealed: Buffer }>({
    text: 'select sealed_text as sealed from object_secrets where organization_id = $1 and id = $2',
    values: [organizationId, id],
  });
  return row?.sealed ?? null;
}

/**
 * Keeps what was sealed for objects that this transaction has locked, each in the place of what there was; null removes it.
 * Index: the primary key.
 */
export async function objectSecretsPut(
  queries: Queries,
  organizationId: string,
  secrets: ReadonlyMap<string, Buffer | null>,
): Promise<void> {
  for (const [id, sealed] of secrets) {
    await queries.query(
      sealed === null
        ? {
            text: 'delete from object_secrets where organization_id = $1 and id = $2',
            values: [organizationId, id],
          }
        : {
            text: `
              insert into object_secrets (organization_id, id, sealed_text) values ($1, $2, $3)
              on conflict (organization_id, id) do update set sealed_text = excluded.sealed_text`,
            values: [organizationId, id, sealed],
          },
    );
  }
}
