import type { Queries } from '../../database.ts';
import type { Figure } from '../../records/figure.ts';
import { figureSums } from './figure-columns.ts';

/** The figures of the organization as a whole stand under this webhook. */
const whole = '00000000-0000-0000-0000-000000000000';

/** Which figures: of one webhook or the whole organization, from a time on, in buckets of equal length. */
export interface FiguresRange {
  organizationId: string;
  webhookId: string | null;
  grain: 'minute' | 'hour';
  from: Date;
  to: Date;
  bucketSeconds: number;
}

/**
 * The buckets in which something was counted, by their number. Reads the figures by their primary key, and what has not
 * been added to them yet.
 */
export function figuresRead(queries: Queries, range: FiguresRange): Promise<(Figure & { bucket: number })[]> {
  return queries.query<Figure & { bucket: number }>({
    name: 'figures-read',
    text: `
      select floor(extract(epoch from at - $4::timestamptz) / $6)::integer as bucket, ${figureSums}
      from (
        select at, accepted, delivered, retried, failed, answered
        from figures
        where organization_id = $1 and webhook_id = $2 and grain = $3 and at >= $4 and at < $5
        union all
        select at, accepted, delivered, retried, failed, answered
        from figure_deltas
        where organization_id = $1 and (webhook_id = $2 or $2 = '${whole}') and at >= $4 and at < $5
      ) figures
      group by 1
      order by 1`,
    values: [
      range.organizationId,
      range.webhookId ?? whole,
      range.grain,
      range.from,
      range.to,
      range.bucketSeconds,
    ],
  });
}

/** The hour since which there are figures of an organization; null for none. Index: the primary key, twice. */
export async function figuresSince(queries: Queries, organizationId: string): Promise<Date | null> {
  const [row] = await queries.query<{ at: Date | null }>({
    name: 'figures-since',
    text: `
      select least(
        (select min(at) from figures where organization_id = $1 and webhook_id = '${whole}' and grain = 'hour'),
        (select date_trunc('hour', min(at), 'UTC') from figure_deltas where organization_id = $1)
      ) as at`,
    values: [organizationId],
  });
  return row?.at ?? null;
}

/** One webhook in one hour. */
export interface WebhookHour extends Figure {
  webhook_id: string;
  hour: Date;
}

/** The hours of every webhook of an organization since a whole hour. Index: the primary key, once for each webhook. */
export function figuresOfWebhooks(
  queries: Queries,
  input: { organizationId: string; from: Date },
): Promise<WebhookHour[]> {
  return queries.query<WebhookHour>({
    name: 'figures-of-webhooks',
    text: `
      select webhook_id, date_trunc('hour', at, 'UTC') as hour, ${figureSums}
      from (
        select f.webhook_id, f.at, f.accepted, f.delivered, f.retried, f.failed, f.answered
        from webhooks w
        join figures f
          on f.organization_id = w.organization_id and f.webhook_id = w.id and f.grain = 'hour' and f.at >= $2
        where w.organization_id = $1
        union all
        select webhook_id, at, accepted, delivered, retried, failed, answered
        from figure_deltas
        where organization_id = $1 and webhook_id is not null and at >= $2
      ) figures
      group by 1, 2
      order by 1, 2`,
    values: [input.organizationId, input.from],
  });
}
