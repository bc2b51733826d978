import type { Transaction } from '../../database.ts';
import { lockKeys } from '../../lock-keys.ts';
import { figureAdded, figureSums } from './figure-columns.ts';

/**
 * Moves deltas into the figures, in one statement, and answers with how many; null when another node is at it. The lock
 * keeps two nodes from adding to the same rows in another order. What belongs to an organization that is gone goes.
 * Reads the table of deltas from its beginning: it is as short as the last few seconds were busy.
 */
export async function figuresFold(tx: Transaction, limit: number): Promise<number | null> {
  const [lock] = await tx.query<{ taken: boolean }>({
    text: 'select pg_try_advisory_xact_lock($1) as taken',
    values: [lockKeys.figures],
  });
  if (lock?.taken !== true) return null;
  const [folded] = await tx.query<{ count: number }>({
    name: 'figures-fold',
    text: `
      with taken as (
        delete from figure_deltas
        where ctid = any(array(select ctid from figure_deltas limit $1))
        returning *
      ), added as (
        insert into figures as f (
          organization_id, webhook_id, grain, at, accepted, delivered, retried, failed, answered
        )
        select t.organization_id, w.webhook_id, g.grain, date_trunc(g.grain, t.at, 'UTC'), ${figureSums}
        from taken t
        join organizations o on o.id = t.organization_id
        cross join (values ('minute'), ('hour')) as g (grain)
        cross join lateral (
          select '00000000-0000-0000-0000-000000000000'::uuid
          union all
          select t.webhook_id where t.webhook_id is not null
        ) as w (webhook_id)
        group by 1, 2, 3, 4
        order by 1, 2, 3, 4
        on conflict (organization_id, webhook_id, grain, at) do update set ${figureAdded}
      )
      select count(*) as count from taken`,
    values: [limit],
  });
  return folded?.count ?? 0;
}
