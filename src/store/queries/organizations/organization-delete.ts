import type { Transaction } from '../../database.ts';

/**
 * Removes an organization with everything that is kept under its id, the log included. Its row must be locked for
 * removal. Indexes: the primary keys, which all begin with the organization; tokens_by_credential.
 */
export async function organizationDelete(tx: Transaction, id: string): Promise<void> {
  for (const text of statements) await tx.query({ text, values: [id] });
}

const statements = [
  // Tokens have no organization of their own, and those of a sign-in end with the credential.
  `delete from tokens
   where credential_id in (select credentials.id from credentials where credentials.organization_id = $1)`,
  // The log is partitioned by time and so has no foreign keys to cascade along.
  'delete from attempts where organization_id = $1',
  'delete from deliveries where organization_id = $1',
  'delete from payloads where organization_id = $1',
  'delete from event_objects where organization_id = $1',
  'delete from events where organization_id = $1',
  'delete from event_traces where organization_id = $1',
  // What is recorded from now on, in transactions that have begun already, is refused when it is taken in.
  'delete from recorded_events where organization_id = $1',
  // Before the objects: a link refuses that its parent goes, and a cascade takes parents in any order.
  'delete from object_links where organization_id = $1',
  'delete from objects where organization_id = $1',
  // The rest cascades.
  'delete from organizations where id = $1',
];
