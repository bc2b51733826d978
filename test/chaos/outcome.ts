import type { Database } from '../../src/store/database.ts';

/** What is in the database when all is over. */
export interface SavedEvent {
  id: string;
  /** What the load called it; null where it is none of the load's marked ones, such as a deletion. */
  mark: string | null;
  objectId: string;
}

export interface SavedDelivery {
  id: string;
  eventId: string;
  webhookId: string;
  state: string;
  /** Null: nothing more is owed. */
  dueAt: Date | null;
  held: boolean;
  attempts: number;
  /** Its place in the order, where there is one. */
  position: number | null;
}

/** How many attempts with this status (null: without an answer) the log holds of a delivery. */
export interface LoggedAttempts {
  deliveryId: string;
  status: number | null;
  succeeded: boolean;
  count: number;
}

export interface Saved {
  events: SavedEvent[];
  deliveries: SavedDelivery[];
  attempts: LoggedAttempts[];
}

/** Reads all of it. */
export async function readSaved(database: Database): Promise<Saved> {
  return {
    events: await database.query<SavedEvent>({
      text: `
        select id, object_id as "objectId",
          case when type in ('meter.read', 'member.created', 'member.updated')
            then coalesce(data #>> '{object,fields,mark}', data #>> '{object,fields,display_name}') end as mark
        from events`,
    }),
    deliveries: await database.query<SavedDelivery>({
      text: `
        select id, event_id as "eventId", webhook_id as "webhookId", state, due_at as "dueAt",
          leased_by is not null as held, attempts, position
        from deliveries`,
    }),
    attempts: await database.query<LoggedAttempts>({
      text: `
        select delivery_id as "deliveryId", response_status as status, reason is null as succeeded,
          count(*)::int as count
        from attempts
        where kind = 'delivery'
        group by 1, 2, 3`,
    }),
  };
}
