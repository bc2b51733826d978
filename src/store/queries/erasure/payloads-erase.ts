import type { Transaction } from '../../database.ts';

/** Removes the bodies of events. Index: the primary key. */
export async function payloadsErase(
  tx: Transaction,
  input: { organizationId: string; eventIds: readonly string[] },
): Promise<number> {
  const rows = await tx.query({
    name: 'payloads-erase',
    text: `delete from payloads where organization_id = $1 and event_id = any($2::uuid[]) returning 1`,
    values: [input.organizationId, input.eventIds],
  });
  return rows.length;
}
