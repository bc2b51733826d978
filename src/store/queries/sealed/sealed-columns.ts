/** A column that holds sealed values, in a table whose primary key is (organization_id, id). */
export interface SealedColumn {
  table: string;
  column: string;
}

/** All of them. The context of their values is `table.column`. */
export const everySealedColumn: readonly SealedColumn[] = [
  { table: 'webhooks', column: 'sealed_access' },
  { table: 'webhooks', column: 'sealed_secrets' },
  { table: 'credentials', column: 'sealed_secret' },
  { table: 'webhook_sets', column: 'sealed_secrets' },
  { table: 'object_secrets', column: 'sealed_text' },
];

/** Names a row of such a table. */
export interface SealedRow {
  organizationId: string;
  id: string;
}
