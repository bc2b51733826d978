import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Looks into Bellwire's database with a connection of its own. */
export interface LogCounts {
  /** Settles when no delivery is owed any more. */
  untilNoneOwed(): Promise<void>;
  /** Deliveries that are done and have their event, their bytes and a successful attempt in the log. */
  delivered(): Promise<number>;
  /** Deliveries that are still owed. */
  owed(): Promise<number>;
  version(): Promise<string>;
  close(): Promise<void>;
}

const lookEveryMs = 5;
const patienceMs = 60_000;

export async function openLogCounts(connection: pg.ClientConfig): Promise<LogCounts> {
  const client = new pg.Client(connection);
  await client.connect();
  const one = async (text: string) => (await client.query(text)).rows[0];

  // Of what is owed nothing more than a partial index is read, so that looking costs next to nothing.
  const anyOwed = `
    select exists (select from deliveries where leased_by is not null)
        or exists (select from deliveries where leased_by is null and due_at is not null) as owed`;
  return {
    async untilNoneOwed() {
      const endMs = performance.now() + patienceMs;
      while ((await one(anyOwed)).owed) {
        if (performance.now() > endMs) throw new Error(`Deliveries are still owed after ${patienceMs} ms`);
        await sleep(lookEveryMs);
      }
    },
    async delivered() {
      const { delivered, complete } = await one(`
        select count(*)::int as delivered,
               count(*) filter (
                 where exists (select from events e where e.organization_id = d.organization_id and e.id = d.event_id)
                   and exists (select from payloads p
                               where p.organization_id = d.organization_id and p.event_id = d.event_id)
                   and exists (select from attempts a
                               where a.organization_id = d.organization_id and a.delivery_id = d.id
                                 and a.response_status = 200)
               )::int as complete
        from deliveries d
        where d.state = 'delivered'`);
      if (delivered !== complete)
        throw new Error(`Of ${delivered} deliveries, ${complete} are whole in the log`);
      return delivered;
    },
    owed: async () =>
      (await one('select count(*)::int as owed from deliveries where due_at is not null')).owed,
    version: async () => (await one('show server_version')).server_version,
    close: () => client.end(),
  };
}
