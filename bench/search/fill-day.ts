import type { Database } from '../../src/store/database.ts';
import { hub, madeAttempt, slots } from './made-attempt.ts';

/** Keeps, of each slot, the words that all its attempts share, as the product makes them. */
export async function makeSlots(database: Database): Promise<void> {
  await database.query({
    text: 'create unlogged table bench_slots (slot integer primary key, words text[])',
  });
  const [one, other] = [Date.parse('2001-02-03T04:05:06.789Z'), Date.parse('2010-11-12T13:14:15.161Z')];
  for (let slot = 0; slot < slots; slot += 1) {
    const others = new Set(madeAttempt(slot + 2 * slots, other).row.words);
    const words = madeAttempt(slot + slots, one).row.words?.filter((word) => others.has(word));
    await database.query({ text: 'insert into bench_slots values ($1, $2::text[])', values: [slot, words] });
  }
}

/** Attempts number `first` to `last`, as `madeAttempt` has them: the words of their slot and their own. */
export async function fillDay(
  database: Database,
  { first, last, startMs, stepMs }: { first: number; last: number; startMs: number; stepMs: number },
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query({ text: `set local synchronous_commit = off` });
    await tx.query({
      text: `
        insert into attempts (
          organization_id, id, kind, delivery_id, event_id, webhook_id, event_type, object_type, object_id,
          transaction_id, number, started_at, timings, request, response_status, response_headers, response_body,
          response_size, reason, words
        )
        select
          $1::uuid, id, 'delivery', delivery_id, event_id, $1::uuid, 'api.updated', 'api', object_id::text,
          event_id, 1, at, $6::jsonb, jsonb_set($7::jsonb, '{headers,webhook-id}', to_jsonb(event_id::text)),
          case when n % 100 = 51 then 503 else 200 end, $8::jsonb, $9::bytea, 11,
          case when n % 100 = 51 then 'http-5xx' end,
          array_to_tsvector(
            words
            || array[
              event_id::text, delivery_id::text, 'api_' || object_id, object_id::text, 'word' || n,
              'user' || n % 50000, to_char(at, 'YYYY-MM-DD"t"HH24'), to_char(at, 'YYYY'), to_char(at, 'MM'),
              to_char(at, 'DD"t"HH24'), to_char(at, 'MI'), to_char(at, 'SS.MS"z"'), to_char(at, 'SS'),
              to_char(at, 'MS"z"')
            ]
            || case when n % 100000 = 13 then array['rarity'] else '{}' end
          )
        from (
          select
            n, words, to_timestamp(ms / 1000.0) as at, ${idOf('a', 'ms')} as id, ${idOf('e', 'ms - 50')} as event_id,
            ${idOf('d', 'ms - 50')} as delivery_id, ${idOf('o', 'ms')} as object_id
          from (
            select n, floor($4::double precision + n * $5::double precision)::bigint as ms
            from generate_series($2::bigint, $3::bigint) as n
          ) times
          join bench_slots on slot = n % ${slots}
          order by n
        ) made`,
      values: [hub, first, last, startMs, stepMs, ...sameInAll()],
    });
  });
}

/** What stands in every row alike. */
function sameInAll(): unknown[] {
  const { row } = madeAttempt(0, 0);
  return [
    JSON.stringify(row.timings),
    JSON.stringify(row.request),
    JSON.stringify(row.responseHeaders),
    row.responseBody,
  ];
}

/** As `madeId` makes them. */
function idOf(kind: string, ms: string): string {
  const [time, rest] = [`lpad(to_hex(${ms}), 12, '0')`, `md5(n || '${kind}')`];
  return `(${time} || '7' || substr(${rest}, 1, 3) || '8' || substr(${rest}, 4, 3) || substr(${rest}, 7, 12))::uuid`;
}
