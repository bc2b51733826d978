import type { Transaction } from '../../database.ts';
import type { DayTables } from '../../day-tables.ts';
import { planAsUsual, planOnceForIndexes } from '../../plan-settings.ts';
import { isFirst } from './deliveries-claim.ts';
import { type Claim, type DueDelivery, deliveriesTake } from './deliveries-take.ts';

interface Key {
  organizationId: string;
  id: string;
}

/**
 * Claims runs: of each object the first delivery, if it still is that and due, and of those behind it as many as are still
 * due. They were looked for without a lock, and other nodes may have looked as well; so the first is locked ahead of the others. Whoever has it
 * has the object: nobody else finds a first one there, before the claim is committed as little as afterwards, when its
 * place is below zero.
 *
 * "Skip locked" as in every claim: nodes do not wait for each other. A run ends where one was skipped.
 */
export async function deliveriesClaimRuns(
  tx: Transaction,
  input: { nodeId: string; now: Date; runs: readonly (readonly Key[])[]; days: DayTables },
): Promise<Claim> {
  const { now, runs } = input;
  if (runs.length === 0) return { claimed: [], expired: [] };
  // They look into every partition, so they are planned once per connection and kept to indexes.
  await planOnceForIndexes(tx);
  const first = await lock(
    tx,
    'deliveries-due-first',
    isFirst,
    now,
    runs.flatMap((run) => run.slice(0, 1)),
  );
  const ours = runs.filter(([head]) => head !== undefined && first.has(head.id));
  const next = await lock(
    tx,
    'deliveries-due-next',
    'true',
    now,
    ours.flatMap((run) => run.slice(1)),
  );
  await planAsUsual(tx);
  const due = ours.flatMap((run) => {
    const locked = run.map(({ id }, index) => (index === 0 ? first : next).get(id));
    const end = locked.indexOf(undefined);
    return (end === -1 ? locked : locked.slice(0, end)) as DueDelivery[];
  });
  return deliveriesTake(tx, input, due);
}

/** Locks those of these deliveries that are due, by their keys. */
async function lock(
  tx: Transaction,
  name: string,
  condition: string,
  now: Date,
  keys: readonly Key[],
): Promise<Map<string, DueDelivery>> {
  if (keys.length === 0) return new Map();
  const locked = await tx.query<DueDelivery>({
    name,
    text: `
      select d.organization_id as "organizationId", d.id, d.event_id as "eventId"
      from unnest($2::uuid[], $3::uuid[]) as wanted (organization_id, id)
      join deliveries d on d.organization_id = wanted.organization_id and d.id = wanted.id
      where d.queued_at <= $1 and ${condition}
      for update of d skip locked`,
    values: [now, keys.map(({ organizationId }) => organizationId), keys.map(({ id }) => id)],
  });
  return new Map(locked.map((delivery) => [delivery.id, delivery]));
}
