import { integers, texts, times, uuids } from '../../arrays.ts';
import type { Queries } from '../../database.ts';
import type { Figure } from '../../records/figure.ts';

/** What one batch adds to the figures of a webhook in one minute. */
export interface FigureDelta extends Omit<Figure, 'accepted'> {
  organizationId: string;
  webhookId: string;
  at: Date;
}

/** Appends what a batch of results adds, in its own transaction. */
export async function figureDeltasInsert(tx: Queries, deltas: readonly FigureDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  await tx.query({
    name: 'figure-deltas-insert',
    text: `
      insert into figure_deltas (organization_id, webhook_id, at, delivered, retried, failed, answered)
      select organization_id, webhook_id, at, delivered, retried, failed, answered::integer[]
      from unnest(
        $1::uuid[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::integer[], $6::integer[], $7::text[]
      ) as delta (organization_id, webhook_id, at, delivered, retried, failed, answered)`,
    values: [
      uuids(deltas, (delta) => delta.organizationId),
      uuids(deltas, (delta) => delta.webhookId),
      times(deltas, (delta) => delta.at),
      integers(deltas, (delta) => delta.delivered),
      integers(deltas, (delta) => delta.retried),
      integers(deltas, (delta) => delta.failed),
      texts(deltas, (delta) => `{${delta.answered.join(',')}}`),
    ],
  });
}
