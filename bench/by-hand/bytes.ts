import { uuids } from '../../src/store/arrays.ts';
import type { Database } from '../../src/store/database.ts';
import type { Arrived, ByHand, Keep, Saved } from './keep.ts';

/**
 * Keeps as little as will do: a commit is one row, with the ids of its deliveries and what is sent, one behind the other; a
 * batch of results is one row, with the ids and the answers. After a crash it can be told what is still owed, by reading all
 * of it. Nobody can look for an event in it, or page through attempts.
 */
export async function keepBytes({ ids }: ByHand, database: Database): Promise<Keep> {
  await database.query({
    text: 'create table kept (id uuid primary key, kind text, deliveries uuid[], bytes bytea storage external)',
  });

  /** One statement is one transaction. */
  async function keep(kind: 'saved' | 'arrived', batch: readonly Saved[], bytes: Buffer): Promise<void> {
    await database.query({
      name: 'keep',
      text: 'insert into kept (id, kind, deliveries, bytes) values ($1, $2, $3, $4)',
      values: [ids.uuid(), kind, uuids(batch, ({ id }) => id), bytes],
    });
  }

  return {
    save: (saved) => keep('saved', saved, Buffer.concat(saved.map(({ payload }) => payload.body))),
    arrived: (batch) =>
      keep(
        'arrived',
        batch.map(({ saved }) => saved),
        Buffer.from(batch.map(lineOf).join('\n')),
      ),
    async logged() {
      const [counted] = await database.query<{ count: number }>({ text: savedAndArrived });
      return counted?.count ?? 0;
    },
  };
}

/** What came of an attempt, and what was sent beside the body. */
function lineOf({ attempt }: Arrived): string {
  const { eventId, startedAt, timings, request, responseStatus, responseHeaders } = attempt;
  return JSON.stringify([eventId, startedAt, timings, request.headers, responseStatus, responseHeaders]);
}

const savedAndArrived = `
  select count(*)::int as count
  from (
    select unnest(deliveries) as id from kept where kind = 'saved'
    intersect
    select unnest(deliveries) from kept where kind = 'arrived'
  ) kept_twice`;
