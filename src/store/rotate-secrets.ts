import { messageOf } from '../base/errors.ts';
import { resealKeyCheck } from './check-secret-key.ts';
import type { Queries } from './database.ts';
import { everySealedColumn, type SealedColumn, type SealedRow } from './queries/sealed/sealed-columns.ts';
import { sealedCount } from './queries/sealed/sealed-count.ts';
import { sealedOutdated } from './queries/sealed/sealed-outdated.ts';
import { type Resealed, sealedReplace } from './queries/sealed/sealed-replace.ts';
import { sealContext, type Vault } from './vault.ts';

/** What was done in one column. */
export interface RotatedColumn {
  /** `webhooks.sealed_access`. */
  name: string;
  /** How many values it holds. */
  all: number;
  /** How many were sealed anew. */
  resealed: number;
  /** How many are still sealed with older keys, those that could not be opened included. */
  outdated: number;
  /** What could not be opened, and why. */
  unreadable: (SealedRow & { reason: string })[];
}

/** A batch of the largest values there can be still fits into memory. */
const defaultBatchSize = 100;

/**
 * Seals every secret in the database with the newest key of the vault. What is done is seen from the values
 * themselves, so it can be stopped and run again at any time. Nodes may run meanwhile, and what they save stays.
 */
export async function rotateSecrets(input: {
  queries: Queries;
  vault: Vault;
  batchSize?: number;
}): Promise<RotatedColumn[]> {
  const rotated: RotatedColumn[] = [];
  for (const column of everySealedColumn) rotated.push(await rotateColumn(input, column));
  await resealKeyCheck(input.queries, input.vault);
  return rotated;
}

/** What there would be to do. */
export async function countSecrets(input: { queries: Queries; vault: Vault }): Promise<RotatedColumn[]> {
  const counted: RotatedColumn[] = [];
  for (const column of everySealedColumn) {
    const counts = await sealedCount(input.queries, column, input.vault.newestHead);
    counted.push({ name: nameOf(column), ...counts, resealed: 0, unreadable: [] });
  }
  return counted;
}

async function rotateColumn(
  { queries, vault, batchSize = defaultBatchSize }: { queries: Queries; vault: Vault; batchSize?: number },
  column: SealedColumn,
): Promise<RotatedColumn> {
  const head = vault.newestHead;
  const unreadable: RotatedColumn['unreadable'] = [];
  let resealed = 0;
  let after: SealedRow | null = null;
  for (;;) {
    const rows = await sealedOutdated(queries, column, { head, after, limit: batchSize });
    if (rows.length === 0) break;
    after = rows.at(-1) ?? null;
    const fresh: Resealed[] = [];
    for (const row of rows) {
      const { organizationId, id } = row;
      const context = sealContext(nameOf(column), organizationId, id);
      try {
        fresh.push({ ...row, resealed: vault.seal(vault.open(row.sealed, context), context) });
      } catch (error) {
        unreadable.push({ organizationId, id, reason: messageOf(error) });
      }
    }
    resealed += await sealedReplace(queries, column, fresh);
  }
  return { name: nameOf(column), ...(await sealedCount(queries, column, head)), resealed, unreadable };
}

function nameOf({ table, column }: SealedColumn): string {
  return `${table}.${column}`;
}
