import { unseen } from '../../unseen.ts';

/**
 * For a `with`: some of what a webhook (organization $1, id $2) has, locked in the order of the ids, as results lock it too. The
 * webhook's row is locked first, by a statement ahead of this one in the same transaction. Index: deliveries_by_webhook.
 */
export function deliveriesLocked(condition: string): string {
  return `
      locked as materialized (
        select organization_id, id
        from deliveries
        where organization_id = ${unseen('$1')} and webhook_id = $2 and ${condition}
        order by id
        for update
      )`;
}
