import pg from 'pg';
import { heldDeliveries } from '../../src/store/queries/nodes/held-deliveries.ts';
import { untilZero } from '../until-zero.ts';

/** Looks into Bellwire's database with a connection of its own. `except` leaves the deliveries of one webhook out. */
export interface LogCounts {
  /** Settles when no delivery is owed any more. */
  untilNoneOwed(except?: string): Promise<void>;
  /** Deliveries that are done. Throws unless each has its event, its bytes and a successful attempt in the log. */
  delivered(except?: string): Promise<number>;
  /** Deliveries that are still owed. */
  owed(): Promise<number>;
  /** Writes everything to the disk. */
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

const nobody = '00000000-0000-0000-0000-000000000000';

export async function openLogCounts(connection: pg.ClientConfig): Promise<LogCounts> {
  const client = new pg.Client(connection);
  // A server that goes away while the benchmark is broken off: statements fail, and that is enough.
  client.on('error', () => {});
  await client.connect();
  const one = async (text: string, ...values: string[]) => (await client.query(text, values)).rows[0];

  return {
    untilNoneOwed: (except = nobody) =>
      untilZero('deliveries owed', async () => (await one(someOwed, except)).owed),
    async delivered(except = nobody) {
      const { delivered, complete } = await one(deliveredAndComplete, except);
      if (delivered !== complete)
        throw new Error(`Of ${delivered} deliveries, ${complete} are whole in the log`);
      return delivered;
    },
    owed: async () =>
      (await one('select count(*)::int as owed from deliveries where due_at is not null')).owed,
    checkpoint: async () => void (await client.query('checkpoint')),
    close: () => client.end(),
  };
}

/**
 * 0 or 1. What nodes hold is found by their tickets and what waits by a partial index, so that looking often costs next
 * to nothing: nothing else tells which of a hundred thousand deliveries is still under way.
 */
const someOwed = `
  select (
    exists (
      ${heldDeliveries('1', 'true', 'd.webhook_id <> $1')}
    )
    or exists (select from deliveries where queued_at is not null and webhook_id <> $1)
  )::int as owed`;

const deliveredAndComplete = `
  select count(*)::int as delivered,
         count(*) filter (
           where exists (
                   select from events e where e.organization_id = d.organization_id and e.id = d.event_id
                 )
             and exists (
                   select from payloads p where p.organization_id = d.organization_id and p.event_id = d.event_id
                 )
             and exists (
                   select from attempts a
                   where a.organization_id = d.organization_id
                     and a.delivery_id = d.id
                     and a.response_status = 200
                 )
         )::int as complete
  from deliveries d
  where d.state = 'delivered' and d.webhook_id <> $1`;
