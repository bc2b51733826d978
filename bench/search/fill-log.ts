import { uuidAtMs } from '../../src/base/ids.ts';
import type { Database } from '../../src/store/database.ts';
import { dayMs } from '../../src/store/partitions.ts';

/** The organization that all of the log is of. */
export const hub = uuidAtMs(1);

/** What is looked for, from what every attempt has to what none has. */
export const searches: readonly {
  what: string;
  text: string;
  status?: string;
  direction: 'rising' | 'falling';
}[] = [
  { what: 'everything', text: '', direction: 'falling' },
  { what: 'a word that all have', text: 'hooks.example.com', direction: 'falling' },
  { what: 'a word of one in a hundred', text: 'hundredth', direction: 'falling' },
  { what: 'a word of one in a thousand', text: 'thousandth', direction: 'falling' },
  { what: 'the same, the oldest first', text: 'thousandth', direction: 'rising' },
  { what: 'a word of one in a hundred thousand', text: 'rarity', direction: 'falling' },
  { what: 'a word that one has', text: 'word77', direction: 'falling' },
  { what: 'a word that none has', text: 'zanzibar', direction: 'falling' },
  { what: 'a status of one in a hundred', text: '', status: '5xx', direction: 'falling' },
  {
    what: 'that status and a word of one in a thousand',
    text: 'thousandth',
    status: '5xx',
    direction: 'falling',
  },
];

const atOnce = 100_000;

/** Attempts with some forty words each, spread evenly over the days up to `nowMs`. */
export async function fillLog(
  database: Database,
  { rows, days, nowMs }: { rows: number; days: number; nowMs: number },
): Promise<void> {
  const startMs = nowMs - days * dayMs;
  const stepMs = (days * dayMs) / rows;
  for (let from = 0; from < rows; from += atOnce) {
    await database.query({
      text: `
        insert into attempts (
          organization_id, id, kind, webhook_id, event_type, object_type, object_id, transaction_id, number,
          started_at, timings, request, response_status, response_headers, response_body, response_size, words
        )
        select $1::uuid, (
            substr(time, 1, 8) || '-' || substr(time, 9, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0')
          )::uuid,
          'delivery', $1::uuid, 'api.created', 'api', n::text, $1::uuid, 1, to_timestamp(atms / 1000.0),
          '{"total": 12.5}', '{"method": "POST", "url": "https://hooks.example.com/", "headers": {}}',
          case when n % 100 = 51 then 503 else 200 end, '{}', '\\x6f6b', 2,
          array_to_tsvector(
            array[
              '=organization:' || $1::text, '=type:api.created', '=webhook:' || $1::text, '=test:false',
              case when n % 100 = 51 then '=status:5xx' else '=status:2xx' end,
              'https', 'hooks.example.com', 'hooks', 'example', 'com', 'word' || n
            ]
            || array(select 'w' || (n * k % 5000) from generate_series(1, 29) as k group by 1)
            || case when n % 100 = 7 then array['hundredth'] else '{}' end
            || case when n % 1000 = 51 then array['thousandth'] else '{}' end
            || case when n % 100000 = 13 then array['rarity'] else '{}' end
          )
        from (
          select n, $3::double precision + n * $4::double precision as atms,
            lpad(to_hex(floor($3::double precision + n * $4::double precision)::bigint), 12, '0') as time
          from generate_series($2::bigint, $5::bigint) as n
        ) made`,
      values: [hub, from, startMs, stepMs, Math.min(from + atOnce, rows) - 1],
    });
  }
  await database.query({ text: 'vacuum analyze attempts' });
}
