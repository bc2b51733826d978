import type { Transaction } from '../../database.ts';
import { lockKeys } from '../../lock-keys.ts';

/**
 * Whether there has ever been an API token, revoked ones included. Nodes that ask at once are let in one after
 * another, each seeing what the one before has saved. Index: tokens_by_kind.
 */
export async function tokenAnyLocked(tx: Transaction): Promise<boolean> {
  await tx.query({ text: 'select pg_advisory_xact_lock($1)', values: [lockKeys.firstToken] });
  const rows = await tx.query<{ id: string }>({ text: `select id from tokens where kind = 'api' limit 1` });
  return rows.length > 0;
}
