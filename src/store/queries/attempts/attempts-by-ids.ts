import type { Queries } from '../../database.ts';
import { unseen } from '../../unseen.ts';
import { type AttemptDetailsRow, ownColumns } from './attempts-list.ts';

/**
 * The attempts of these ids with their bytes, in no order. What a delivery sends is kept with its event. It is looked up by ids
 * that are known by then: to plan a join of every day's attempts with every day's deliveries and payloads takes longer than all
 * of this. Indexes: the primary keys.
 */
export async function attemptsByIds(
  queries: Queries,
  organizationId: string,
  ids: readonly string[],
): Promise<AttemptDetailsRow[]> {
  const rows = await queries.query<AttemptDetailsRow>({
    text: `
      select ${ownColumns}, a.request_body as body
      from attempts a
      where a.organization_id = ${unseen('$1')} and a.id = any($2::uuid[])`,
    values: [organizationId, ids],
  });
  const bodyOf = await sentBodies(
    queries,
    organizationId,
    rows.filter(({ body }) => body === null),
  );
  return rows.map((row) => ({ ...row, body: row.body ?? bodyOf(row) }));
}

/** One attempt with its bytes, or null. The body of a delivery is the payload that all its attempts share. */
export async function attemptGet(
  queries: Queries,
  organizationId: string,
  id: string,
): Promise<AttemptDetailsRow | null> {
  const [row] = await attemptsByIds(queries, organizationId, [id]);
  return row ?? null;
}

type BodyOf = (attempt: AttemptDetailsRow) => Buffer | null;

async function sentBodies(
  queries: Queries,
  organizationId: string,
  attempts: readonly AttemptDetailsRow[],
): Promise<BodyOf> {
  const deliveryIds = attempts.flatMap(({ delivery_id }) => delivery_id ?? []);
  if (deliveryIds.length === 0) return () => null;
  const deliveries = await queries.query<{ id: string; variant: string }>({
    text: `
      select id, variant from deliveries
      where organization_id = ${unseen('$1')} and id = any($2::uuid[]) and variant is not null`,
    values: [organizationId, deliveryIds],
  });
  if (deliveries.length === 0) return () => null;
  const variants = new Map(deliveries.map(({ id, variant }) => [id, variant]));
  const payloads = await queries.query<{ event_id: string; variant: string; body: Buffer }>({
    text: `
      select event_id, variant, body from payloads
      where organization_id = $1 and event_id = any($2::uuid[]) and variant = any($3::text[])`,
    values: [
      organizationId,
      attempts.flatMap(({ event_id }) => event_id ?? []),
      [...new Set(variants.values())],
    ],
  });
  const bodies = new Map(payloads.map(({ event_id, variant, body }) => [`${event_id} ${variant}`, body]));
  return ({ event_id, delivery_id }) => bodies.get(`${event_id} ${variants.get(delivery_id ?? '')}`) ?? null;
}
